// The popup: how things stand on this page, two switches, what Curbside did today. It asks the page, it keeps nothing,
// and it learns counts only.

import { openStore } from '../audit/store.js';
import { managedPolicy } from '../policy.js';
import { at } from '../pages/dom.js';
import { say, translate } from '../pages/words.js';

// How long a page may take to answer before we say that Curbside does not run there; a page that answers later is
// still heard.
const PATIENCE = 400;
const ASK_AGAIN = 1000;

// What each frame of the tab answered last.
const frames = new Map();
let encodings = [];
let everywhere = false;
let mayPause = true;

// The state of the page is the one of its frames that matters most.
const ORDER = ['unavailable', 'findings', 'off', 'checked', 'idle'];

function show() {
  const all = [...frames.values()];
  const state = ORDER.find((name) => all.some((frame) => frame.state === name)) ?? 'none';
  const sum = (key) => all.reduce((total, frame) => total + frame[key], 0);
  const isPausedHere = all.some((frame) => frame.isPausedHere);

  const why = {
    none: 'stateNoneWhy',
    off: everywhere ? 'stateOffEverywhere' : isPausedHere ? 'stateOffSite' : 'stateOffPolicy',
  };
  const name = state[0].toUpperCase() + state.slice(1);
  write('state-title', say('state' + name, sum('findings')));
  write('state-why', say(why[state] ?? `state${name}Why`));
  at('state').dataset.state = state;
  at('state').dataset.worst = ['block', 'warn', 'note'].find((key) => sum(key)) ?? '';
  at('state').hidden = false;

  at('severities').hidden = state !== 'findings';
  for (const key of ['block', 'warn', 'note']) write(key, sum(key));

  at('site-row').hidden = !all.length || !mayPause;
  at('site').checked = isPausedHere;
  at('everywhere').checked = everywhere;
  at('chip-row').hidden = !all.some((frame) => frame.isHiddenHere);

  encodings = all.map((frame) => frame.encoding);
  const encoding = encodings.includes('js') ? 'encodingJs' : encodings.includes('wasm') ? 'encodingWasm' : null;
  write('encoding', encoding ? say(encoding) : '');
}

// A status region speaks each time it is written to: write only what changed.
function write(id, text) {
  if (at(id).textContent !== String(text)) at(id).textContent = text;
}

function showCounts(counts) {
  const now = new Date();
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  const of = (name) => (counts?.day === day && counts[name]) || 0;
  for (const element of document.querySelectorAll('[data-count]')) element.textContent = of(element.dataset.count);
  write('requests', say('requests', of('requests')));
}

chrome.storage.onChanged.addListener((changes, area) => {
  if (area !== 'local') return;
  if (changes.counts) showCounts(changes.counts.newValue);
  if (changes.paused) everywhere = Boolean(changes.paused.newValue);
  ask();
});

let page = null;
let ask = () => {};

async function connect() {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  if (!tab) return;
  page = chrome.tabs.connect(tab.id, { name: 'status' });
  page.onMessage.addListener((answer) => {
    frames.set(answer.frame, answer);
    show();
  });
  // Reading lastError tells the browser that a page without Curbside is no surprise.
  page.onDisconnect.addListener(() => {
    void chrome.runtime.lastError;
    page = null;
    frames.clear();
    show();
  });
  ask = (question = {}) => page?.postMessage(question);
  ask();
  setInterval(ask, ASK_AGAIN, {});
}

at('site').addEventListener('change', ({ target }) => ask({ pause: target.checked }));
at('chip').addEventListener('click', () => ask({ chip: true }));
at('everywhere').addEventListener('change', ({ target }) => chrome.storage.local.set({ paused: target.checked }));

at('options').addEventListener('click', () => {
  chrome.runtime.openOptionsPage();
  window.close();
});

// Rules and versions, for whoever looks after Curbside. Not in the person's language: it is read by others.
const WEEK = 7 * 86_400_000;

async function reportOfWrong() {
  const records = await openStore().then((store) => store.since(new Date(Date.now() - WEEK).toISOString())).catch(() => []);
  const rules = new Map();
  for (const { action, rule } of records) if (action === 'wrong') rules.set(rule, (rules.get(rule) ?? 0) + 1);
  const { version } = chrome.runtime.getManifest();
  const lines = [...rules].map(([rule, count]) => `${rule}: ${count}`);
  return [`curbside ${version}`, `encoding: ${[...new Set(encodings)].join(', ')}`, `browser: ${navigator.userAgent}`, 'wrong, 7 days:', ...lines].join('\n');
}

at('copy').addEventListener('click', async () => {
  await navigator.clipboard.writeText(await reportOfWrong());
  at('copied').textContent = say('reportCopied');
});

async function open() {
  await translate();
  at('version').textContent = say('version', chrome.runtime.getManifest().version);
  const [stored, managed] = await Promise.all([chrome.storage.local.get(['paused', 'counts']), managedPolicy()]);
  mayPause = managed.allowPause !== false;
  everywhere = mayPause && Boolean(stored.paused);
  at('everywhere-row').hidden = !mayPause;
  at('pause-closed').hidden = mayPause;
  at('managed').hidden = !Object.keys(managed).length;
  at('managed').textContent = say('managedShort', managed.organization || say('yourOrganization'));
  showCounts(stored.counts);
  await connect();
  setTimeout(show, PATIENCE);
}

open();
