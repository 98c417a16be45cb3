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
  openRoot(element) {
    try {
      return chrome.dom.openOrClosedShadowRoot(element);
    } catch {
      return null;
    }
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

// BROWSER: in Chromium the page's own Content-Security-Policy decides whether a content script may compile
// WebAssembly, and nothing but trying tells.
function mayCompile() {
  try {
    return Boolean(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)));
  } catch {
    return false;
  }
}

// A query makes the import a fresh module, with a memory of its own.
async function load(instance) {
  settings.encoding ??= mayCompile() ? 'wasm' : 'js';
  await read();
  line();
  if (settings.encoding === 'wasm') {
    try {
      const module = await import(runtime.getURL('pkg/curbside.js?' + instance));
      await module.default({ module_or_path: runtime.getURL('pkg/curbside_bg.wasm') });
      return module;
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
    if (!isAlive()) page.detach();
  });
  return port;
}

function tell(message) {
  // The module may be speaking from inside an event: it must not be asked anything before it has finished.
  queueMicrotask(() => {
    if (!isAlive()) return page.detach();
    line().postMessage(message.kind === 'status' ? { kind: 'status', state: page.status().state } : message);
  });
}

// The popup asks every frame of the tab. The page itself writes the pause, so that the name of the site never travels.
const frame = crypto.randomUUID();

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
