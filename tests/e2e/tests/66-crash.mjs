// The module as it ships, crashing in the middle of its work. The extension is copied, and in the copy a real trap of
// WebAssembly stands behind what the module calls of the browser: after as many calls as the page says. It ends the module as
// an exhausted stack or memory would: no code of ours runs any more, and whatever was held stays held.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { apart, built } from '../lib/apart.mjs';
import { answerGate, clickOn, GATE, marks, sent, states, textOf, untilShown, untilState, untilWords, write } from '../lib/look.mjs';
import { copyOf } from '../lib/managed.mjs';
import { test } from '../lib/suite.mjs';
import { NUMBER, RISKY } from '../lib/texts.mjs';
import { until } from '../lib/until.mjs';

/** A browser of its own has to be started, and a module loaded again and again. */
const LONG = 240_000;

// (module (func (export "trap") unreachable))
const TRAP = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 8, 1, 4, 116, 114, 97, 112, 0, 0, 10, 5, 1, 3, 0, 0, 11];

/**
 * Stands before the glue of the copy: its `WebAssembly` is the browser's own, but for the functions that it gives the module.
 * `data-trap` on the page's root says how many more calls are answered, and `always` that no instance ends the trap.
 */
const MINE = `
const WebAssembly = Object.create(globalThis.WebAssembly, {
  instantiate: {
    value(module, imports) {
      const { instantiate, Instance, Module } = globalThis.WebAssembly;
      const { trap } = new Instance(new Module(Uint8Array.from(${JSON.stringify(TRAP)}))).exports;
      const guarded = (call) => (...args) => {
        const { dataset } = document.documentElement;
        if (dataset.trap === '0' || dataset.trap === 'always') {
          if (dataset.trap === '0') delete dataset.trap;
          trap();
        }
        if (dataset.trap) dataset.trap -= 1;
        return call(...args);
      };
      const all = Object.entries(imports['./curbside_bg.js']);
      const mined = Object.fromEntries(all.map(([name, call]) => [name, typeof call === 'function' ? guarded(call) : call]));
      return instantiate(module, { ...imports, './curbside_bg.js': mined });
    },
  },
});
`;

/** A browser with the copy, for one test. With `alone` the module has no twin in JavaScript to go on with. */
async function crashing(scene, run, { alone = false } = {}) {
  const copy = await copyOf(built(scene));
  try {
    const glue = join(copy.folder, 'pkg/curbside.js');
    await writeFile(glue, MINE + (await readFile(glue, 'utf8')));
    if (alone) await writeFile(join(copy.folder, 'pkg/curbside_js.js'), 'throw new Error("there is no twin");');
    await apart(scene, { extension: copy.folder }, run);
  } finally {
    await copy.drop();
  }
}

/** Lays the trap, and keeps every state that a chip shows from here on. */
const lay = (tab, calls) =>
  tab.evaluate((wanted) => {
    window.seen = [];
    new MutationObserver(() => window.seen.push(...Array.from(document.querySelectorAll('[data-curbside-state]'), (host) => host.dataset.curbsideState))).observe(
      document,
      { subtree: true, attributes: true, attributeFilter: ['data-curbside-state'] },
    );
    document.documentElement.dataset.trap = wanted;
  }, String(calls));

const sprung = (tab) => until('the trap to be sprung', () => tab.evaluate(() => !('trap' in document.documentElement.dataset)));
const unchecked = (tab) => until('a chip that said so', () => tab.evaluate(() => window.seen), (seen) => seen.includes('unavailable'));

/** A page with an underlined number. */
async function underlined(scene) {
  const tab = await scene.open('textarea');
  await write(tab, '#box', RISKY);
  await untilState(tab, 'findings');
  await untilWords(tab, [NUMBER]);
  return tab;
}

/** One chip, the underline, and a gate that holds: as if nothing had been. */
async function recovered(tab) {
  await until('one chip that says findings', () => states(tab), (seen) => seen.join() === 'findings');
  await untilWords(tab, [NUMBER]);
  await clickOn(tab, '#post');
  await answerGate(tab, /^Go back/);
  assert.deepEqual(await sent(tab), []);
}

test('a module that traps while somebody types says so, comes back, and loses no letter', { limit: LONG }, (scene) =>
  crashing(scene, async (own) => {
    // The work of a key calls the browser some hundred times: in its events, its frame, its timers.
    for (const calls of [0, 1, 4, 15, 40, 80]) {
      const tab = await underlined(own);
      await lay(tab, calls);
      await tab.type(' More and more.');
      await sprung(tab);
      // Whatever was sprung outside of an event is noticed with the next ones.
      await tab.type(' So.');
      await unchecked(tab);
      await recovered(tab);
      assert.equal(await textOf(tab, '#box'), `${RISKY} More and more. So.`);
      await tab.close();
    }
  }));

test('a module that traps while nobody touches the page is not believed any longer', { limit: LONG }, (scene) =>
  crashing(scene, async (own) => {
    const tab = await underlined(own);
    await lay(tab, 0);
    await tab.evaluate(() => window.dispatchEvent(new Event('scroll')));
    await sprung(tab);
    await tab.type(' So.');
    await unchecked(tab);
    await recovered(tab);
    assert.equal(await textOf(tab, '#box'), `${RISKY} So.`);
  }));

test('a module that traps in the press that publishes lets nothing out unread, and costs nobody the press', { limit: LONG }, (scene) =>
  crashing(scene, async (own) => {
    for (const calls of [0, 3, 8, 20, 50]) {
      const tab = await underlined(own);
      // By key: a pointer on its way would spring the trap before it presses.
      await tab.press('Tab');
      await until('the focus on the button', () => tab.evaluate(() => document.activeElement.id === 'post'));
      await lay(tab, calls);
      await tab.press('Enter');
      await sprung(tab);
      await unchecked(tab);
      // The press waits for the fresh instance, which asks.
      await untilShown(tab, GATE);
      assert.deepEqual(await sent(tab), []);
      await answerGate(tab, /^Post anyway/);
      await until('the text sent once', () => sent(tab), (texts) => texts.length === 1 && texts[0] === RISKY);
      await tab.close();
    }
  }));

test('a press after a module has died unseen does not go out unread', { limit: LONG }, (scene) =>
  crashing(scene, async (own) => {
    const tab = await underlined(own);
    await lay(tab, 0);
    await tab.evaluate(() => window.dispatchEvent(new Event('scroll')));
    await sprung(tab);
    await clickOn(tab, '#post');
    await untilShown(tab, GATE);
    assert.deepEqual(await sent(tab), []);
    await answerGate(tab, /^Post anyway/);
    await until('the text sent once', () => sent(tab), (texts) => texts.length === 1 && texts[0] === RISKY);
  }));

test('a module that traps each time leaves a page that says so and works', { limit: LONG }, (scene) =>
  crashing(
    scene,
    async (own) => {
      const tab = await underlined(own);
      await lay(tab, 'always');
      for (const word of [' More', ' and', ' more', ' and', ' more.']) {
        await tab.type(word);
        await until('chips that say so', () => states(tab), (seen) => seen.length > 0 && seen.every((state) => state === 'unavailable'));
      }
      await until('no underline', () => marks(tab), (seen) => seen.length === 0);
      await clickOn(tab, '#post');
      await until('the text sent', () => sent(tab), (texts) => texts.length > 0);
      assert.deepEqual(await sent(tab), [`${RISKY} More and more and more.`]);
      assert.ok((await states(tab)).every((state) => state === 'unavailable'));
      // The next page starts anew.
      await recovered(await underlined(own));
    },
    { alone: true },
  ));

test('a module that cannot start again as WebAssembly goes on as JavaScript', { limit: LONG }, (scene) =>
  crashing(scene, async (own) => {
    const tab = await underlined(own);
    await lay(tab, 'always');
    await tab.type(' More.');
    await unchecked(tab);
    await recovered(tab);
    assert.equal(await textOf(tab, '#box'), `${RISKY} More.`);
  }));
