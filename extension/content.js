// The extension's side of a page: chooses the encoding, reads the settings, keeps the loader alive or takes it away.
// It passes on what the module and the loader say, and never looks at text.

import { attach } from './loader.js';

const { runtime, storage } = chrome;

// An extension that was updated, disabled or removed leaves its scripts running without an id.
const isAlive = () => Boolean(runtime?.id);

// The site is the page in the address bar, also for a frame: that is what somebody means by "pause on this site".
// Where a frame cannot know it, it goes by its own address.
const hostOf = (origin) => URL.parse(origin)?.hostname;
const site = hostOf([...(location.ancestorOrigins ?? [])].pop() ?? origin) || location.hostname;
const PAUSED_HERE = 'paused:' + site;

const knowsSite = window === top || Boolean(location.ancestorOrigins);

const settings = {
  policy: null,
  off: false,
  encoding: undefined,
  // BROWSER: Firefox has no chrome.dom; there the element itself tells an extension. Chromium throws for what is no HTML.
  openRoot(element) {
    try {
      return chrome.dom ? chrome.dom.openOrClosedShadowRoot(element) : element.openOrClosedShadowRoot;
    } catch {}
  },
};

let hasRead = false;
let isPausedHere = false;

async function read() {
  if (!hasRead) storage.onChanged.addListener(reread);
  hasRead = true;
  const [local, managed] = await Promise.all([
    storage.local.get(['paused', PAUSED_HERE]),
    // BROWSER: Firefox throws where no policy was set, Chromium gives an empty object.
    storage.managed.get().catch(() => ({})),
  ]);
  settings.policy = Object.keys(managed).length ? managed : null;
  isPausedHere = Boolean(local[PAUSED_HERE]);
  settings.off = isPausedHere || Boolean(local.paused);
  page.configure(settings);
}

// The background counts in the same storage; only what concerns this page is worth reading again.
function reread(changes, area) {
  if (area === 'managed' || 'paused' in changes || PAUSED_HERE in changes) read();
}

// BROWSER: in Chromium the Content-Security-Policy of the page decides whether a content script may compile WebAssembly,
// and nothing but trying tells. But a try that is refused is reported: the page hears an event and, where its policy
// names an address, the browser sends a request there. Inside a window whose frame is gone the answer is the same and
// nobody hears of it (measured on Chromium 156; see README.md). The clone does not keep that window alive.
function compiler() {
  const host = document.createElement('div');
  const frame = document.createElement('iframe');
  host.attachShadow({ mode: 'closed' }).append(frame);
  document.documentElement.append(host);
  const { Module } = frame.contentWindow.WebAssembly;
  host.remove();
  return (bytes) => structuredClone(new Module(bytes));
}

// In Firefox our own policy holds instead, and it allows WebAssembly.
const isFirefox = runtime.getURL('').startsWith('moz');

async function loadWasm(instance) {
  const compile = isFirefox ? (bytes) => bytes : compiler();
  compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  const response = await fetch(runtime.getURL('pkg/curbside_bg.wasm'));
  const compiled = compile(await response.arrayBuffer());
  const module = await import(runtime.getURL('pkg/curbside.js?' + instance));
  await module.default({ module_or_path: compiled });
  return module;
}

// A query makes the import a fresh module, with a memory of its own.
async function load(instance) {
  await read();
  line();
  if (settings.encoding !== 'js') {
    settings.encoding = 'wasm';
    try {
      return await loadWasm(instance);
    } catch {
      settings.encoding = 'js';
    }
  }
  return import(runtime.getURL('pkg/curbside_js.js?' + instance));
}

// The line to the background: records go out on it, and its end tells that the extension may be gone. A worker that
// merely went to sleep ends it, too; then the next record opens a new one.
let port = null;

function line() {
  if (port) return port;
  port = runtime.connect({ name: 'page' });
  port.onDisconnect.addListener(() => {
    port = null;
    // BROWSER: Chromium takes the id away a little after the line.
    setTimeout(look, 100);
  });
  return port;
}

// BROWSER: Chromium closes the line of a page that it keeps for the Back button, and does not say so.
window.addEventListener('pagehide', () => {
  port?.disconnect();
  port = null;
});

function tell(message) {
  if (!isAlive()) return page.detach();
  line().postMessage(message.kind === 'status' ? { kind: 'status', state: page.status().state } : message);
}

// The popup asks every frame of the tab. The page itself writes the pause, so that the name of the site never travels.
const frame = Math.random();

runtime.onConnect.addListener((popup) => {
  popup.onMessage.addListener(async ({ pause }) => {
    if (!hasRead) await read();
    if (pause === true && knowsSite) await storage.local.set({ [PAUSED_HERE]: true });
    if (pause === false) await storage.local.remove(PAUSED_HERE);
    popup.postMessage({ ...page.status(), frame, isPausedHere });
  });
});

// A browser may run us twice in one window (an empty frame that is written later): the later one takes over. The key
// is a symbol because the page can name an element after any string.
const HERE = Symbol.for('curbside');
globalThis[HERE]?.detach();
const page = (globalThis[HERE] = attach({ load, settings, tell, isAlive }));

// Whoever disables the extension does so in another tab or window: look again when this page is back.
function look() {
  if (isAlive()) return;
  page.detach();
  document.removeEventListener('visibilitychange', look);
  window.removeEventListener('focus', look);
}
document.addEventListener('visibilitychange', look);
window.addEventListener('focus', look);
