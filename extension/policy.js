// The organisation's policy, as the browser gives it, and the few keys of it that scripts need: the module reads all of
// them, with src/policy.
//
// Right after a browser starts, or the extension is forced into it, the browser may not know its policy yet and says
// `{}` (Chromium: 2 to 6 s). So the last one known is kept, and holds until the browser says otherwise.

/** Under this key of `storage.local`: `{ values, hash, since }`, the policy known last. */
export const KNOWN = 'policy';
/** Under this key of `storage.local`: what the person chose. The keys are those of the policy; see src/policy/schema.rs. */
export const OPTIONS = 'options';

/** What the browser says now. BROWSER: Firefox throws where no policy was set, Chromium gives an empty object. */
export const managedNow = (storage = chrome.storage) => storage.managed.get(null).catch(() => ({}));

/** The policy that holds: what the browser says, or the one known last while it says nothing. */
export async function managedPolicy(storage = chrome.storage) {
  const [now, known] = await Promise.all([managedNow(storage), storage.local.get(KNOWN)]);
  return Object.keys(now).length ? now : (known[KNOWN]?.values ?? {});
}

const flag = (value, otherwise) => (typeof value === 'boolean' ? value : otherwise);
const count = (value, least, most, otherwise) => (Number.isInteger(value) && value >= least && value <= most ? value : otherwise);
const words = (value, most) => (typeof value === 'string' ? value.slice(0, most) : '');

/** What the background has to know. All of it is the organisation's alone; a value that is not as it should be is none. */
export function auditOf(managed) {
  return {
    enabled: flag(managed.auditEnabled, true),
    days: count(managed.auditRetentionDays, 1, 3650, 90),
    mayExport: flag(managed.auditExport, true),
    mayNote: ['optional', 'required'].includes(managed.justificationText),
    profile: words(managed.profile, 60),
    report: reportOf(managed),
  };
}

function reportOf(managed) {
  const endpoint = managed.reportEndpoint;
  const url = typeof endpoint === 'string' && endpoint.length <= 500 ? URL.parse(endpoint) : null;
  if (url?.protocol !== 'https:' || url.username || url.password) return null;
  const headers = Object.entries(managed.reportHeaders ?? {}).filter(
    ([name, value]) => /^[A-Za-z0-9-]{1,60}$/.test(name) && typeof value === 'string' && value.length <= 2000 && !/[\r\n\0]/.test(value),
  );
  return {
    endpoint: url.href,
    headers: Object.fromEntries(headers.slice(0, 10)),
    minutes: count(managed.reportMinutes, 1, 1440, 15),
    heartbeatHours: count(managed.heartbeatHours, 0, 168, 24),
  };
}
