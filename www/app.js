// The demo: the extension's own loader and module at work on the three composers of this page. Nothing here looks at
// text; whether something is found, and what follows, is the module's to say.

import { attach } from '../extension/loader.js';
import { setUp } from './composers.js';
import { SEVERITY, showRules } from './manual.js';
import { encoding, load } from './module.js';
import { node } from './node.js';
import rules from './rules.json' with { type: 'json' };
import { CONTEXTS, SAMPLES } from './samples.js';

const byId = (id) => document.getElementById(id);

const settings = { policy: null, off: false, encoding, language: document.documentElement.lang };

let page = null;
let isAside = false;
let startedAt = Infinity;

/* State: what is true of Curbside here, in the words of the page. */

const STATES = {
  aside: ['on', 'The Curbside extension is checking this page.'],
  failed: ['failed', 'Not checking. Curbside could not start.'],
  partly: ['failed', 'One of the boxes cannot be checked.'],
  waiting: ['waiting', 'Ready. It starts when you click into a box.'],
  on: ['on', 'Checking the boxes on this page.'],
};

const ALARMS = {
  aside: ['The Curbside extension is active here.', 'This page’s own copy has stepped aside, so what you see in the boxes comes from the extension.'],
  failed: ['Nothing on this page is being checked.', 'Curbside could not start in this browser. Reload the page, or try another browser.'],
  partly: ['One of the boxes cannot be checked.', 'Its chip says why. The others are checked.'],
};

// A module that runs tells its version; the loader alone does not know it.
function nameOfState() {
  if (isAside) return 'aside';
  const { state, version } = page.status();
  if (state === 'unavailable') return version ? 'partly' : 'failed';
  return version ? 'on' : 'waiting';
}

function showState() {
  const name = nameOfState();
  const [mode, words] = STATES[name];
  byId('state').dataset.state = mode;
  setText(byId('state-words'), words);
  if (name === 'aside') {
    setText(byId('engine'), 'the extension’s');
  } else if (name === 'on' || name === 'partly') {
    if (startedAt === Infinity) startedAt = performance.now();
    setText(byId('engine'), encoding === 'wasm' ? 'Rust, as WebAssembly' : 'Rust, as JavaScript');
    setText(byId('version'), `Version ${page.status().version}.`);
  }
  alarm(name);
  countRequests();
}

function alarm(name) {
  const box = byId('alarm');
  const [title, words] = ALARMS[name] ?? [];
  box.hidden = !title;
  if (!title || box.textContent === title + words) return;
  box.dataset.kind = name;
  box.replaceChildren(node('strong', {}, title), words);
}

// A live region that is set to what it already says would be read out again.
function setText(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

/* Requests: the browser's own count since the module started. */

let requests = 0;

function countRequests() {
  if (startedAt === Infinity) return;
  setText(byId('requests'), String(requests));
}

new PerformanceObserver((entries) => {
  requests += entries.getEntries().filter((entry) => entry.startTime > startedAt).length;
  countRequests();
}).observe({ type: 'resource' });

/* Records: exactly what the extension would hand to its background page. */

const ACTIONS = { shown: 'Shown', fixed: 'Better wording taken', ignored: 'Marked as fine here', wrong: 'Marked as wrong', 'went-back': 'Went back to the text', 'posted-anyway': 'Posted anyway' };
const counts = new Map();

function record({ rule, severity, action }) {
  const key = [action, rule, severity].join();
  let row = counts.get(key);
  if (!row) {
    const title = rules.find((known) => known.id === rule)?.title ?? rule;
    row = node('tr', {},
      node('td', {}, ACTIONS[action] ?? action),
      node('td', {}, title, node('code', {}, rule)),
      node('td', {}, SEVERITY[severity] ?? severity),
      node('td', { className: 'number' }, '0'));
    counts.set(key, row);
  }
  row.lastChild.textContent = String(Number(row.lastChild.textContent) + 1);
  byId('records-table').tBodies[0].prepend(row);
  byId('records-table').hidden = false;
  byId('records-none').hidden = true;
}

/* Start. */

function start() {
  page = attach({
    load,
    settings,
    // The module may be speaking from inside an event: it must not be asked anything before it has finished.
    tell: (message) => queueMicrotask(() => {
      if (message.kind === 'record') record(message);
      if (page) showState();
    }),
  });
}

// The extension and this page would both draw, and both ask at the gate. Whoever of the two is the guest goes. That
// somebody else is here shows by more chips than fields of ours, by more underlines than findings of ours, or by a chip
// that was taken away while its field stayed: the extension clears up when it wakes.
let suspicions = 0;
let isRobbed = false;

const chips = () => document.querySelectorAll('[data-curbside-state]').length;
const underlines = () => ['block', 'warn', 'note'].reduce((sum, name) => sum + (CSS.highlights?.get('curbside-' + name)?.size ?? 0), 0);

function yieldToExtension() {
  const robbed = isRobbed;
  isRobbed = false;
  if (!page || suspicions > 3) return;
  const { state, fields, findings } = page.status();
  if (state === 'unavailable' || !(robbed || chips() > fields || underlines() > findings)) return;
  page.detach();
  page = null;
  if (chips() + underlines() === 0) {
    suspicions++;
    start();
  } else {
    isAside = true;
  }
  showState();
}

// A chip shows itself, in whoever's name, by this attribute. Looked at by the clock: waiting for quiet could be long.
let looking = 0;
new MutationObserver((changes) => {
  const { fields } = page?.status() ?? {};
  isRobbed ||= fields > chips() && changes.some(({ removedNodes }) => [...removedNodes].some((gone) => gone.dataset?.curbsideState && !gone.isConnected));
  looking ||= setTimeout(() => {
    looking = 0;
    yieldToExtension();
  }, 400);
}).observe(document.documentElement, { childList: true });

start();

const isChecked = () => isAside || ['checked', 'findings'].includes(page?.status().state);
const composers = setUp(SAMPLES, isChecked);

/* Rules. */

const sceneOf = (context) => Object.keys(CONTEXTS).find((scene) => CONTEXTS[scene] === context) ?? (context === 'message' ? 'mail' : 'post');

showRules(byId('rules-list'), rules, (context, text) => composers.show(sceneOf(context), text));
byId('rules-lead').prepend(`${rules.length} rules. `);

const open = byId('rules-open');
const openAll = (isOpen) => {
  for (const rule of document.querySelectorAll('.rule')) rule.open = isOpen;
  open.textContent = isOpen ? 'Close all' : 'Open all';
  open.setAttribute('aria-expanded', String(isOpen));
};
open.addEventListener('click', () => openAll(open.getAttribute('aria-expanded') === 'false'));
window.addEventListener('beforeprint', () => openAll(true));

// An address that ends in #rule-id.name/greeting opens that rule: for a trainer's handout.
function openNamed() {
  const named = byId(decodeURIComponent(location.hash.slice(1)));
  if (named?.localName !== 'details') return;
  named.open = true;
  named.scrollIntoView();
}
window.addEventListener('hashchange', openNamed);
openNamed();

showState();
