// Wakes the module when somebody enters a text box, and relays what happens on the page to it.
//
// Until then nothing is loaded: six capture listeners look at where an event lands and at nothing else. Being on the
// window, in the capture phase, from document_start, they hear an event before the page does, which is what lets the
// module hold a Post button. This file knows nothing about text.

const HEARD = ['focusin', 'input', 'keydown', 'pointerdown', 'click', 'submit'];

// A module that crashed is replaced by a fresh one at most this often. A fault that comes back with every key would
// otherwise load modules for ever.
const FRESH_INSTANCES = 3;

// For how long, in milliseconds, presses wait for a module that is being loaded. None is ever lost.
const PATIENCE = 3000;

const BUTTONS = 'button, [role=button], [role=menuitem], input[type=submit], input[type=button]';

// SECURITY: a form with a field named parentNode has that field for a parent, and a walk up would never end.
const ofNode = (node, name) => Reflect.get(Object.getPrototypeOf(node), name, node);

const isTextBox = (element) =>
  element?.nodeType === 1 &&
  (element.isContentEditable ||
    element.localName === 'textarea' ||
    (element.localName === 'input' && /^(text|search)$/.test(element.type)));

/**
 * Listens on this window.
 *
 * @param load     `(n) => Promise<module>`: the exports of instance number `n`, each time a fresh one.
 * @param settings what the module is started with; see src/export.rs.
 * @param tell     hears records and changes of state; see src/export.rs.
 * @param isAlive  asked at each event; once it says no (the extension was updated or removed) everything is undone.
 * @returns `{ status, configure, detach }`
 */
export function attach({ load, settings, tell, isAlive = () => true }) {
  let handle = null;
  let crashed = null;
  let instances = 0;
  let isLoading = false;
  let isDetached = false;
  let hasFailed = false;
  // The text boxes that were entered, the latest last (weakly: none is kept alive by us), until when presses wait for the
  // module, and those that do.
  let entered = [];
  let deadline = 0;
  let held = [];

  // An event from inside a closed shadow root names the root's host. What has the focus is found by walking down.
  const innermost = (element) => {
    let root;
    while (element?.nodeType === 1 && (root = element.shadowRoot ?? settings.openRoot?.(element))?.activeElement) {
      element = root.activeElement;
    }
    return element;
  };

  const focused = () => innermost(ofNode(document, 'activeElement'));

  const hear = (event) => {
    if (!isAlive()) return detach();
    const target = innermost(event.composedPath()[0]);
    if (event.type === 'focusin') remember(target);
    if (handle && relay(event)) return;
    // From here on nobody answers: not yet, or not any more, and be it in this very event.
    if (isLoading && performance.now() < deadline && maySend(event, target)) hold(event, target);
    else if (isTextBox(target)) wake(target);
  };

  const boxes = () => entered.map((ref) => ref.deref()).filter((box) => box?.isConnected);

  const remember = (box) => {
    if (isTextBox(box)) entered = [...boxes().filter((other) => other !== box), box].map((one) => new WeakRef(one));
  };

  // Until the module is here nobody can say which press sends a text out, so each that could waits if there is a text.
  // A plain Enter in a large box does not: it may start a line, and the letters after it would come before it.
  const maySend = ({ type, key, ctrlKey, metaKey, isComposing }, target) => {
    if (!boxes().some((box) => (box.value ?? box.textContent)?.trim())) return false;
    if (type === 'keydown') return key === 'Enter' && !isComposing && (ctrlKey || metaKey || target.localName === 'input');
    return type === 'submit' || (type === 'click' && target.closest?.(BUTTONS));
  };

  const hold = (event, target) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (held.push([event, target]) === 1) setTimeout(release, deadline - performance.now());
  };

  // Presses again what waited: the module hears it before the page does, as it hears every press.
  const release = () => {
    for (const [event, target] of held.splice(0)) {
      const isTaken = event.type !== 'submit' && !target.dispatchEvent(new event.constructor(event.type, event));
      if (isTaken || event.type === 'click') continue;
      if (event.type === 'submit') submit(target, event.submitter);
      else if (target.localName === 'input' && target.form) submit(target.form);
    }
  };

  const submit = (form, submitter = ofNode(form, 'querySelector').call(form, '[type=submit], button:not([type])')) =>
    ofNode(form, 'requestSubmit').call(form, submitter);

  // Whether the module has heard the event. What it does not hear to its end goes on its way, unless it waits for a
  // fresh instance: a fault of ours must not cost the person a click, nor let a text out unread.
  const relay = (event) => {
    try {
      handle.event(event);
      return true;
    } catch {
      crash();
    }
  };

  const wake = async (box) => {
    remember(box);
    if (isLoading || instances > FRESH_INSTANCES) return;
    isLoading = true;
    deadline = performance.now() + PATIENCE;
    let old = [];
    try {
      const module = await load(instances++);
      if (isDetached) return;
      old = remains();
      // The module may speak from inside an event, and must not be asked anything before that has ended.
      handle = module.start(settings, (message) => queueMicrotask(() => tell(message)));
      hasFailed = false;
    } catch {
      hasFailed = true;
    } finally {
      isLoading = false;
    }
    if (isDetached) return;
    remember(focused());
    boxes().forEach(greet);
    // As long as nobody has taken over, what says "not checking" stays.
    if (handle) bury(old);
    release();
    tell({ kind: 'status' });
  };

  // The focus event that woke us is over, and a finished event has lost its path (inside a shadow root even its
  // target). So the module gets one that stands for it and is never dispatched: the page does not see it.
  const greet = (target) => {
    if (!handle) return;
    const path = [];
    for (let node = target; node; node = ofNode(node, 'parentNode') ?? ofNode(node, 'host')) path.push(node);
    path.push(window);
    const event = new Event('focusin', { bubbles: true, composed: true });
    Object.defineProperties(event, { target: { value: target }, composedPath: { value: () => path } });
    relay(event);
  };

  // A dead instance can neither draw nor take back. Its chips stay and say so until a fresh one takes over, for
  // without them the page would look checked; all else goes, for nothing moves an underline or answers a gate any more.
  const crash = () => {
    crashed = handle;
    handle = null;
    hasFailed = true;
    for (const host of ours()) {
      if (host.dataset.curbsideState) host.dataset.curbsideState = 'unavailable';
      else host.remove();
    }
    unline();
    tell({ kind: 'status' });
    // What is sent in the meantime waits, as at the first loading.
    wake(focused());
  };

  const unline = () => ['block', 'warn', 'note'].forEach((name) => CSS.highlights?.delete('curbside-' + name));

  // What is still there of an instance that is not: one that crashed, or (BROWSER: in Firefox, where an update ends a
  // script without a word) one of the version before. Our sheet hid that one when it ended, and shows it again as soon
  // as it is back.
  const remains = () => {
    // A page that runs us by itself may have the extension at work in it as well: what is there is not ours to clear.
    if (!crashed && !settings.openRoot) return [];
    free(crashed);
    crashed = null;
    unline();
    return ours();
  };

  // Only chips can be told by their attribute, the rest by what is inside.
  const ours = () =>
    [...document.querySelectorAll('div:empty')].filter(
      (host) => host.dataset.curbsideState || settings.openRoot?.(host)?.querySelector('.curbside, [part^=curbside]'),
    );

  const bury = (hosts) => hosts.forEach((host) => host.remove());

  // An instance that died with a borrow held refuses to be freed. Its marks are removed by hand in any case.
  const free = (instance) => {
    try {
      instance?.free();
    } catch {
      hasFailed = true;
    }
  };

  // document.open() takes every listener off the window and replaces the root element (BROWSER: editors that write
  // their frame, like TinyMCE, do that). Adding a listener that is still there changes nothing.
  const listen = () => HEARD.forEach((type) => window.addEventListener(type, hear, true));
  const rewritten = new MutationObserver(listen);

  const detach = () => {
    isDetached = true;
    rewritten.disconnect();
    HEARD.forEach((type) => window.removeEventListener(type, hear, true));
    release();
    free(handle);
    handle = null;
    bury(remains());
  };

  bury(remains());
  listen();
  rewritten.observe(document, { childList: true });
  if (isTextBox(focused())) wake(focused());

  return {
    status() {
      try {
        if (handle) return handle.status();
      } catch {
        crash();
      }
      const state = hasFailed ? 'unavailable' : settings.off ? 'off' : 'idle';
      return { state, fields: 0, findings: 0, block: 0, warn: 0, note: 0, encoding: settings.encoding, version: '' };
    },
    configure(next) {
      settings = next;
      try {
        handle?.configure(next);
      } catch {
        crash();
      }
    },
    detach,
  };
}
