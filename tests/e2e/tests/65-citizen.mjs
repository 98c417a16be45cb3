// Pages that come and go, that fight back, and that are merely odd: nothing leaks, nothing is silently unchecked.
import assert from 'node:assert/strict';
import { test } from '../lib/suite.mjs';
import { answerGate, clickOn, enter, GATE, marks, sendAtOnce, sent, shown, states, untilShown, untilState, untilWords, write } from '../lib/look.mjs';
import { CLEAN, NUMBER, RISKY } from '../lib/texts.mjs';
import { until } from '../lib/until.mjs';

/** Boxes that a script makes, fills like a person (the browser's own input) and takes away again, `count` of them. */
const comeAndGo = (tab, count) =>
  tab.evaluate(
    async ([times, text]) => {
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      let wasWatched = 0;
      for (let at = 0; at < times; at += 1) {
        const box = document.createElement(at % 2 ? 'textarea' : 'div');
        if (at % 2 === 0) box.contentEditable = 'true';
        box.setAttribute('aria-label', 'Write a post');
        document.body.append(box);
        box.focus();
        document.execCommand('insertText', false, text);
        await frame();
        wasWatched += document.querySelectorAll('[data-curbside-state]').length > 0 ? 1 : 0;
        box.remove();
        await frame();
      }
      return wasWatched;
    },
    [count, RISKY],
  );

const hosts = (tab) => states(tab).then((seen) => seen.length);
const painted = (tab) =>
  tab.evaluate(() => ['block', 'warn', 'note'].reduce((sum, name) => sum + (CSS.highlights.get(`curbside-${name}`)?.size ?? 0), 0));

test('five hundred boxes that come and go leave no chip, no underline and no element', async (scene) => {
  const tab = await scene.open('textarea');
  await write(tab, '#box', CLEAN);
  await untilState(tab, 'checked');
  const elements = () => tab.evaluate(() => document.querySelectorAll('*').length);
  await comeAndGo(tab, 20);
  await until('one chip', () => hosts(tab), (count) => count <= 1);
  const before = await elements();
  const watched = await comeAndGo(tab, 500);
  assert.ok(watched > 450, `${watched} of 500 boxes had a chip`);
  await until('the chips of boxes that are gone to go', () => hosts(tab), (count) => count <= 1);
  assert.equal(await painted(tab), 0);
  assert.equal(await elements(), before);
});

test('five hundred boxes that come and go leave no node and no listener in memory', { only: 'chromium' }, async (scene) => {
  const tab = await scene.open('textarea');
  await write(tab, '#box', CLEAN);
  await untilState(tab, 'checked');
  const session = await tab.page.context().newCDPSession(tab.page);
  await session.send('Performance.enable');
  const held = async () => {
    await session.send('HeapProfiler.collectGarbage');
    await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name) => metrics.find((metric) => metric.name === name).value;
    return { nodes: of('Nodes'), listeners: of('JSEventListeners'), heap: of('JSHeapUsedSize') };
  };
  // The first ones fill caches.
  await comeAndGo(tab, 100);
  const before = await held();
  await comeAndGo(tab, 500);
  const after = await held();
  const grown = { nodes: after.nodes - before.nodes, listeners: after.listeners - before.listeners, kilobytes: Math.round((after.heap - before.heap) / 1024) };
  console.log(`      after 500 boxes: ${JSON.stringify(grown)}`);
  // One box has at least ten nodes of ours and as many listeners: a leak of one in ten would show.
  assert.ok(grown.nodes < 200 && grown.listeners < 100, `more is held than before: ${JSON.stringify(grown)}`);
});

test('an application that changes its address and its content keeps being checked', async (scene) => {
  const tab = await scene.open('textarea');
  await write(tab, '#box', RISKY);
  await untilState(tab, 'findings');
  for (const path of ['/one', '/two', '/three']) {
    await tab.evaluate((to) => {
      history.pushState({}, '', to);
      document.querySelector('#box').remove();
      const box = document.createElement('textarea');
      box.id = 'box';
      box.setAttribute('aria-label', 'Write a post');
      document.body.prepend(box);
    }, path);
    await until('the chip of the old box to go', () => hosts(tab), (count) => count === 0);
    await write(tab, '#box', RISKY);
    await untilWords(tab, [NUMBER]);
    await until('one chip', () => states(tab), (seen) => seen.join() === 'findings');
  }
});

test('a form whose fields are named like the DOM’s own properties is checked and held', async (scene) => {
  const before = scene.server.posts().length;
  const tab = await scene.open('form');
  await tab.evaluate(() => {
    const form = document.querySelector('form');
    const names = ['id', 'value', 'submit', 'requestSubmit', 'elements', 'parentNode', 'children', 'contains', 'closest', 'matches', 'getAttribute', 'querySelector', 'ownerDocument', 'nodeType', 'localName', 'isConnected', 'addEventListener', 'getRootNode', 'form'];
    for (const name of names) {
      const input = document.createElement('input');
      input.name = name;
      input.type = 'hidden';
      form.append(input);
    }
    const images = ['body', 'head', 'createElement', 'curbside'].map((name) => {
      const image = document.createElement('img');
      image.name = name;
      return image;
    });
    document.body.append(...images);
  });
  await write(tab, '#box', RISKY);
  await untilWords(tab, [NUMBER]);
  await clickOn(tab, '#post');
  await untilShown(tab, GATE);
  assert.deepEqual(scene.server.posts().slice(before), []);
  await answerGate(tab, /Go back/);
});

test('a page that throws out what it does not know still cannot post unasked', async (scene) => {
  const tab = await scene.open('textarea');
  await tab.evaluate(() => {
    const own = new Set(document.querySelectorAll('*'));
    const clear = (records) => records.forEach(({ addedNodes }) => addedNodes.forEach((node) => node.nodeType === 1 && !own.has(node) && node.remove()));
    new MutationObserver(clear).observe(document.documentElement, { childList: true, subtree: true });
  });
  await write(tab, '#box', RISKY);
  await until('the underline', () => marks(tab), (seen) => seen.length === 1 || seen.length === 0);
  await clickOn(tab, '#post');
  // Either somebody is asked, or, where the question was thrown out as well, nothing goes out by this press.
  await new Promise((done) => setTimeout(done, 300));
  assert.deepEqual(await sent(tab), []);
});

for (const [kind, style] of [
  ['takes every press away', 'html, body, body * { pointer-events: none } #box, #post { pointer-events: auto }'],
  ['makes everything that it does not know invisible', 'body > div, html > div { opacity: 0; transform: scale(0); filter: opacity(0); clip-path: inset(50%) }'],
  ['puts itself above everything', '#post { position: relative; z-index: 2147483647 } body::after { content: ""; position: fixed; inset: 0; z-index: 2147483647; pointer-events: none }'],
  ['gives every element another box', '* { display: block !important; position: static !important; all: unset }'],
]) {
  test(`on a page that ${kind} the gate can be seen and answered`, async (scene) => {
    const tab = await scene.open('textarea');
    await tab.evaluate((css) => {
      const sheet = document.createElement('style');
      sheet.textContent = css;
      document.head.append(sheet);
    }, style);
    await write(tab, '#box', RISKY);
    await untilState(tab, 'findings');
    await clickOn(tab, '#post');
    await untilShown(tab, GATE);
    assert.deepEqual(await sent(tab), []);
    await answerGate(tab, /Post anyway/);
    await until('the text that was let go', () => sent(tab), (texts) => texts.length === 1);
  });
}

test('a page without a focused box has nothing of ours, whatever happens on it', async (scene) => {
  const tab = await scene.open('textarea');
  const before = await tab.evaluate(() => document.querySelectorAll('*').length);
  for (let at = 0; at < 20; at += 1) {
    await tab.mouse.move(10 + at * 20, 400);
    await tab.evaluate(() => window.scrollBy(0, 10));
  }
  await tab.press('Tab').catch(() => {});
  await tab.evaluate(() => document.activeElement?.blur());
  assert.equal(await painted(tab), 0);
  const resources = await tab.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => /curbside|extension:/.test(name)).length);
  assert.equal(resources, 0);
  assert.ok(before > 0);
});

test('a text of nearly a million letters is judged to its end', async (scene) => {
  const tab = await scene.open('textarea');
  await enter(tab, '#box');
  const size = await tab.evaluate((risky) => {
    const box = document.querySelector('#box');
    window.longest = 0;
    let last = performance.now();
    const tick = () => {
      const now = performance.now();
      window.longest = Math.max(window.longest, now - last);
      last = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    box.value = 'The office is open on weekdays and closed on holidays. '.repeat(17_000) + risky;
    box.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    return box.value.length;
  }, RISKY);
  assert.ok(size > 900_000 && size <= 1_000_000);
  const found = await until('the number at the end', () => marks(tab), (seen) => seen.length > 0 || false);
  assert.deepEqual(found.map(({ words }) => words), [NUMBER]);
  console.log(`      longest pause of the page: ${Math.round(await tab.evaluate(() => window.longest))} ms`);
});

test('a text that is too long is called unchecked, not clean', async (scene) => {
  const tab = await scene.open('textarea');
  await write(tab, '#box', RISKY);
  await untilState(tab, 'findings');
  await tab.evaluate(() => {
    const box = document.querySelector('#box');
    box.value = 'The office is open on weekdays. '.repeat(32_000);
    box.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  });
  await untilState(tab, 'unavailable');
  assert.equal(await painted(tab), 0);
});

test('what is on screen tells a screen reader politely while typing, and at once at the gate', async (scene) => {
  const tab = await scene.open('textarea');
  await write(tab, '#box', RISKY);
  await untilState(tab, 'findings');
  const live = () =>
    tab.inRoots((roots) =>
      roots.flatMap((root) => Array.from(root.querySelectorAll('[role=status], [role=alert], [aria-live]'), (region) => ({ role: region.getAttribute('role'), live: region.getAttribute('aria-live'), words: region.textContent.trim() }))),
    );
  const polite = await until('a polite word about what was found', live, (seen) => seen.some(({ role, live: how, words }) => (role === 'status' || how === 'polite') && /to check/.test(words)));
  assert.ok(!polite.some(({ role, words }) => role === 'alert' && words), 'nothing interrupts while typing');
  await clickOn(tab, '#post');
  await untilShown(tab, GATE);
  await until('an alert at the gate', live, (seen) => seen.some(({ role, words }) => role === 'alert' && /Not posted yet/.test(words)));
  assert.ok((await shown(tab)).some((words) => GATE.test(words)));
});

/** A long text whose last line must not go out. */
const LONG = `${'The office is closed on Monday, and the phones are on again on Tuesday.\n'.repeat(6_000)}${RISKY}`;

for (const page of ['textarea', 'editable']) {
  test(`a long text is read in slices, and says so until it is done: ${page}`, async (scene) => {
    const tab = await scene.open(page);
    await write(tab, '#box', CLEAN);
    await untilState(tab, 'checked');
    const meanwhile = await tab.evaluate(async (text) => {
      const box = document.querySelector('#box');
      if ('value' in box) box.value = text;
      else box.textContent = text;
      box.dispatchEvent(new InputEvent('input', { bubbles: true }));
      // The page is asked in between, which it could not be while all of it was scanned at one go.
      const seen = [];
      for (let turn = 0; turn < 3; turn += 1) {
        seen.push(document.querySelector('[data-curbside-state]').dataset.curbsideState);
        await new Promise((done) => setTimeout(done));
      }
      return seen;
    }, LONG);
    assert.ok(meanwhile.includes('unavailable'), `never "still checking": ${meanwhile}`);
    await untilState(tab, 'findings');
    await untilWords(tab, [NUMBER]);
  });
}

test('a long text that is sent before all of it was read is read to its end', async (scene) => {
  const tab = await scene.open('textarea');
  await write(tab, '#box', CLEAN);
  await untilState(tab, 'checked');
  await sendAtOnce(tab, LONG);
  await untilShown(tab, GATE);
  assert.deepEqual(await sent(tab), []);
});
