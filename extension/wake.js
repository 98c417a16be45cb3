// What a page needs from the moment somebody enters a text box: the settings, the module in the encoding that runs here,
// the line to the background. content.js imports it then; until then a frame carries only what has to listen.

import { KNOWN, OPTIONS, managedPolicy } from './policy.js';

// How often a record is told again when nobody said that it is stored, and how many wait at most.
const TRIES = 3;
const MOST_WAITING = 200;

/**
 * @param settings what the module is started with; filled here
 * @param isAlive  whether the extension is still there
 * @param look     looks after that, and leaves if it is not
 * @param page     what loader.js gave
 */
export function prepare({ settings, isAlive, look, page }) {
  const { runtime, storage } = chrome;

  // The site is the page in the address bar, also for a frame: that is what somebody means by "pause on this site".
  // Where a frame cannot know it, it goes by its own address.
  const hostOf = (address) => URL.parse(address)?.hostname;
  const site = hostOf([...(location.ancestorOrigins ?? [])].pop() ?? origin) || location.hostname;
  const PAUSED_HERE = 'paused:' + site;
  const HIDDEN_HERE = 'hidden:' + site;
  const knowsSite = window === top || Boolean(location.ancestorOrigins);

  let hasRead = false;
  let isPausedHere = false;
  let mayPause = true;

  async function read() {
    if (!hasRead) storage.onChanged.addListener(reread);
    hasRead = true;
    const [local, managed] = await Promise.all([
      storage.local.get(['paused', PAUSED_HERE, HIDDEN_HERE, OPTIONS, 'ignored', 'salt']),
      managedPolicy(storage),
    ]);
    settings.language = chrome.i18n.getUILanguage();
    settings.policy = managed;
    settings.options = local[OPTIONS] ?? {};
    settings.ignored = managed.allowIgnore === false ? [] : (local.ignored ?? []);
    settings.salt = local.salt ?? 0;
    settings.noChip = Boolean(local[HIDDEN_HERE]);
    mayPause = managed.allowPause !== false;
    isPausedHere = mayPause && Boolean(local[PAUSED_HERE]);
    settings.off = isPausedHere || (mayPause && Boolean(local.paused));
    page.configure(settings);
  }

  // The background counts in the same storage; only what concerns this page is worth reading again.
  function reread(changes, area) {
    if (area === 'managed' || [KNOWN, OPTIONS, 'paused', PAUSED_HERE, HIDDEN_HERE].some((key) => key in changes)) read();
    const { oldValue = [], newValue = [] } = changes.ignored ?? {};
    // What is added was said on some page, and holds there already. What is taken back has to be shown again.
    if (newValue.length < oldValue.length) read();
    else if (changes.ignored) settings.ignored = newValue;
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
  // merely went to sleep ends it, too; then the next record opens a new one. A record waits here until the background
  // says that it is stored, and is told again on the next line.
  let port = null;
  const waiting = new Map();

  function line() {
    if (port) return port;
    port = runtime.connect({ name: 'page' });
    port.onMessage.addListener(({ stored }) => waiting.delete(stored));
    port.onDisconnect.addListener(() => {
      port = null;
      // BROWSER: Chromium takes the id away a little after the line.
      setTimeout(() => {
        look();
        if (waiting.size && isAlive()) line();
      }, 100);
    });
    for (const [id, { message, tries }] of waiting) {
      if (tries === TRIES) waiting.delete(id);
      else {
        waiting.set(id, { message, tries: tries + 1 });
        port.postMessage(message);
      }
    }
    return port;
  }

  // BROWSER: Chromium closes the line of a page that it keeps for the Back button, and does not say so.
  window.addEventListener('pagehide', () => {
    port?.disconnect();
    port = null;
  });

  function tell(message) {
    if (!isAlive()) return page.detach();
    if (message.kind === 'hidden') return storage.local.set({ [HIDDEN_HERE]: true });
    const open = line();
    if (message.kind === 'status') return open.postMessage({ kind: 'status', state: page.status().state });
    // Not randomUUID, which a frame without a secure origin does not have.
    const id = [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('-');
    const named = { ...message, id };
    if (waiting.size < MOST_WAITING) waiting.set(id, { message: named, tries: 1 });
    return open.postMessage(named);
  }

  // The popup asks every frame of the tab. The page itself writes the pause, so that the name of the site does not travel.
  const frame = Math.random();

  async function answer(popup, { pause, chip }) {
    if (!hasRead) await read();
    if (pause === true && knowsSite && mayPause) await storage.local.set({ [PAUSED_HERE]: true });
    if (pause === false) await storage.local.remove(PAUSED_HERE);
    if (chip === true) await storage.local.remove(HIDDEN_HERE);
    popup.postMessage({ ...page.status(), frame, isPausedHere, isHiddenHere: Boolean(settings.noChip) });
  }

  return { load, tell, answer };
}
