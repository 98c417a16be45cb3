// An underline stands exactly on its words: the words themselves, their place in the text, the rectangles on screen
// and the painted pixels.
import assert from 'node:assert/strict';
import { test } from '../lib/suite.mjs';
import { enter, marks, measured, setCaret, states, textOf, untilCount, untilState, untilWords, write } from '../lib/look.mjs';
import { paintedColumns } from '../lib/png.mjs';
import { ISSUE, NUMBER, OTHER, RISKY, TWICE } from '../lib/texts.mjs';
import { until } from '../lib/until.mjs';

const FIELDS = [
  { page: 'textarea', kind: 'a text area' },
  { page: 'input', kind: 'a one-line input' },
  { page: 'editable', kind: 'a contenteditable' },
  { page: 'react', kind: 'a React text area' },
];

test('the reply of the issue gets five findings and the chip says so', async (scene) => {
  const tab = await scene.open('reply', { host: 'business.google.com' });
  await write(tab, '#reply', ISSUE);
  await untilState(tab, 'findings');
  const found = await untilCount(tab, 5, '#reply');
  const words = found.map((mark) => mark.words);
  for (const wanted of ['Dana', 'for coming', 'last Tuesday', 'crown', 'Delta']) {
    assert.ok(words.some((one) => one.includes(wanted)), `no underline holds “${wanted}”: ${JSON.stringify(words)}`);
  }
});

test('a chip says checked when nothing is found', async (scene) => {
  const tab = await scene.open('reply', { host: 'business.google.com' });
  await write(tab, '#reply', 'Thank you for the kind words. ');
  await untilState(tab, 'checked');
  assert.deepEqual(await marks(tab, '#reply'), []);
});

for (const { page, kind } of FIELDS) {
  test(`in ${kind} the underlines stand exactly on the words`, async (scene) => {
    const tab = await scene.open(page);
    await write(tab, '#box', TWICE);
    await untilWords(tab, [NUMBER, OTHER]);
    await assertPlaces(tab, [TWICE.indexOf(NUMBER), TWICE.indexOf(OTHER)]);
  });

  test(`in ${kind} underlines survive typing before, inside and after`, async (scene) => {
    const tab = await scene.open(page);
    await write(tab, '#box', RISKY);
    await untilWords(tab, [NUMBER]);

    await setCaret(tab, '#box', 0);
    await tab.type('Note: ');
    await until('the underline to move along', () => marks(tab), (seen) => seen.length === 1 && seen[0].start === RISKY.indexOf(NUMBER) + 6);
    assert.equal((await marks(tab))[0].words, NUMBER);
    await assertPlaces(tab, [RISKY.indexOf(NUMBER) + 6]);

    const inside = RISKY.indexOf(NUMBER) + 6 + 5;
    await setCaret(tab, '#box', inside);
    await tab.type('x');
    assert.equal(await textOf(tab, '#box'), `Note: ${RISKY.replace('518-00', '518-0x0')}`);
    await until('no underline on a number that is none', () => marks(tab), (seen) => seen.length === 0);
    await tab.press('Backspace');
    await untilWords(tab, [NUMBER]);

    await tab.press('End');
    await tab.type(` Another says ${OTHER}.`);
    await untilWords(tab, [NUMBER, OTHER]);
    const text = await textOf(tab, '#box');
    await assertPlaces(tab, [text.indexOf(NUMBER), text.indexOf(OTHER)]);
  });

  test(`in ${kind} emoji before the words shift nothing`, async (scene) => {
    const tab = await scene.open(page);
    const text = `😀👩🏽‍⚕️ né 🇺🇸 ${TWICE} 🦷`;
    await write(tab, '#box', text);
    await untilWords(tab, [NUMBER, OTHER]);
    await assertPlaces(tab, [text.indexOf(NUMBER), text.indexOf(OTHER)]);
  });
}

for (const { page, kind } of FIELDS.filter((field) => field.page !== 'input')) {
  test(`in ${kind} underlines stand on the words across line breaks`, async (scene) => {
    const tab = await scene.open(page);
    await enter(tab, '#box');
    await tab.type('First line. 😀');
    await tab.press('Enter');
    await tab.press('Enter');
    await tab.type(TWICE);
    await tab.press('Enter');
    await tab.type('Last line. ');
    await untilWords(tab, [NUMBER, OTHER]);
    await assertRects(tab);

    // A break typed before the words moves them down a line.
    const [before] = await marks(tab);
    await setCaret(tab, '#box', 5);
    await tab.press('Enter');
    await until('the underline a line lower', () => marks(tab), (seen) => seen.length === 2 && seen[0].rects[0]?.y > before.rects[0].y + 20);
    await untilWords(tab, [NUMBER, OTHER]);
    await assertRects(tab);
  });

  test(`in ${kind} underlines follow wrapping and scrolling`, async (scene) => {
    const tab = await scene.open(page);
    const filler = 'A sentence about nothing that wraps over the edge of the box at some point. ';
    const text = `${filler.repeat(6)}${TWICE}`;
    await write(tab, '#box', text);
    await untilWords(tab, [NUMBER, OTHER]);
    const scrolled = await tab.evaluate(() => document.querySelector('#box').scrollTop);
    assert.ok(scrolled > 0, 'the box did not scroll to its caret');
    await assertPlaces(tab, [text.indexOf(NUMBER), text.indexOf(OTHER)]);
    await tab.evaluate(() => (document.querySelector('#box').scrollTop -= 30));
    await until('underlines where the words went', () => misplaced(tab), (far) => far < 1.5);
  });
}

for (const { page, kind } of FIELDS.slice(0, 3)) {
  test(`in ${kind} the line is painted under the words and nowhere else`, async (scene) => {
    const tab = await scene.open(page);
    await write(tab, '#box', RISKY);
    await untilWords(tab, [NUMBER]);
    const start = RISKY.indexOf(NUMBER);
    const [box] = await measured(tab, '#box', start, start + NUMBER.length);
    // From the words' middle to just under them, over the whole text: the only colour there is the line's.
    const clip = { x: 60, y: Math.floor(box.y), width: 480, height: Math.ceil(box.height) + 4 };
    await tab.evaluate(() => document.querySelector('#box').style.setProperty('caret-color', 'transparent'));
    const columns = await until('a painted line', async () => paintedColumns(await tab.screenshot({ clip })), (seen) => seen.length > 20);
    assert.ok(Math.abs(clip.x + columns[0] - box.x) <= 2, `the line begins at ${clip.x + columns[0]}, the words at ${box.x}`);
    const end = clip.x + columns.at(-1) + 1;
    assert.ok(Math.abs(end - (box.x + box.width)) <= 2, `the line ends at ${end}, the words at ${box.x + box.width}`);
  });
}

test('a text set by a script is judged like a typed one', async (scene) => {
  const tab = await scene.open('textarea');
  await write(tab, '#box', 'Hello there. ');
  await untilState(tab, 'checked');
  await tab.evaluate((text) => {
    const box = document.querySelector('#box');
    box.value = text;
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, TWICE);
  await untilWords(tab, [NUMBER, OTHER]);
});

test('a text that was there before the focus is judged on focus', async (scene) => {
  const tab = await scene.open('textarea');
  await tab.evaluate((text) => (document.querySelector('#box').value = text), TWICE);
  await enter(tab, '#box');
  await untilWords(tab, [NUMBER, OTHER]);
});

test('a word under the caret is judged when it ends or after a pause, not while it is typed', async (scene) => {
  const tab = await scene.open('textarea');
  await tab.evaluate(() => {
    const size = () => ['block', 'warn', 'note'].reduce((sum, name) => sum + (CSS.highlights.get(`curbside-${name}`)?.size ?? 0), 0);
    const marked = () => size() > 0 || document.querySelector('[data-curbside-state=findings]') !== null;
    addEventListener('keydown', (event) => (window.typed = event.timeStamp), true);
    const look = () => (marked() ? (window.judged ??= performance.now()) : requestAnimationFrame(look));
    look();
  });
  // No boundary follows the number: only the pause may bring the underline, and it must.
  await write(tab, '#box', `The form says ${NUMBER}`);
  await untilWords(tab, [NUMBER]);
  const waited = await tab.evaluate(() => window.judged - window.typed);
  assert.ok(waited >= 500, `judged ${waited} ms after the last key`);
  await tab.type(', as you know');
  await untilWords(tab, [NUMBER]);
});

test('passwords, card numbers, numbers and read-only boxes are left alone', async (scene) => {
  const tab = await scene.open('private');
  for (const selector of ['#password', '#card', '#number']) {
    await enter(tab, selector);
    await tab.type('5180044711');
  }
  await enter(tab, '#readonly');
  // The sign that everything before had its chance: the box that is watched has its chip.
  await write(tab, '#box', RISKY);
  await untilState(tab, 'findings');
  assert.deepEqual(await states(tab), ['findings']);
});

async function assertPlaces(tab, starts) {
  const found = await marks(tab);
  assert.deepEqual(found.map((mark) => mark.start), starts);
  await assertRects(tab);
}

const assertRects = (tab) => until('underlines where the words stand', () => misplaced(tab), (far) => far < 1.5);

/** How many pixels the worst underline is off its words. */
async function misplaced(tab) {
  let worst = 0;
  for (const mark of await marks(tab)) {
    const wanted = await measured(tab, '#box', mark.start, mark.start + mark.words.length);
    if (wanted.length !== mark.rects.length) return Infinity;
    wanted.forEach((box, at) => {
      const is = mark.rects[at];
      // The height of a mark is its own choice; its left, its right and its line are not.
      const off = [is.x - box.x, is.x + is.width - box.x - box.width, (is.y + is.height / 2 - box.y - box.height / 2) / 2];
      worst = Math.max(worst, ...off.map(Math.abs));
    });
  }
  return worst;
}
