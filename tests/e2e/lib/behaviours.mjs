// What must hold in every editor, in the order in which one page goes through it. Each is a column of MATRIX.md.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Desk } from './desk.mjs';
import { NUMBER, OTHER, RISKY } from './texts.mjs';
import { until } from './until.mjs';

const THIRD = '520-00-4473';
const NAME = 'Mrs. Alvarez';
const PRAISE = `${NAME}, we are glad to hear it.`;
const FILLER = 'A sentence about nothing that wraps over the edge of the box at some point. ';
const FIX = /^(Write: |Leave it out)/;
/** Longer than the pause after which a half-typed word is judged. */
const PAUSE = 750;
const READING = 1050;

export const BEHAVIOURS = [
  { id: 'nodes', title: 'no node, class or attribute', run: untouched },
  { id: 'type', title: 'typing', run: typing },
  { id: 'delete', title: 'deleting', run: deleting },
  { id: 'paste', title: 'cut and paste', run: pasting },
  { id: 'enter', title: 'Enter', run: lines },
  { id: 'text', title: 'own text', run: ownText },
  { id: 'undo', title: 'undo', run: undoing },
  { id: 'ime', title: 'IME', run: composing },
  { id: 'scroll', title: 'scroll', run: scrolling },
  { id: 'resize', title: 'resize', run: resizing },
  { id: 'zoom', title: 'zoom', run: zooming },
  { id: 'font', title: 'font', run: otherFont },
  { id: 'rtl', title: 'right to left', run: rightToLeft },
  { id: 'fix', title: 'fix in own state', run: fixing },
  { id: 'back', title: 'one undo', run: takingBack },
  { id: 'caret', title: 'caret stays', run: caretStays },
  { id: 'copy', title: 'refused: copy', run: refusing },
];

/** What has been typed: exactly the words, then the same words after more was typed before them. */
async function typing(desk) {
  await desk.fill('');
  await desk.type(RISKY);
  await desk.lined([NUMBER]);
  await desk.untilText(RISKY);
}

/** The same steps in the same page without Curbside leave the same nodes. Editors count their nodes: so the page is fresh. */
async function untouched(desk, scene) {
  if (desk.isUsed) await desk.renew();
  desk.isUsed = true;
  await desk.fill('');
  await desk.type(RISKY);
  await desk.lined([NUMBER]);
  await desk.press('Alt+Shift+C');
  await desk.untilButton(/Wrong/);
  await desk.press('Escape');
  await desk.untilFocus();
  // Before another tab takes the focus.
  const here = await desk.markup();
  const without = await Desk.open(scene, desk.editor, { listed: false });
  try {
    await without.fill('');
    await without.type(RISKY);
    await without.untilText(RISKY);
    assert.deepEqual(await without.ask(() => document.querySelectorAll('[data-curbside-state]').length), 0);
    // Trix writes the last letter into its form a moment after it shows it.
    await until('the same nodes', () => without.markup(), (there) => there === here).catch(() => {});
    assert.equal(here, await without.markup());
  } finally {
    await without.tab.close();
    await desk.tab.front();
  }
}

async function deleting(desk) {
  await desk.fill('');
  await desk.type(`${RISKY} Also ${OTHER}`);
  await desk.lined([NUMBER, OTHER]);
  await desk.press('Backspace');
  await desk.press('Backspace');
  await desk.lined([NUMBER]);
  await desk.type('72.');
  await desk.lined([NUMBER, OTHER]);
  await desk.untilText(`${RISKY} Also ${OTHER}.`);
}

async function pasting(desk) {
  await desk.fill(RISKY);
  await desk.lined([NUMBER]);
  await desk.all();
  await desk.press('Control+x');
  await desk.untilText('');
  await desk.lined([]);
  await desk.press('Control+v');
  await desk.untilText(RISKY);
  await desk.lined([NUMBER]);
}

async function lines(desk) {
  await desk.fill(RISKY);
  await desk.lined([NUMBER]);
  const [[before]] = await desk.places([NUMBER]);
  await desk.home();
  await desk.press('Enter');
  await until('the words a line lower', async () => (await desk.places([NUMBER]))[0][0]?.y > before.y + 10);
  await desk.lined([NUMBER]);
  await desk.end();
  await desk.press('Enter');
  await desk.type(`Also ${OTHER}.`);
  await desk.lined([NUMBER, OTHER]);
  // How many breaks make an empty line is each editor's own business.
  const folded = (text) => text.replace(/\n+/g, '\n');
  await until('the lines in the editor’s own text', () => desk.text(), (text) => folded(text) === `\n${RISKY}\nAlso ${OTHER}.`);
}

/** The findings are those of the editor's own text: a line break too many or too few would change them. */
async function ownText(desk) {
  const isOneLine = 'enter' in (desk.editor.not ?? {});
  const parts = ['Hi Mrs. Alvarez,', 'The form says 518-00-', '4471, thanks for coming in on Tuesday.', '', 'Dear Mr. Okafor,', `${NUMBER} is on file for 12 Elm`, 'Street is closed.'];
  await desk.fill(parts.join(isOneLine ? ' ' : '\n'));
  const own = await desk.text();
  await desk.lined(await findings(own));
}

/** Whatever an undo brings, its words are the underlined ones. */
async function undoing(desk) {
  await desk.fill(RISKY);
  await desk.type(' Note');
  await desk.type(` ${THIRD}.`);
  await desk.lined([NUMBER, THIRD]);
  const whole = await desk.text();
  let text = whole;
  for (let presses = 0; text.includes(THIRD) && presses < 40; presses += 1) {
    await desk.press('Control+z');
    text = await desk.text();
  }
  assert.ok(!text.includes(THIRD), 'undo did nothing');
  await desk.lined(await findings(text));
}

/** Nothing is judged while a word is being composed, and all of it once it stands. */
async function composing(desk) {
  await desk.fill(RISKY);
  await desk.lined([NUMBER]);
  await desk.type(' ');
  const composed = `see ${OTHER} now`;
  await desk.tab.compose(composed, desk.frame);
  await until('the composed words in the box', async () => plain(await desk.onScreen()).includes(composed));
  // Nothing can be waited for where nothing may happen: this is the time in which it would have.
  await new Promise((done) => setTimeout(done, PAUSE));
  assert.deepEqual(await desk.words(), [NUMBER]);
  await desk.tab.commit(composed, desk.frame);
  await desk.lined([NUMBER, OTHER]);
  await desk.untilText(`${RISKY} ${composed}`);
}

async function scrolling(desk) {
  await desk.fill(`${FILLER.repeat(6)}${RISKY}`);
  await desk.lined([NUMBER]);
  const [[before]] = await desk.places([NUMBER]);
  const moved = await desk.ask(() => {
    const box = window.editor.box();
    const scrolls = (element) => element.scrollHeight > element.clientHeight + 4 && /auto|scroll/.test(getComputedStyle(element).overflowY);
    if (box.localName === 'input') return (box.scrollLeft -= 20) > 0;
    for (let element = box; element; element = element.parentElement) {
      if (scrolls(element)) {
        element.scrollTop = element.scrollTop > 20 ? element.scrollTop - 20 : element.scrollTop + 20;
        return true;
      }
    }
    document.documentElement.style.paddingBottom = '2000px';
    scrollBy(0, 20);
    return scrollY > 0;
  });
  assert.ok(moved, 'nothing scrolls here');
  await until('other places', async () => { const [[box]] = await desk.places([NUMBER]); return box && (box.y !== before.y || box.x !== before.x); });
  await desk.lined([NUMBER]);
  await desk.ask(() => {
    scrollTo(0, 0);
    document.documentElement.style.paddingBottom = '';
  });
}

/** Does something to the page, sees the words move and the lines with them, and takes it back. */
async function during(desk, change, restore) {
  await desk.fill(`${FILLER}${RISKY}`);
  await desk.lined([NUMBER]);
  const before = JSON.stringify(await desk.places([NUMBER]));
  try {
    await change();
    await until('the words in another place', async () => JSON.stringify(await desk.places([NUMBER])) !== before);
    await desk.lined([NUMBER]);
  } finally {
    await restore();
  }
  await desk.lined([NUMBER]);
}

/** A narrower box, in which the words of most stand elsewhere. */
async function resizing(desk) {
  await desk.fill(`${FILLER}${RISKY}`);
  await desk.lined([NUMBER]);
  const width = () => desk.ask(() => window.editor.box().getBoundingClientRect().width);
  const before = await width();
  // Some follow what is around them, some only what is said of the box itself.
  const narrow = (width) => desk.ask((value) => { for (const element of [document.body, window.editor.box()]) element.style.width = value; }, width);
  await narrow('360px');
  try {
    await until('a narrower box', async () => (await width()) < before);
    await desk.lined([NUMBER]);
  } finally {
    await narrow('');
  }
  await desk.lined([NUMBER]);
}

async function zooming(desk) {
  await during(
    desk,
    () => desk.ask(() => void (document.documentElement.style.zoom = '1.25')),
    () => desk.ask(() => void (document.documentElement.style.zoom = '')),
  );
  // The browser's own zoom: more pixels to each of the page's, and a narrower page.
  await desk.tab.zoom(1.5);
  try {
    await desk.lined([NUMBER]);
    await desk.type(` Also ${OTHER}.`);
    await desk.lined([NUMBER, OTHER]);
  } finally {
    await desk.tab.zoom(1);
  }
  await desk.lined([NUMBER, OTHER]);
}

function otherFont(desk) {
  return during(
    desk,
    () => desk.ask(() => window.editor.box().style.setProperty('font', '20px/30px monospace', 'important')),
    () => desk.ask(() => window.editor.box().style.removeProperty('font')),
  );
}

function rightToLeft(desk) {
  return during(
    desk,
    () => desk.ask(() => { for (const element of [document.documentElement, window.editor.box()]) element.dir = 'rtl'; }),
    () => desk.ask(() => { for (const element of [document.documentElement, window.editor.box()]) element.removeAttribute('dir'); }),
  );
}

async function fixing(desk) {
  await desk.fill('');
  await desk.type(PRAISE);
  await desk.lined([NAME]);
  desk.fixed = await takeFix(desk);
  assert.ok(!desk.fixed.includes(NAME), 'the name is still in the editor’s own text');
  assert.ok(desk.fixed.endsWith('we are glad to hear it.'), 'the fix changed more than it said');
  await desk.lined([]);
  await until('what the editor holds on the screen', () => desk.onScreen(), (text) => plain(text) === plain(desk.fixed));
}

/** After the fix of the behaviour before. */
async function takingBack(desk) {
  assert.ok(desk.fixed, 'there was no fix to undo');
  await desk.untilFocus();
  await desk.press('Control+z');
  await desk.untilText(PRAISE);
  await desk.lined([NAME]);
}

/** The caret was at the end, far from the words, and is there when the card has closed and when a fix was taken. */
async function caretStays(desk) {
  await desk.fill('');
  await desk.type(PRAISE);
  await desk.lined([NAME]);
  await desk.press('Alt+Shift+C');
  await desk.untilButton(FIX);
  await desk.press('Escape');
  await desk.untilFocus();
  await desk.type(' So.');
  await desk.untilText(`${PRAISE} So.`);
  await desk.lined([NAME]);
  const fixed = await takeFix(desk);
  await desk.type(' More');
  await desk.untilText(`${fixed} More`);
}

/** An editor that takes back whatever was not typed keeps its text, and the better words are offered for copying. */
async function refusing(desk) {
  await desk.fill('');
  await desk.type(PRAISE);
  await desk.lined([NAME]);
  await desk.ask((wanted) => {
    const stop = (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    const asked = ['beforeinput', 'paste', 'textInput'];
    for (const name of asked) addEventListener(name, stop, true);
    // Whatever came in by another door (BROWSER: in Chromium a command is announced to nobody before it is done) goes again.
    const back = async () => (await window.editor.text()) !== wanted && window.editor.fill(wanted);
    const watcher = new MutationObserver(back);
    watcher.observe(window.editor.box(), { subtree: true, childList: true, characterData: true });
    addEventListener('input', back, true);
    window.accept = () => {
      for (const name of asked) removeEventListener(name, stop, true);
      removeEventListener('input', back, true);
      watcher.disconnect();
    };
  }, PRAISE);
  try {
    await desk.press('Alt+Shift+C');
    await desk.pressButton(FIX);
    await desk.untilButton(/^Copy: /);
    await desk.untilText(PRAISE);
  } finally {
    await desk.ask(() => window.accept());
  }
}

async function takeFix(desk) {
  const before = await desk.text();
  // Quill's undo takes what happens within a second for one step; nobody reads a card faster than that.
  await new Promise((done) => setTimeout(done, READING));
  await desk.press('Alt+Shift+C');
  await desk.pressButton(FIX);
  await until('the fix in the editor’s own text', () => desk.text(), (text) => text !== before);
  await until('the card gone', async () => !(await desk.buttons()).some(({ words }) => /Wrong/.test(words)));
  await desk.untilFocus();
  return desk.text();
}

const plain = (text) => text.replace(/[\u200b\ufeff]/g, '').replace(/\s+/g, ' ').trim();

let scanner;

/** The words that Curbside objects to in a text, asked of the same module outside of any page. */
async function findings(text) {
  scanner ??= await load();
  const found = scanner.check_text(text, 'post');
  const spans = (typeof found === 'string' ? JSON.parse(found) : found).map(({ start, end }) => [start, end]);
  return spans.sort(([one], [other]) => one - other).map(([start, end]) => text.slice(start, end));
}

async function load() {
  const folder = new URL('../../../dist/pkg/', import.meta.url);
  const module = await import(new URL('curbside.js', folder));
  await module.default({ module_or_path: await readFile(new URL('curbside_bg.wasm', folder)) });
  return module;
}
