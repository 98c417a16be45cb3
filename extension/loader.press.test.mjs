// Presses while the module is loaded: they wait for it, are judged, and none is lost.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakeElement, enter, fakeModule, fire, settled, textarea } from './loader.fakes.mjs';

const { attach } = await import('./loader.js');

/** A button and the presses that were repeated on it. A repeated press is heard on the window first, as in a browser. */
function fakeButton() {
  const button = new FakeElement('button', { presses: 0, closest: () => button });
  button.dispatchEvent = (event) => {
    event.composedPath = () => [button];
    button.presses += window.dispatchEvent(event);
    return !event.defaultPrevented;
  };
  return button;
}

/** A button that was pressed beside a box with text, right after the box was entered. */
function pressWithText() {
  const box = textarea();
  box.value = 'We will call.';
  const button = fakeButton();
  fire('focusin', box);
  fire('click', button);
  return button;
}

test('a press while the module loads waits for it, and is judged', async () => {
  const { log, options } = fakeModule();
  attach(options);
  const box = textarea();
  box.value = 'We will call.';
  const button = fakeButton();
  fire('focusin', box);
  assert.equal(fire('click', button).defaultPrevented, true);
  assert.equal(button.presses, 0);
  await settled();
  assert.deepEqual(log.events.map((event) => event.type), ['focusin', 'click']);
  assert.equal(button.presses, 1);
});

test('what can send nothing does not wait for the module', async () => {
  const { options } = fakeModule();
  attach(options);
  const box = textarea();
  fire('focusin', box);
  assert.equal(fire('click', fakeButton()).defaultPrevented, false, 'beside an empty box');
  box.value = 'We will call.';
  assert.equal(fire('click', new FakeElement('p', { closest: () => null })).defaultPrevented, false, 'on no button');
  const key = Object.assign(new Event('keydown', { cancelable: true }), { key: 'Enter' });
  key.composedPath = () => [box];
  window.dispatchEvent(key);
  assert.equal(key.defaultPrevented, false, 'Enter in a large box');
  await settled();
});

test('a press is given back when the module cannot be loaded', async () => {
  const { options } = fakeModule();
  options.load = async () => {
    await settled();
    throw new Error('no module');
  };
  attach(options);
  const button = pressWithText();
  for (let turn = 0; turn < 5; turn++) await settled();
  assert.equal(button.presses, 1);
});

test('a press waits three seconds for a module that does not come, and the next not at all', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let now = 0;
  t.mock.method(performance, 'now', () => now);
  const { options } = fakeModule();
  options.load = () => new Promise(() => {});
  attach(options);
  const button = pressWithText();
  now = 3000;
  t.mock.timers.tick(3000);
  assert.equal(button.presses, 1);
  assert.equal(fire('click', button).defaultPrevented, false);
});

test('a press while a fresh instance takes over from one that crashed waits for it', async () => {
  const { log, options } = fakeModule((event, { started }) => event.type === 'input' && started.length === 1);
  attach(options);
  const box = new FakeElement('textarea', { value: 'A text.' });
  await enter(box);
  const heard = [];
  const button = new FakeElement('button', { closest: () => true, dispatchEvent: (event) => heard.push(event.type) });
  fire('input', box);
  const press = fire('click', button);
  assert.equal(press.defaultPrevented, true);
  assert.deepEqual(heard, []);
  await settled();
  assert.deepEqual(heard, ['click']);
  assert.equal(log.started.length, 2);
});

test('the press in which the module crashes waits for a fresh instance, which judges it', async () => {
  const { log, options } = fakeModule((event, { started }) => event.type === 'click' && started.length === 1);
  attach(options);
  await enter(new FakeElement('textarea', { value: 'A text.' }));
  const button = fakeButton();
  assert.equal(fire('click', button).defaultPrevented, true);
  assert.equal(button.presses, 0);
  await settled();
  assert.equal(log.started.length, 2);
  assert.deepEqual(log.events.map((event) => event.type), ['focusin', 'click', 'focusin', 'click']);
  assert.equal(button.presses, 1);
});

test('a press in which every instance crashes goes on its way in the end', async () => {
  const { log, options } = fakeModule((event) => event.type === 'click');
  attach(options);
  await enter(new FakeElement('textarea', { value: 'A text.' }));
  const button = fakeButton();
  fire('click', button);
  for (let turn = 0; turn < 10; turn++) await settled();
  assert.equal(log.started.length, 4);
  // It was stopped and repeated until nobody was left to stop it.
  assert.equal(button.presses, 1);
  assert.equal(fire('click', button).defaultPrevented, false);
});

test('a fresh instance gets to know every box that was entered, wherever the focus is by now', async () => {
  const { log, options } = fakeModule((event, { started }) => event.type === 'keydown' && started.length === 1);
  attach(options);
  const [one, two, gone] = [textarea(), textarea(), textarea()];
  for (const box of [one, gone, two, one]) await enter(box);
  gone.isConnected = false;
  document.activeElement = new FakeElement('button');
  fire('keydown', document.activeElement);
  await settled();
  const known = log.events.slice(log.events.findIndex(({ type }) => type === 'keydown') + 1);
  assert.deepEqual(known.map((event) => event.target), [two, one]);
});
