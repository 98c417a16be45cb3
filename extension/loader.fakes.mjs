// A window, a document and a module that are not real, for the tests of the loader's logic. They are new for each test.

import { beforeEach } from 'node:test';

// As in a browser, what a node is stands on its prototype; a field of a form can only hide it.
export class FakeElement {
  #around = null;
  get parentNode() {
    return this.#around;
  }
  set parentNode(around) {
    this.#around = around;
  }
  nodeType = 1;
  isConnected = true;
  shadowRoot = null;
  dataset = {};
  constructor(localName, more = {}) {
    Object.assign(this, { localName, ...more });
  }
  remove() {
    marks = marks.filter((mark) => mark !== this);
  }
}

class FakeDocument {
  #focused = null;
  get activeElement() {
    return this.#focused;
  }
  set activeElement(element) {
    this.#focused = element;
  }
  querySelectorAll = () => [...marks];
}

export class FakeObserver {
  static all = [];
  constructor(heard) {
    this.heard = heard;
    FakeObserver.all.push(this);
  }
  observe() {}
  disconnect() {
    this.heard = () => {};
  }
}

/** Our elements in the document. */
export let marks;
/** What the window is listened to for, each with whether in the capture phase. */
export let heardTypes;

beforeEach(() => {
  marks = [];
  heardTypes = new Set();
  FakeObserver.all = [];
  const target = new EventTarget();
  globalThis.window = {
    addEventListener(type, listener, capture) {
      heardTypes.add(`${type} ${capture}`);
      target.addEventListener(type, listener, capture);
    },
    removeEventListener(type, listener, capture) {
      heardTypes.delete(`${type} ${capture}`);
      target.removeEventListener(type, listener, capture);
    },
    dispatchEvent: (event) => target.dispatchEvent(event),
  };
  globalThis.document = new FakeDocument();
  globalThis.MutationObserver = FakeObserver;
  globalThis.CSS = { highlights: new Map() };
});

/** A module that writes down what happens to it; `crashes` says at which events. */
export function fakeModule(crashes = () => false) {
  const log = { started: [], events: [], configured: [], freed: 0, told: [] };
  const start = (settings) => {
    log.started.push(settings);
    return {
      event(event) {
        log.events.push(event);
        if (crashes(event, log)) throw new Error('unreachable');
      },
      configure: (settings) => log.configured.push(settings),
      status: () => ({ state: 'checked' }),
      free: () => log.freed++,
    };
  };
  return { log, options: { load: async () => ({ start }), settings: {}, tell: (message) => log.told.push(message) } };
}

export const fire = (type, element) => {
  const event = new Event(type, { cancelable: true });
  event.composedPath = () => [element];
  window.dispatchEvent(event);
  return event;
};
export const settled = () => new Promise((resolve) => setImmediate(resolve));
export const enter = async (element) => {
  document.activeElement = element;
  fire('focusin', element);
  await settled();
};
export const textarea = () => new FakeElement('textarea');
