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

const settings = { policy: null, off: false, encoding };

let page = null;
let isAside = false;
let startedAt = Infinity;

/* State: what is true of Curbside here, in the words of the page. */

function showState() {
  const { state, version } = page?.status() ?? { state: isAside ? 'aside' : 'unavailable', version: '' };
  const running = version !== '' && state !== 'unavailable';
  if (running && startedAt === Infinity) startedAt = performance.now();
  const [mode, words] = isAside
    ? ['on', 'The Curbside extension is checking this page.']
    : running
      ? ['on', 'Checking the boxes on this page.']
      : state === 'unavailable'
        ? ['failed', 'Not checking. Curbside could not start.']
        : ['waiting', 'Ready. It starts when you click into a box.'];
  byId('state').dataset.state = mode;
  setText(byId('state-words'), words);
  if (running) {
    setText(byId('engine'), encoding === 'wasm' ? 'Rust, as WebAssembly' : 'Rust, as JavaScript');
    setText(byId('version'), `Version ${version}.`);
  }
  if (isAside) setText(byId('engine'), 'the extension’s');
  alarm(mode, state);
  countRequests();
}

function alarm(mode) {
  const box = byId('alarm');
  const [title, words] = isAside
    ? ['The Curbside extension is active here.', 'This page’s own copy has stepped aside, so what you see in the boxes comes from the extension.']
    : mode === 'failed'
      ? ['Nothing on this page is being checked.', 'Curbside could not start in this browser. Reload the page, or try another browser.']
      : [];
  box.hidden = !title;
  if (!title || box.textContent === title + words) return;
  box.dataset.kind = isAside ? 'aside' : 'failed';
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
      showState();
    }),
  });
}

// The extension and this page would both draw. Whoever of the two is the guest goes: more chips than fields of ours
// means that somebody else is here. `status` counts ours; the attribute is the same for both.
let isFooled = false;

function yieldToExtension() {
  if (isAside || isFooled || !page) return;
  const { state, fields } = page.status();
  const chips = () => document.querySelectorAll('[data-curbside-state]').length;
  if (state === 'unavailable' || chips() <= fields) return;
  page.detach();
  page = null;
  if (chips() === 0) {
    isFooled = true;
    start();
  } else {
    isAside = true;
  }
  showState();
}

let looking = 0;
new MutationObserver(() => {
  clearTimeout(looking);
  looking = setTimeout(yieldToExtension, 400);
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
