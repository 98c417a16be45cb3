// The popup: how things stand on this page, two switches, what Curbside did today. It asks the page, it keeps nothing,
// and it learns counts only.

const at = (id) => document.getElementById(id);
const say = (key, ...values) => chrome.i18n.getMessage(key, values.map(String));

for (const element of document.querySelectorAll('[data-i18n]')) element.textContent = say(element.dataset.i18n);
document.documentElement.lang = say('language');
at('version').textContent = say('version', chrome.runtime.getManifest().version);

// How long a page may take to answer before we say that Curbside does not run there; a page that answers later is
// still heard.
const PATIENCE = 400;
const ASK_AGAIN = 1000;

// What each frame of the tab answered last.
const frames = new Map();
let everywhere = false;

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

  at('site-row').hidden = !all.length;
  at('site').checked = isPausedHere;
  at('everywhere').checked = everywhere;

  const encodings = all.map((frame) => frame.encoding);
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
  for (const element of document.querySelectorAll('[data-count]')) {
    element.textContent = (counts?.day === day && counts[element.dataset.count]) || 0;
  }
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
at('everywhere').addEventListener('change', ({ target }) => chrome.storage.local.set({ paused: target.checked }));

async function open() {
  const stored = await chrome.storage.local.get(['paused', 'counts']);
  everywhere = Boolean(stored.paused);
  showCounts(stored.counts);
  await connect();
  setTimeout(show, PATIENCE);
}

open();
