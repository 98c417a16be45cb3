// What Curbside does not do to a page: add to an editor, move the caret, leave anything behind.
import assert from 'node:assert/strict';
import { test } from '../lib/suite.mjs';
import { caret, clickOn, enter, GATE, marks, setCaret, sent, shown, states, untilShown, untilState, untilWords, write } from '../lib/look.mjs';
import { decode, paintedColumns } from '../lib/png.mjs';
import { NUMBER, OTHER, RISKY } from '../lib/texts.mjs';
import { until } from '../lib/until.mjs';

for (const page of ['editable', 'textarea', 'react']) {
  test(`nothing is added to the field or to the page around it: ${page}`, async (scene) => {
    const tab = await scene.open(page);
    // A page may look at every change of its own tree. Text typed into a contenteditable is one; an element is not.
    await tab.evaluate(() => {
      const box = document.querySelector('#box');
      window.foreign = [];
      new MutationObserver((records) => {
        for (const { type, attributeName, addedNodes } of records) {
          if (type === 'attributes') window.foreign.push(attributeName);
          for (const node of addedNodes) if (node.nodeType === Node.ELEMENT_NODE && node.localName !== 'br') window.foreign.push(node.localName);
        }
      }).observe(box, { attributes: true, childList: true, subtree: true });
      window.before = Array.from(box.attributes, ({ name, value }) => `${name}=${value}`);
    });
    await write(tab, '#box', RISKY);
    await untilState(tab, 'findings');
    await untilWords(tab, [NUMBER]);
    await tab.press('Alt+Shift+C');
    await untilShown(tab, /social security number/i);
    assert.deepEqual(await tab.evaluate(() => window.foreign), []);
    const { before, after, inside } = await tab.evaluate(() => {
      const box = document.querySelector('#box');
      return {
        before: window.before,
        after: Array.from(box.attributes, ({ name, value }) => `${name}=${value}`),
        inside: 'value' in box ? '' : box.innerHTML,
      };
    });
    assert.deepEqual(after, before);
    if (inside) assert.equal(inside.replaceAll('&nbsp;', ' ').replace(/<br>$/, ''), RISKY);
  });
}

test('the host of a chip carries the state and no other information', async (scene) => {
  const tab = await scene.open('textarea');
  await write(tab, '#box', RISKY);
  await untilState(tab, 'findings');
  const hosts = await tab.evaluate(() =>
    Array.from(document.querySelectorAll('[data-curbside-state]'), (host) => ({
      text: host.textContent,
      inside: host.childNodes.length,
      root: host.shadowRoot === null,
      data: Object.keys(host.dataset),
      all: host.outerHTML,
    })),
  );
  assert.equal(hosts.length, 1);
  assert.deepEqual(hosts[0].data, ['curbsideState']);
  assert.equal(hosts[0].text, '');
  assert.equal(hosts[0].inside, 0);
  assert.ok(hosts[0].root, 'the shadow root is open');
  assert.ok(!hosts[0].all.includes('4471'));
});

for (const page of ['textarea', 'editable']) {
  test(`the caret stands where the person put it: ${page}`, async (scene) => {
    const tab = await scene.open(page);
    await write(tab, '#box', RISKY);
    await untilWords(tab, [NUMBER]);
    await setCaret(tab, '#box', 3);
    await tab.type('x');
    await until('the underline a place further', () => marks(tab), (seen) => seen[0]?.start === RISKY.indexOf(NUMBER) + 1);
    // The pause that settles the word under the caret has passed when this word has its line, and it moved nothing.
    assert.deepEqual(await caret(tab, '#box'), [4, 4]);
    const [{ rects: [box] }] = await marks(tab);
    await tab.mouse.move(box.x + 5, box.y + box.height / 2);
    await untilShown(tab, /social security number/i);
    assert.deepEqual(await caret(tab, '#box'), [4, 4]);
    assert.ok(await tab.evaluate(() => document.activeElement?.id === 'box'));
  });
}

test('a box that leaves the page takes its chip and its underlines along', async (scene) => {
  const tab = await scene.open('textarea');
  await write(tab, '#box', RISKY);
  await untilState(tab, 'findings');
  await untilWords(tab, [NUMBER]);
  await tab.evaluate(() => document.querySelector('#box').remove());
  await until('no chip', () => states(tab), (seen) => seen.length === 0);
  const left = await tab.evaluate(() => ['block', 'warn', 'note'].reduce((sum, name) => sum + (CSS.highlights.get(`curbside-${name}`)?.size ?? 0), 0));
  assert.equal(left, 0);
});

test('two boxes have a chip each, and neither shows the other’s findings', async (scene) => {
  const tab = await scene.open('two');
  await write(tab, '#box', RISKY);
  await untilState(tab, 'findings');
  await write(tab, '#second', 'The office is closed on Monday. ');
  await until('a chip for each', () => states(tab), (seen) => [...seen].sort().join() === 'checked,findings');
});

test('an extension that is switched off leaves the page as it was', { only: 'chromium' }, async (scene) => {
  const tab = await scene.open('textarea');
  const look = () =>
    tab.evaluate(() => ({
      html: document.documentElement.outerHTML,
      highlights: Array.from(CSS.highlights.keys()),
      sheets: document.adoptedStyleSheets.length,
    }));
  const before = await look();
  await write(tab, '#box', RISKY);
  await untilState(tab, 'findings');
  await untilWords(tab, [NUMBER]);
  assert.notDeepEqual(await look(), before);
  await scene.browser.removeExtension();
  try {
    await until('the page as it was', look, (seen) => JSON.stringify(seen) === JSON.stringify(before));
    // The page still works, and nothing of ours answers any more.
    await tab.type(' More.');
    await clickOn(tab, '#post');
    assert.deepEqual(await tab.evaluate(() => window.sent), [`${RISKY} More.`]);
    assert.deepEqual(await look(), before);
  } finally {
    await scene.browser.addExtension();
  }
  // And the one that comes back watches the next page.
  const next = await scene.open('textarea');
  await write(next, '#box', RISKY);
  await untilState(next, 'findings');
});

// BROWSER: Firefox ends the scripts of an extension without a word to them, so that nothing of ours can clear the page
// at that moment. What can be seen goes with a style sheet (src/page/overlay/vanish.rs), the rest when the next version
// runs.
const BOXES = {
  'a text area': { page: 'textarea' },
  'a contenteditable': { page: 'editable' },
  'a contenteditable in a shadow root': { page: 'shadow', query: 'mode=open', prepare: (tab) => tab.evaluate(shadowEditor) },
};
for (const [kind, { page, query, prepare }] of Object.entries(BOXES)) {
  test(`of an extension that is switched off nothing is seen any more: ${kind}`, { only: 'firefox' }, async (scene) => {
    const tab = await scene.open(page, { query });
    await prepare?.(tab);
    // From here on the page is grey, so that every colour on it is ours.
    await tab.evaluate(() => {
      const style = document.createElement('style');
      style.textContent = '* { outline: none !important; caret-color: transparent !important; }';
      document.head.append(style);
    });
    await enter(tab, prepare ? '#host' : '#box');
    await tab.type(RISKY);
    await untilState(tab, 'findings');
    const line = await until('a painted line', () => paintedLine(tab), (seen) => seen !== null);
    await tab.mouse.move(line.x - 3, line.y - 8);
    await tab.mouse.move(line.x, line.y - 8);
    await untilShown(tab, /social security number/i);
    await scene.browser.switchOff();
    try {
      await until('nothing on the screen', () => shown(tab), (seen) => seen.length === 0);
      await until('no colour on the page', async () => paintedColumns(await tab.screenshot()), (seen) => seen.length === 0);
      assert.deepEqual(await seenOfMirrors(tab), []);
      // The page still works, and nothing of ours answers any more.
      await tab.type(' More.');
      assert.equal(await typed(tab), `${RISKY} More.`);
      assert.deepEqual(paintedColumns(await tab.screenshot()), []);
      if (!prepare) {
        await clickOn(tab, '#post');
        assert.deepEqual(await sent(tab), [`${RISKY} More.`]);
        await enter(tab, '#box');
      }
    } finally {
      await scene.browser.switchOn();
    }
    // What comes back takes the page over: one chip, and lines again, also under words that are new.
    await tab.press('Control+End');
    await tab.type(` Another says ${OTHER}.`);
    await until('lines again', async () => paintedColumns(await tab.screenshot()), (seen) => seen.length > 20);
    await until('one chip that says so', () => states(tab), (seen) => seen.join() === 'findings');
    if (!prepare) await untilWords(tab, [NUMBER, OTHER]);
  });
}

test('a page on which the gate stood when the extension was switched off can be used', { only: 'firefox' }, async (scene) => {
  const tab = await scene.open('textarea');
  await write(tab, '#box', RISKY);
  await untilWords(tab, [NUMBER]);
  await clickOn(tab, '#post');
  await untilShown(tab, GATE);
  // As long as we live, a press beside the gate is no answer.
  await tab.mouse.click(20, 20);
  await tab.mouse.click(980, 680);
  assert.ok((await shown(tab)).some((text) => GATE.test(text)));
  await scene.browser.switchOff();
  try {
    await until('nothing on the screen', () => shown(tab), (seen) => seen.length === 0);
    await tab.mouse.click(20, 20);
    await clickOn(tab, '#post');
    await until('the text to be sent', () => sent(tab), (list) => list.length === 1);
  } finally {
    await scene.browser.switchOn();
  }
});

test('nothing of what an extension left comes back with it before it has looked', { only: 'firefox' }, async (scene) => {
  const tab = await scene.open('textarea');
  await write(tab, '#box', RISKY);
  await untilState(tab, 'findings');
  await untilWords(tab, [NUMBER]);
  // Nobody is in the box, so that nothing wakes the module.
  await clickOn(tab, 'body');
  await tab.evaluate(() => document.activeElement.blur());
  await scene.browser.switchOff();
  await until('nothing on the screen', () => shown(tab), (seen) => seen.length === 0);
  await scene.browser.switchOn();
  await until('an empty page', () => states(tab), (seen) => seen.length === 0);
  assert.deepEqual(await marks(tab), []);
  await enter(tab, '#box');
  await untilWords(tab, [NUMBER]);
  await untilState(tab, 'findings');
});

test('no style that an idle page could list tells of the extension', { only: 'firefox' }, async (scene) => {
  const tab = await scene.open('textarea');
  const listed = () =>
    tab.evaluate(() => ({
      properties: ['html', 'body', '#box'].flatMap((one) => Array.from(getComputedStyle(document.querySelector(one))).filter((name) => name.startsWith('--'))),
      sheets: Array.from(document.styleSheets, ({ href }) => new URL(href).pathname),
      adopted: document.adoptedStyleSheets.length,
      highlight: getComputedStyle(document.body, '::highlight(curbside-block)').textDecorationLine,
    }));
  const idle = { properties: [], sheets: ['/page.css'], adopted: 0, highlight: 'none' };
  assert.deepEqual(await listed(), idle);
  // The sheet was in force all the same: what it hides is hidden when it goes.
  await write(tab, '#box', RISKY);
  await untilShown(tab, /1 to check/);
  await scene.browser.switchOff();
  try {
    await until('nothing on the screen', () => shown(tab), (seen) => seen.length === 0);
  } finally {
    await scene.browser.switchOn();
  }
});

test('a page that is written anew still shows what is found', { only: 'firefox' }, async (scene) => {
  const tab = await scene.open('textarea');
  await write(tab, '#box', RISKY);
  await untilShown(tab, /1 to check/);
  await tab.evaluate(() => {
    document.open();
    document.write('<!doctype html><title>Anew</title><body><textarea id="box" style="width:600px;height:120px"></textarea>');
    document.close();
  });
  await write(tab, '#box', RISKY);
  await untilWords(tab, [NUMBER]);
  await untilShown(tab, /1 to check/);
  assert.equal((await seenOfMirrors(tab)).length, 1);
});

test('a page behind the Back button comes back with what was found, and with nothing when the extension has gone', { only: 'firefox' }, async (scene) => {
  for (const page of ['textarea', 'editable']) {
    const tab = await scene.open(page, { query: 'keep' });
    const titled = (wanted) => until(`the page ${wanted}`, () => tab.evaluate(() => document.title), (title) => title === wanted);
    const title = await tab.evaluate(() => {
      window.isKept = true;
      return document.title;
    });
    const there = async () => {
      await tab.evaluate(() => void setTimeout(() => { location.href = 'two.html'; }));
      await titled('Two boxes');
    };
    const back = async () => {
      await tab.evaluate(() => void setTimeout(() => history.back()));
      await titled(title);
      assert.ok(await tab.evaluate(() => window.isKept), 'the browser has kept the page');
    };
    await write(tab, '#box', RISKY);
    await untilWords(tab, [NUMBER]);
    await there();
    await back();
    await untilShown(tab, /1 to check/);
    await untilWords(tab, [NUMBER]);
    await there();
    await scene.browser.switchOff();
    try {
      await back();
      assert.deepEqual(await shown(tab), []);
      assert.deepEqual(await marks(tab), []);
      await tab.type(' More.');
      assert.equal(await typed(tab), `${RISKY} More.`);
      assert.deepEqual(await shown(tab), []);
    } finally {
      await scene.browser.switchOn();
    }
    await tab.type(` Another says ${OTHER}.`);
    await untilWords(tab, [NUMBER, OTHER]);
  }
});

test('an extension that comes back to an open page takes it over', { only: 'firefox' }, async (scene) => {
  const tab = await scene.open('textarea');
  await write(tab, '#box', RISKY);
  await untilState(tab, 'findings');
  await untilWords(tab, [NUMBER]);
  await scene.browser.removeExtension();
  await scene.browser.addExtension();
  await tab.type(` Another says ${OTHER}.`);
  await untilWords(tab, [NUMBER, OTHER]);
  assert.deepEqual(await states(tab), ['findings']);
});

/** The marks of mirrors that can be seen. */
const seenOfMirrors = (tab) =>
  tab.inRoots((roots) =>
    roots.flatMap((root) => Array.from(root.querySelectorAll('[part^="curbside-"]')).filter((mark) => mark.checkVisibility({ visibilityProperty: true })).map(({ part }) => part.value)),
  );

/** The first pixel of a screenshot, from the top, that has a colour: the line under the first words. */
async function paintedLine(tab) {
  const { width, height, channels, pixels } = decode(Buffer.from(await tab.screenshot()));
  for (let at = 0; at < width * height; at += 1) {
    const rgb = pixels.subarray(at * channels, at * channels + 3);
    if (Math.max(...rgb) - Math.min(...rgb) > 60) return { x: (at % width) + 8, y: Math.floor(at / width) };
  }
  return null;
}

/** What stands in the page's box, wherever that is. */
const typed = (tab) => tab.evaluate(() => ('value' in window.box ? window.box.value : window.box.innerText.replaceAll('\u00a0', ' ').trimEnd()));

/** Runs in the page: a contenteditable takes the place of the text area in the shadow root. */
function shadowEditor() {
  const editor = document.createElement('div');
  editor.contentEditable = 'true';
  editor.setAttribute('role', 'textbox');
  Object.assign(editor.style, { font: '16px/24px monospace', width: '620px', height: '120px', whiteSpace: 'pre-wrap', border: '1px solid #888', outline: 'none', caretColor: 'transparent' });
  window.box.replaceWith(editor);
  window.box = editor;
}
