// The loader's logic, with a window, a document and a module that are not real. What a browser makes of it is tested
// with the packed extension in tests/e2e.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakeElement, FakeObserver, enter, fakeModule, fire, heardTypes, marks, settled, textarea } from './loader.fakes.mjs';

const { attach } = await import('./loader.js');

test('nothing is loaded until an event lands in a text box', async () => {
  const { log, options } = fakeModule();
  attach(options);
  for (const element of [
    new FakeElement('div'),
    new FakeElement('input', { type: 'password' }),
    new FakeElement('input', { type: 'checkbox' }),
    window,
    undefined,
  ]) {
    fire('click', element);
    fire('keydown', element);
  }
  await settled();
  assert.equal(log.started.length, 0);
});

for (const [what, element] of [
  ['a textarea', new FakeElement('textarea')],
  ['a text input', new FakeElement('input', { type: 'text' })],
  ['an editable element', new FakeElement('p', { isContentEditable: true })],
]) {
  test(`${what} wakes the module once`, async () => {
    const { log, options } = fakeModule();
    attach(options);
    fire('pointerdown', element);
    fire('focusin', element);
    await settled();
    fire('input', element);
    assert.equal(log.started.length, 1);
  });
}

test('the focus that woke the module is passed on, with its target and path', async () => {
  const { log, options } = fakeModule();
  attach(options);
  const box = textarea();
  const form = new FakeElement('form');
  box.parentNode = form;
  await enter(box);
  assert.equal(log.events.length, 1);
  assert.equal(log.events[0].type, 'focusin');
  assert.equal(log.events[0].target, box);
  assert.deepEqual(log.events[0].composedPath(), [box, form, window]);
});

test('a form with fields named parentNode and host does not send the walk up in circles', async () => {
  const { log, options } = fakeModule();
  attach(options);
  const box = textarea();
  const form = new FakeElement('form');
  box.parentNode = form;
  for (const name of ['parentNode', 'host']) Object.defineProperty(form, name, { value: box });
  await enter(box);
  assert.deepEqual(log.events[0].composedPath(), [box, form, window]);
});

test('a box that was left while the module loaded is passed on: what stands in it goes out as well', async () => {
  const { log, options } = fakeModule();
  attach(options);
  const box = textarea();
  fire('focusin', box);
  document.activeElement = new FakeElement('button');
  await settled();
  assert.deepEqual(log.events.map((event) => event.target), [box]);
});

test('every box that was entered while the module loaded is passed on, the one with the focus last and once', async () => {
  const { log, options } = fakeModule();
  attach(options);
  const [one, two, three] = [textarea(), textarea(), textarea()];
  for (const box of [one, two, three]) fire('focusin', box);
  document.activeElement = two;
  await settled();
  assert.deepEqual(log.events.map((event) => event.target), [one, three, two]);
});

test('a box that left the page while the module loaded is not', async () => {
  const { log, options } = fakeModule();
  attach(options);
  const box = textarea();
  fire('focusin', box);
  box.isConnected = false;
  await settled();
  assert.equal(log.started.length, 1);
  assert.equal(log.events.length, 0);
});

test('a box that has the focus already wakes the module', async () => {
  const { log, options } = fakeModule();
  document.activeElement = textarea();
  attach(options);
  await settled();
  assert.equal(log.started.length, 1);
});

test('a text box inside a closed shadow root is found through openRoot', async () => {
  const { log, options } = fakeModule();
  const box = textarea();
  const host = new FakeElement('x-composer');
  options.settings.openRoot = (element) => (element === host ? { activeElement: box } : null);
  attach(options);
  await enter(host);
  assert.equal(log.started.length, 1);
  assert.equal(log.events[0].target, box);
});

test('each event is relayed once, whatever it lands in', async () => {
  const { log, options } = fakeModule();
  attach(options);
  await enter(textarea());
  const types = ['focusin', 'input', 'keydown', 'pointerdown', 'click', 'submit'];
  for (const type of types) fire(type, new FakeElement('button'));
  assert.deepEqual(log.events.slice(1).map((event) => event.type), types);
});

test('a crash marks the chips, drops the underlines and brings a fresh instance', async () => {
  const { log, options } = fakeModule((event, { started }) => event.type === 'input' && started.length === 1);
  const page = attach(options);
  await enter(textarea());
  const chip = new FakeElement('div', { dataset: { curbsideState: 'checked' } });
  marks.push(chip);
  CSS.highlights.set('curbside-block', {}).set('of-the-page', {});
  fire('input', textarea());
  assert.equal(chip.dataset.curbsideState, 'unavailable');
  assert.deepEqual([...CSS.highlights.keys()], ['of-the-page']);
  assert.equal(page.status().state, 'unavailable');
  await settled();
  assert.equal(log.started.length, 2);
  assert.equal(log.freed, 1);
  assert.deepEqual(marks, []);
  assert.equal(page.status().state, 'checked');
});

test('what an earlier instance left is gone at once, though nobody is in a text box, and nothing else', async () => {
  const { options } = fakeModule();
  const chip = new FakeElement('div', { dataset: { curbsideState: 'checked' } });
  const card = new FakeElement('div', { root: { querySelector: () => ({}) } });
  const ofThePage = new FakeElement('div', { root: { querySelector: () => null } });
  marks.push(chip, card, ofThePage, new FakeElement('div'));
  CSS.highlights.set('curbside-note', {});
  options.settings.openRoot = (element) => element.root ?? null;
  attach(options);
  const isClean = () => {
    assert.deepEqual(marks.slice(0, 1), [ofThePage]);
    assert.equal(marks.length, 2);
    assert.equal(CSS.highlights.size, 0);
  };
  isClean();
  // And what comes to be there while the module is loaded is gone when it has started.
  marks.push(card);
  await enter(textarea());
  isClean();
});

test('the module is not asked how it stands while it speaks', async () => {
  const { log, options } = fakeModule();
  const asked = [];
  let page;
  options.tell = () => asked.push([page.status().state, log.isAtWork]);
  const { load } = options;
  options.load = async () => {
    const { start } = await load();
    return {
      start(settings, tell) {
        const handle = start(settings, tell);
        const event = () => {
          log.isAtWork = true;
          tell({ kind: 'status' });
          log.isAtWork = false;
        };
        return { ...handle, event };
      },
    };
  };
  page = attach(options);
  await enter(textarea());
  assert.ok(asked.length >= 2);
  for (const [state, isAtWork] of asked) assert.deepEqual([state, isAtWork], ['checked', false]);
});

test('a crash takes the card and the gate away, which nobody could answer any more', async () => {
  const { options } = fakeModule((event) => event.type === 'keydown');
  const gate = new FakeElement('div', { root: { querySelector: () => ({}) } });
  const chip = new FakeElement('div', { dataset: { curbsideState: 'findings' } });
  options.settings.openRoot = (element) => element.root ?? null;
  attach(options);
  await enter(textarea());
  marks.push(gate, chip);
  fire('keydown', textarea());
  assert.deepEqual(marks, [chip]);
  assert.equal(chip.dataset.curbsideState, 'unavailable');
});

test('the chips of an instance that crashed stay as long as none can be started', async () => {
  const { options } = fakeModule((event) => event.type === 'keydown');
  const { load } = options;
  options.load = async (n) => (n ? { start: () => assert.fail('unreachable') } : load(n));
  const page = attach(options);
  await enter(textarea());
  const chip = new FakeElement('div', { dataset: { curbsideState: 'checked' } });
  marks.push(chip);
  for (let turn = 0; turn < 6; turn += 1) {
    fire('keydown', textarea());
    await settled();
    assert.deepEqual(marks, [chip]);
    assert.equal(chip.dataset.curbsideState, 'unavailable');
  }
  assert.equal(page.status().state, 'unavailable');
});

test('a crash leaves the event to the page', async () => {
  const { options } = fakeModule((event) => event.type === 'click');
  attach(options);
  await enter(textarea());
  let heard = 0;
  window.addEventListener('click', () => heard++);
  const event = fire('click', new FakeElement('button'));
  assert.equal(heard, 1);
  assert.equal(event.defaultPrevented, false);
});

test('a module that crashes each time is loaded four times at most, and the page says so', async () => {
  const { log, options } = fakeModule((event) => event.type === 'input');
  const page = attach(options);
  await enter(textarea());
  const chip = new FakeElement('div', { dataset: { curbsideState: 'checked' } });
  marks.push(chip);
  for (let i = 0; i < 10; i++) {
    if (!marks.includes(chip)) marks.push(chip);
    fire('input', textarea());
    await settled();
  }
  assert.equal(log.started.length, 4);
  assert.equal(page.status().state, 'unavailable');
  assert.equal(chip.dataset.curbsideState, 'unavailable');
  assert.ok(marks.includes(chip));
});

test('a module that cannot be loaded is tried again at the next event, and is not called checked', async () => {
  const { log, options } = fakeModule();
  const { load } = options;
  options.load = (n) => (n ? load(n) : Promise.reject(new Error('refused')));
  const page = attach(options);
  await enter(textarea());
  assert.equal(page.status().state, 'unavailable');
  assert.deepEqual(log.told, [{ kind: 'status' }]);
  fire('keydown', textarea());
  await settled();
  assert.equal(page.status().state, 'checked');
});

test('settings reach the module whenever they come', async () => {
  const { log, options } = fakeModule();
  const page = attach(options);
  page.configure({ off: true });
  assert.equal(page.status().state, 'off');
  await enter(textarea());
  page.configure({ off: false });
  assert.deepEqual(log.started, [{ off: true }]);
  assert.deepEqual(log.configured, [{ off: false }]);
});

test('detach frees the module and hears nothing more', async () => {
  const { log, options } = fakeModule();
  const page = attach(options);
  await enter(textarea());
  page.detach();
  fire('input', textarea());
  await settled();
  assert.equal(log.freed, 1);
  assert.equal(log.events.length, 1);
  assert.equal(log.started.length, 1);
  assert.deepEqual([...heardTypes], []);
});

test('a module that arrives after detach is not started', async () => {
  const { log, options } = fakeModule();
  const page = attach(options);
  fire('focusin', textarea());
  page.detach();
  await settled();
  assert.equal(log.started.length, 0);
});

test('an extension that is gone undoes everything at the next event', async () => {
  const { log, options } = fakeModule();
  let isAlive = true;
  attach({ ...options, isAlive: () => isAlive });
  await enter(textarea());
  isAlive = false;
  fire('keydown', textarea());
  assert.equal(log.freed, 1);
  assert.equal(log.events.length, 1);
  assert.deepEqual([...heardTypes], []);
});

test('a document that is written anew is listened to again', () => {
  const { options } = fakeModule();
  attach(options);
  heardTypes.clear();
  FakeObserver.all[0].heard();
  assert.equal(heardTypes.size, 6);
});
