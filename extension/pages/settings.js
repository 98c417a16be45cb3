// What holds: the organisation's policy, the person's options, and what the module makes of both.

import { KNOWN, OPTIONS, managedNow, managedPolicy } from '../policy.js';

// The JavaScript form of the module: our own pages allow no compiling of WebAssembly, and need none.
let module = null;
export const engine = () => (module ??= import('../pkg/curbside_js.js'));

/** The person's options: an object with keys of the policy. */
export async function readOptions() {
  return (await chrome.storage.local.get(OPTIONS))[OPTIONS] ?? {};
}

// One after the other: two boxes that are left at once would each write what the other did not know.
let writing = Promise.resolve();

/** Sets one key of the options, or takes it away (`undefined`, an empty list, an empty text). */
export function setOption(key, value) {
  writing = writing.then(async () => {
    const options = await readOptions();
    const isNothing = value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
    if (isNothing) delete options[key];
    else options[key] = value;
    await chrome.storage.local.set({ [OPTIONS]: options });
  });
  return writing;
}

/**
 * `{ managed, options, known, isLate, keys, problems, ownProblems }`: `keys` is a map from each key of the policy to its
 * value and its source (default, person, organization, both). `isLate`: the browser says nothing yet, and what was known
 * last holds.
 */
export async function readAll() {
  const [managed, now, options, { [KNOWN]: known }, { effective_policy: effective }] = await Promise.all([
    managedPolicy(), managedNow(), readOptions(), chrome.storage.local.get(KNOWN), engine(),
  ]);
  const { keys, problems, ownProblems } = effective(managed, options);
  return {
    managed,
    options,
    known,
    isLate: Boolean(known) && Object.keys(now).length === 0,
    keys: new Map(keys.map(({ key, source, value }) => [key, { source, value }])),
    problems,
    ownProblems,
  };
}

/** Calls back when something of it has changed. */
export function onSettings(changed) {
  chrome.storage.onChanged.addListener((changes, area) => {
    if (area === 'managed' || KNOWN in changes || OPTIONS in changes) changed();
  });
}
