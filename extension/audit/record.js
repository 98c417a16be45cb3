// What a record is, and how it is written down so that everybody hashes the same bytes.
//
// A record says that something happened to a finding. It never holds what was typed: `isTold` takes nothing that is not
// one of a few known words, and `record` copies named keys and no others. The one thing that somebody may have written
// is `note`, a reason in one's own words, which is kept only where the organisation's policy asks for it (the gate says so
// on screen) and never longer than 200 characters.
//
// The chain. `previous` of each record is the SHA-256, in small hexadecimal digits, of the record before it in canonical
// form: the JSON of RFC 8785 (keys in order of their UTF-16 code units, nothing between tokens, UTF-8), which for flat
// objects of strings and whole numbers is what `canonical` writes. The first record of an installation has `seq` 1 and a
// `previous` of 64 zeros. src/audit/canonical.rs reads the same form.

/** What a page may say became of a finding. */
export const ACTIONS = ['shown', 'fixed', 'ignored', 'wrong', 'went-back', 'posted-anyway', 'justified'];
export const SEVERITIES = ['block', 'warn', 'note'];
export const CONTEXTS = ['post', 'review-reply', 'comment', 'message', 'email', 'blog'];

/** Longest reason, the organisation's or one's own, in UTF-16 code units: as src/policy has it. */
export const REASON_LENGTH = 200;

/** The keys of a record, in the order of a table. */
export const KEYS = [
  'seq', 'time', 'id', 'install', 'action', 'rule', 'label', 'severity', 'context', 'site', 'reason', 'note', 'profile',
  'extension', 'rules', 'policy', 'previous',
];

export const NOTHING_BEFORE = '0'.repeat(64);

const isRuleName = (value) => typeof value === 'string' && value.length <= 96 && /^[a-z]+(\.[a-z-]+)+(\/[a-z0-9-]+)*$/.test(value);
const isWords = (value) => value === undefined || (typeof value === 'string' && value.length <= REASON_LENGTH);
const TOLD = new Set(['kind', 'id', 'rule', 'label', 'severity', 'action', 'context', 'reason', 'note', 'print']);

/** Whether a message from a page is a record and nothing else. */
export const isTold = (message) =>
  message?.kind === 'record' &&
  Object.keys(message).every((key) => TOLD.has(key)) &&
  (message.id === undefined || (typeof message.id === 'string' && /^[a-z0-9-]{1,64}$/.test(message.id))) &&
  isRuleName(message.rule) &&
  isRuleName(message.label) &&
  SEVERITIES.includes(message.severity) &&
  ACTIONS.includes(message.action) &&
  (message.context === undefined || CONTEXTS.includes(message.context)) &&
  isWords(message.reason) &&
  isWords(message.note) &&
  (message.print === undefined || (Number.isInteger(message.print) && message.print >= 0 && message.print < 2 ** 24));

/** One line, without halves of characters, never longer than a reason may be. */
const line = (words = '') => words.replace(/\s+/gu, ' ').trim().slice(0, REASON_LENGTH).toWellFormed();

/**
 * A record without its place in the chain.
 *
 * @param told  what the page said; see `isTold`.
 * @param where `{ time, site, install, profile, extension, rules, policy, mayNote }`: what we know ourselves.
 */
export function record(told, where) {
  const isJustified = told.action === 'justified';
  return {
    time: where.time,
    id: told.id ?? crypto.randomUUID(),
    install: where.install,
    action: told.action,
    rule: told.rule,
    label: told.label,
    severity: told.severity,
    context: told.context ?? '',
    site: where.site,
    reason: isJustified ? line(told.reason) : '',
    note: isJustified && where.mayNote ? line(told.note) : '',
    profile: where.profile,
    extension: where.extension,
    rules: where.rules,
    policy: where.policy,
  };
}

/** Canonical JSON of anything that JSON can say: keys in order, nothing between tokens. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.keys(value).filter((key) => value[key] !== undefined).sort();
  return `{${members.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join()}}`;
}

/** SHA-256 of the canonical form, in small hexadecimal digits. */
export async function hash(value) {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonical(value)));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
