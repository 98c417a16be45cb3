// Counts what Curbside did today, keeps the records, sends them where the organisation wants them, follows its policy, and
// puts a mark on the toolbar button where a page cannot be checked.
//
// No text arrives here. Whatever does not look exactly like a record is dropped.

import { hash, isTold, record } from './audit/record.js';
import { openStore } from './audit/store.js';
import { report } from './audit/report.js';
import { registerSites } from './added.js';
import { KNOWN, OPTIONS, auditOf, managedNow, managedPolicy } from './policy.js';

/** The first digits of the SHA-256 of the module that ships beside us; the build writes them in. */
const RULES = CURBSIDE_RULES;
const STATES = ['checked', 'findings', 'off', 'unavailable', 'idle'];
const DAY = 86_400_000;
const { alarms, runtime, storage } = chrome;

// ---------------------------------------------------------------------------------------------------- policy

// A worker that wakes reads it once; after that the browser tells.
let policy = null;

async function readPolicy() {
  const values = await managedPolicy();
  return { ...auditOf(values), hash: Object.keys(values).length ? await hash(values) : '' };
}

const policyNow = () => (policy ??= readPolicy());

// How long the browser may say nothing of a policy that was there before we believe that it is gone.
const SILENCE = 60_000;

async function follow(hasChanged) {
  const [now, { [KNOWN]: known }, { silentSince }] = await Promise.all([
    managedNow(), storage.local.get(KNOWN), storage.session.get('silentSince'),
  ]);
  if (Object.keys(now).length) {
    await storage.session.remove('silentSince');
    const fingerprint = await hash(now);
    if (known?.hash !== fingerprint) {
      await storage.local.set({ [KNOWN]: { values: now, hash: fingerprint, since: new Date().toISOString() } });
    }
  } else if (known && (hasChanged || (silentSince && Date.now() - silentSince >= SILENCE))) {
    await storage.local.remove(KNOWN);
  } else if (known) {
    if (!silentSince) await storage.session.set({ silentSince: Date.now() });
    alarms.create('policy', { delayInMinutes: 1 });
  }
  policy = null;
  await tend();
}

// ---------------------------------------------------------------------------------------------------- records

let store = null;
const theStore = () => (store ??= openStore().catch((error) => {
  store = null;
  throw error;
}));

// The site is what the browser says of the frame, not what the frame says: its host and no more. A private window is
// private: what is recorded of it names no site.
function siteOf({ origin, url, tab }) {
  if (tab.incognito) return '';
  const from = origin && origin !== 'null' ? origin : url;
  return URL.parse(from ?? '')?.hostname ?? '';
}

async function keep(told, sender) {
  const { enabled, mayNote, profile, hash: fingerprint } = await policyNow();
  if (!enabled) return;
  const records = await theStore();
  await records.append(record(told, {
    time: new Date().toISOString(),
    site: siteOf(sender),
    install: await records.install(),
    extension: runtime.getManifest().version,
    rules: RULES,
    policy: fingerprint,
    profile,
    mayNote,
  }));
}

// Each once: a record that is told again because the page did not hear the answer is stored once, and counted once.
const counted = new Set();

async function take(port, told) {
  if (!counted.has(told.id)) {
    counted.add(told.id);
    if (counted.size > 2000) counted.clear();
    counting = counting.then(() => count(told.action)).catch(() => {});
    if (told.action === 'ignored' && told.print !== undefined && !port.sender.tab.incognito) {
      counting = counting.then(() => leaveAlone(told)).catch(() => {});
    }
  }
  await keep(told, port.sender);
  // The page may be gone by now, and then nobody waits for the answer.
  try {
    port.postMessage({ stored: told.id });
  } catch {}
}

// The person's own day, not the one of Greenwich.
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

// One after the other: two records at once would both read the same number.
let counting = Promise.resolve();

async function count(action, by = 1) {
  const day = today();
  const { counts } = await storage.local.get('counts');
  const known = counts?.day === day ? counts : { day };
  await storage.local.set({ counts: { ...known, [action]: (known[action] ?? 0) + by } });
}

// "This is fine here": from now on that rule leaves those words alone, on every page. What is kept is a number of 24 bits
// made of the words and of `salt`; see src/page/ignored.rs. The oldest go first.
const MOST_IGNORED = 1000;

async function leaveAlone({ rule, print }) {
  const { ignored = [] } = await storage.local.get('ignored');
  const others = ignored.filter((one) => one.rule !== rule || one.print !== print);
  await storage.local.set({ ignored: [...others, { rule, print, time: Date.now() }].slice(-MOST_IGNORED) });
}

async function salt() {
  const { salt: drawn } = await storage.local.get('salt');
  if (drawn === undefined) await storage.local.set({ salt: crypto.getRandomValues(new Uint32Array(1))[0] });
}

// ---------------------------------------------------------------------------------------------------- housekeeping

// Forgets what is older than the policy wants, sends what is due, and asks to be woken when there is more to do.
let tending = Promise.resolve();
const tend = () => (tending = tending.then(housekeep).catch(() => {}));

async function housekeep() {
  const { days, report: to, profile, hash: fingerprint } = await policyNow();
  const records = await theStore();
  const { prunedAt = 0 } = await storage.session.get('prunedAt');
  if (Date.now() - prunedAt > DAY / 4) {
    await records.prune(new Date(Date.now() - days * DAY).toISOString());
    await storage.session.set({ prunedAt: Date.now() });
  }
  if (!to) {
    await alarms.clear('report');
    return;
  }
  const who = {
    install: await records.install(),
    extension: runtime.getManifest().version,
    rules: RULES,
    policy: fingerprint,
    profile,
    browser: runtime.getURL('').startsWith('moz') ? 'firefox' : 'chromium',
  };
  const { requests, due } = await report(records, to, who);
  if (requests) {
    counting = counting.then(() => count('requests', requests)).catch(() => {});
    await counting;
  }
  if (due) await alarms.create('report', { when: due });
}

alarms.onAlarm.addListener(({ name }) => {
  if (name === 'policy') follow(false).catch(() => {});
  else tend();
});
storage.onChanged.addListener((changes, area) => {
  if (area === 'managed') follow(true).catch(() => {});
  if (area === 'managed' || KNOWN in changes || OPTIONS in changes) register();
});

// One after the other, for the browser refuses to register twice what it has.
let registering = Promise.resolve();
const register = () => (registering = registering.then(registerSites).catch(() => {}));
chrome.permissions.onAdded.addListener(register);
chrome.permissions.onRemoved.addListener(register);

// ---------------------------------------------------------------------------------------------------- toolbar button

// Several frames share one button: the mark stands while any of them cannot check. A worker that slept has forgotten
// who that was and leaves the mark until the tab moves on, for a mark too many is better than one too few.
const unable = new Map();

function mark(sender, state) {
  const tabId = sender.tab.id;
  const frames = unable.get(tabId) ?? new Set();
  const isMarked = frames.size > 0;
  if (state === 'unavailable') frames.add(sender.frameId);
  else frames.delete(sender.frameId);
  if (frames.size) unable.set(tabId, frames);
  else unable.delete(tabId);
  if (frames.size > 0 === isMarked) return;
  // The tab may be gone by now, and then there is no button to mark.
  const ignore = () => {};
  chrome.action.setBadgeText({ tabId, text: frames.size ? '?' : '' }).catch(ignore);
  chrome.action.setTitle({ tabId, title: chrome.i18n.getMessage(frames.size ? 'buttonUnavailable' : 'shortName') }).catch(ignore);
}

runtime.onConnect.addListener((port) => {
  const { sender } = port;
  if (port.name !== 'page' || sender?.id !== runtime.id || !sender.tab) return port.disconnect();
  port.onMessage.addListener((message) => {
    // What could not be stored is not acknowledged; the page tells it again.
    if (isTold(message)) take(port, message).catch(() => {});
    else if (message?.kind === 'status' && STATES.includes(message.state)) mark(sender, message.state);
  });
  // The frame is gone, and with it what it could not check.
  port.onDisconnect.addListener(() => mark(sender, 'idle'));
});

// ---------------------------------------------------------------------------------------------------- first minute

// Who was given Curbside by an organisation may find that it wants no welcome; its policy arrives some seconds late.
const LATE_POLICY = 10_000;

async function welcome() {
  const { installType } = await chrome.management.getSelf();
  // Somebody who develops, or a test, loads us by hand and knows us.
  if (installType === 'development') return;
  let managed = await managedNow();
  for (const end = Date.now() + LATE_POLICY; installType === 'admin' && !Object.keys(managed).length && Date.now() < end; ) {
    await new Promise((later) => setTimeout(later, 250));
    managed = await managedNow();
  }
  if (managed.onboarding === false) return;
  await chrome.tabs.create({ url: runtime.getURL('onboarding/onboarding.html') });
}

runtime.onInstalled.addListener(({ reason }) => {
  if (reason === 'install') welcome().catch(() => {});
});
// Being woken when the browser starts is all that is wanted: the last line does the rest.
runtime.onStartup.addListener(() => {});

salt().catch(() => {});
register();
follow(false).catch(() => {});
