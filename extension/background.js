// Counts what Curbside did today, and puts a mark on the toolbar button where it cannot check.
//
// Numbers are all that is kept: no text, no site, no rule. Whatever does not look exactly like a record is dropped.

const ACTIONS = ['shown', 'fixed', 'ignored', 'wrong', 'went-back', 'posted-anyway'];
const SEVERITIES = ['block', 'warn', 'note'];
const STATES = ['checked', 'findings', 'off', 'unavailable', 'idle'];
const RECORD_KEYS = 'action,kind,label,rule,severity';

const isRuleName = (value) => typeof value === 'string' && value.length <= 64 && /^[a-z]+(\.[a-z-]+)+(\/[a-z-]+)*$/.test(value);

const isRecord = (message) =>
  message?.kind === 'record' &&
  Object.keys(message).sort().join() === RECORD_KEYS &&
  isRuleName(message.rule) &&
  isRuleName(message.label) &&
  SEVERITIES.includes(message.severity) &&
  ACTIONS.includes(message.action);

// The person's own day, not the one of Greenwich.
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

// One after the other: two records at once would both read the same number.
let counting = Promise.resolve();

async function count(action) {
  const day = today();
  const { counts } = await chrome.storage.local.get('counts');
  const known = counts?.day === day ? counts : { day };
  await chrome.storage.local.set({ counts: { ...known, [action]: (known[action] ?? 0) + 1 } });
}

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

chrome.runtime.onConnect.addListener((port) => {
  const { sender } = port;
  if (port.name !== 'page' || sender?.id !== chrome.runtime.id || !sender.tab) return port.disconnect();
  port.onMessage.addListener((message) => {
    if (isRecord(message)) counting = counting.then(() => count(message.action)).catch(() => {});
    else if (message?.kind === 'status' && STATES.includes(message.state)) mark(sender, message.state);
  });
  // The frame is gone, and with it what it could not check.
  port.onDisconnect.addListener(() => mark(sender, 'idle'));
});
