// Pages that come and go, that fight back, and that are merely odd: nothing leaks, nothing is silently unchecked.
import assert from 'node:assert/strict';
import { test } from '../lib/suite.mjs';
import { answerGate, buttons, clickOn, enter, GATE, marks, sendAtOnce, sent, shown, states, untilShown, untilState, untilStill, untilWords, write } from '../lib/look.mjs';
import { paintedColumns } from '../lib/png.mjs';
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
    window.thrown = 0;
    const own = new Set(document.querySelectorAll('*'));
    const clear = (node) => {
      if (node.nodeType !== Node.ELEMENT_NODE || own.has(node)) return;
      node.remove();
      window.thrown += 1;
    };
    new MutationObserver((records) => records.forEach(({ addedNodes }) => addedNodes.forEach(clear))).observe(document.documentElement, { childList: true, subtree: true });
  });
  const thrown = () => tab.evaluate(() => window.thrown);
  await write(tab, '#box', RISKY);
  // The question is thrown out with all else, so that nobody can answer it: by none of these presses does anything go out.
  for (let press = 0; press < 3; press += 1) {
    const before = await thrown();
    await clickOn(tab, '#post');
    await until('something else to be thrown out', thrown, (count) => count > before);
    assert.deepEqual(await sent(tab), []);
  }
  // What needs no question goes out on such a page as well.
  await enter(tab, '#box');
  await tab.press('Control+a');
  await tab.type(CLEAN);
  await clickOn(tab, '#post');
  await until('the clean text sent', () => sent(tab), (texts) => JSON.stringify(texts) === JSON.stringify([CLEAN]));
});

for (const [kind, style] of [
  ['takes every press away', 'html, body, body * { pointer-events: none } #box, #post { pointer-events: auto }'],
  ['makes everything that it does not know invisible', 'body > div, html > div { opacity: 0; transform: scale(0); filter: opacity(0); clip-path: inset(50%) }'],
  ['fades away as a whole', 'html, body { opacity: 0 } body { filter: opacity(0) }'],
  // BROWSER: a filter on the root takes the top layer along in Firefox, and with it the root's opacity.
  ['filters itself away as a whole', 'html { filter: opacity(0); transition: filter 9s }'],
  ['fades away as a whole, in grey', 'html { opacity: 0; filter: grayscale(1) }'],
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
    // Not only there, but painted: the button that goes back has the one colour of the page.
    await untilStill(tab);
    const back = (await buttons(tab)).find(({ words }) => /^Go back/.test(words));
    const clip = { x: Math.floor(back.x - back.width / 2), y: Math.floor(back.y - back.height / 2), width: Math.ceil(back.width), height: Math.ceil(back.height) };
    await until('the colour of a button', async () => paintedColumns(await tab.screenshot({ clip })), (columns) => columns.length > back.width / 2);
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

test('a page that nobody touches costs nothing, nor does a box that was left', { only: 'chromium' }, async (scene) => {
  const tab = await scene.open('textarea');
  const session = await tab.page.context().newCDPSession(tab.page);
  await session.send('Performance.enable');
  const metric = async (wanted) => (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === wanted).value;
  // A poll, an animation or an observer that is called would show as time in scripts.
  const quiet = () =>
    until('a second without any script', async () => {
      const before = await metric('ScriptDuration');
      await new Promise((done) => setTimeout(done, 1000));
      return (await metric('ScriptDuration')) === before;
    });
  await quiet();
  await write(tab, '#box', RISKY);
  await untilState(tab, 'findings');
  await untilWords(tab, [NUMBER]);
  // With the caret in it, and without.
  await quiet();
  await tab.evaluate(() => document.activeElement.blur());
  await quiet();
  assert.deepEqual(await states(tab), ['findings']);
});

test('a page that is listed carries few listeners and no node more than one that is not', { only: 'chromium' }, async (scene) => {
  const held = async (host) => {
    const tab = await scene.open('textarea', { host });
    const session = await tab.page.context().newCDPSession(tab.page);
    await session.send('Performance.enable');
    await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (wanted) => metrics.find(({ name }) => name === wanted).value;
    const all = { listeners: of('JSEventListeners'), nodes: of('Nodes') };
    await tab.close();
    return all;
  };
  const [listed, other] = [await held('www.facebook.com'), await held('unlisted.example')];
  console.log(`      listed: ${JSON.stringify(listed)}, not listed: ${JSON.stringify(other)}`);
  // Six of the loader, and two that look whether the extension is still there.
  assert.ok(listed.listeners - other.listeners <= 8, JSON.stringify([listed, other]));
  assert.ok(listed.nodes - other.nodes <= 2, JSON.stringify([listed, other]));
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
