// A fix reaches the editor's own state, one undo takes it back, and the caret stands after the new words.
import assert from 'node:assert/strict';
import { test } from '../lib/suite.mjs';
import { buttons, caret, marks, pressButton, setCaret, textOf, untilCount, untilShown, untilState, untilWords, write } from '../lib/look.mjs';
import { until } from '../lib/until.mjs';

// A title and a surname: that names somebody in a post of one's own, too.
const NAME = 'Mrs. Alvarez';
const TEXT = `${NAME}, we are glad to hear it.`;
const FIX = /^(Write: |Leave it out)/;
const FIELDS = [
  { page: 'textarea', kind: 'a text area' },
  { page: 'input', kind: 'a one-line input' },
  { page: 'editable', kind: 'a contenteditable' },
  { page: 'react', kind: 'a React text area', state: () => window.state },
];

for (const { page, kind, state } of FIELDS) {
  test(`in ${kind} a fix by click changes the words, and one undo brings them back`, async (scene) => {
    const tab = await risky(scene, page);
    await tab.press('Alt+Shift+C');
    await untilShown(tab, /\bname/i);
    await pressButton(tab, FIX);
    const fixed = await until('the fix in the box', () => textOf(tab, '#box'), (text) => text !== TEXT);
    assert.ok(!fixed.includes(NAME), 'the name is still there');
    assert.ok(fixed.endsWith('we are glad to hear it.'), 'the fix changed more than it said');
    await untilCount(tab, 0);
    if (state) assert.equal(await tab.evaluate(state), fixed);

    // The caret stands where the changed words end: everything after it is the old text.
    const [start, end] = await until('the focus back in the box', () => caret(tab, '#box'));
    assert.equal(start, end);
    assert.ok(TEXT.endsWith(fixed.slice(end)), `the caret stands at ${end}`);
    assert.ok(await tab.evaluate(() => document.activeElement?.id === 'box'), 'the focus is not in the box');

    await tab.press('Control+z');
    await until('the old text after one undo', () => textOf(tab, '#box'), (text) => text === TEXT);
    if (state) {
      await until('the old text in the state', () => tab.evaluate(state), (text) => text === TEXT);
      await tab.evaluate(() => window.render());
      assert.equal(await textOf(tab, '#box'), TEXT);
    }
    await untilWords(tab, [NAME]);
  });

  test(`in ${kind} Enter takes the focused fix`, async (scene) => {
    const tab = await risky(scene, page);
    await setCaret(tab, '#box', 4);
    await tab.press('Alt+Shift+C');
    await until('a focused fix', async () => (await buttons(tab)).find(({ words, focused }) => focused && FIX.test(words)));
    await tab.press('Enter');
    const fixed = await until('the fix in the box', () => textOf(tab, '#box'), (text) => text !== TEXT);
    assert.ok(!fixed.includes(NAME));
    assert.ok(!fixed.includes('\n'), 'the Enter went into the box, too');
    await until('the focus back in the box', () => tab.evaluate(() => document.activeElement?.id === 'box'));
    // What is typed next goes on where the caret is.
    const [at] = await caret(tab, '#box');
    await tab.type('x');
    assert.equal(await textOf(tab, '#box'), `${fixed.slice(0, at)}x${fixed.slice(at)}`);
  });
}

test('fixes one after the other leave a text without underlines', async (scene) => {
  const tab = await scene.open('reply', { host: 'business.google.com' });
  await write(tab, '#reply', 'Hi Dana, thanks for coming in. ');
  let left = (await untilWords(tab, ['Dana', 'thanks for coming in'], '#reply')).length;
  while (left > 0) {
    const before = await textOf(tab, '#reply');
    await tab.press('Alt+Shift+C');
    await pressButton(tab, FIX);
    await until('a changed text', () => textOf(tab, '#reply'), (text) => text !== before);
    left = (await until('fewer underlines', () => marks(tab, '#reply'), (seen) => seen.length < left)).length;
  }
  await untilState(tab, 'checked');
});

async function risky(scene, page) {
  const tab = await scene.open(page);
  await write(tab, '#box', TEXT);
  await untilWords(tab, [NAME]);
  return tab;
}
