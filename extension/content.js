// The extension's side of a page: keeps the loader alive or takes it away, and fetches everything else when it is wanted.
// It passes on what the module and the loader say, and never looks at text.

import { attach } from './loader.js';

const { runtime } = chrome;

// An extension that was updated, disabled or removed leaves its scripts running without an id.
const isAlive = () => Boolean(runtime?.id);

const settings = {
  // BROWSER: Firefox has no chrome.dom; there the element itself tells an extension. Chromium throws for what is no HTML.
  openRoot(element) {
    try {
      return chrome.dom ? chrome.dom.openOrClosedShadowRoot(element) : element.openOrClosedShadowRoot;
    } catch {}
  },
};

// What stands in wake.js. A page that runs us twice must not share it: it keeps nothing outside of what it makes here.
let rest = null;

const wake = () =>
  (rest ??= import(runtime.getURL('pkg/wake.js')).then(
    ({ prepare }) => prepare({ settings, isAlive, look, page }),
    (error) => {
      rest = null;
      throw error;
    },
  ));

// A browser may run us twice in one window (an empty frame that is written later): the later one takes over. The key
// is a symbol because the page can name an element after any string.
const HERE = Symbol.for('curbside');
globalThis[HERE]?.detach();
const page = (globalThis[HERE] = attach({
  load: async (instance) => (await wake()).load(instance),
  tell: (message) => rest?.then(({ tell }) => tell(message)).catch(() => {}),
  settings,
  isAlive,
}));

// The popup asks. Its question is heard at once, or it would be lost while the rest arrives.
runtime.onConnect.addListener((popup) => popup.onMessage.addListener(async (question) => (await wake()).answer(popup, question)));

// Whoever disables the extension does so in another tab or window: look again when this page is back.
function look() {
  if (isAlive()) return;
  page.detach();
  document.removeEventListener('visibilitychange', look);
  window.removeEventListener('focus', look);
}
document.addEventListener('visibilitychange', look);
window.addEventListener('focus', look);
