// What Curbside does not do to a page: add to an editor, move the caret, leave anything behind.
import assert from 'node:assert/strict';
import { test } from '../lib/suite.mjs';
import { caret, clickOn, marks, setCaret, states, untilShown, untilState, untilWords, write } from '../lib/look.mjs';
import { NUMBER, RISKY } from '../lib/texts.mjs';
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
// at that moment. What is left goes when the next version runs.
test('an extension that comes back to an open page takes it over', { only: 'firefox' }, async (scene) => {
  const tab = await scene.open('textarea');
  await write(tab, '#box', RISKY);
  await untilState(tab, 'findings');
  await untilWords(tab, [NUMBER]);
  await scene.browser.removeExtension();
  await scene.browser.addExtension();
  await tab.type(' Another says 519-00-4472.');
  await untilWords(tab, [NUMBER, '519-00-4472']);
  assert.deepEqual(await states(tab), ['findings']);
});
