// How the tests see what Curbside shows: through the contract (names of highlights, the state attribute of a chip) and
// through the eyes of a person (words and rectangles in the closed shadow roots), never through classes of ours.
import { until } from './until.mjs';

/** The gate's title, in the languages that it speaks. */
export const GATE = /Before this goes out|Antes de que esto salga/;

/** The state of every chip in the document. */
export const states = (tab, frame) =>
  tab.evaluate(() => Array.from(document.querySelectorAll('[data-curbside-state]'), (host) => host.dataset.curbsideState), undefined, frame);

export const untilState = (tab, state, frame) =>
  until(`a chip that says ${state}`, () => states(tab, frame), (seen) => seen.includes(state));

/**
 * Every underline in the field: its severity, the exact words, where they begin in the field's text and the rectangles
 * that it paints. In order of place.
 */
export const marks = (tab, selector = '#box, #reply', frame) =>
  tab.inRoots(
    (roots, wanted) => {
      const field = document.querySelector(wanted);
      const found = [];
      const boxes = (list) => Array.from(list, ({ x, y, width, height }) => ({ x, y, width, height })).filter(({ width }) => width > 0);
      for (const severity of ['block', 'warn', 'note']) {
        const name = `curbside-${severity}`;
        for (const range of CSS.highlights?.get(name) ?? []) {
          if ('value' in field && range.startContainer === undefined) {
            // Chromium's OpaqueRange, inside the text box.
            const { startOffset: start, endOffset: end } = range;
            found.push({ severity, start, words: field.value.slice(start, end), rects: boxes(range.getClientRects()) });
          } else if (range.startContainer && field.contains(range.startContainer)) {
            const before = new Range();
            before.setStart(field, 0);
            before.setEnd(range.startContainer, range.startOffset);
            found.push({ severity, start: before.toString().length, words: range.toString(), rects: boxes(range.getClientRects()) });
          }
        }
        for (const root of roots) {
          for (const part of root.querySelectorAll(`[part~="${name}"]`)) {
            const before = new Range();
            before.setStart(part.parentNode, 0);
            before.setEndBefore(part);
            found.push({ severity, start: before.toString().length, words: part.textContent, rects: boxes(part.getClientRects()) });
          }
        }
      }
      return found.filter(({ words }) => words !== '').sort((one, other) => one.start - other.start);
    },
    selector,
    frame,
  );

/** Waits until the underlined words are exactly `words`, in order. */
export const untilWords = (tab, words, selector, frame) =>
  until(
    `underlines on ${JSON.stringify(words)}`,
    async () => (await marks(tab, selector, frame)).map((mark) => mark.words),
    (seen) => JSON.stringify(seen) === JSON.stringify(words),
  );

/** Waits until there are `count` underlines and gives them. */
export const untilCount = (tab, count, selector, frame) =>
  until(`${count} underlines`, () => marks(tab, selector, frame), (seen) => seen.length === count);

/**
 * Where the characters from `start` to `end` of a field stand on screen, measured without Curbside: a text box is
 * copied into an element with the same styles, of which ranges can be measured, and the copy is removed at once.
 */
export const measured = (tab, selector, start, end) =>
  tab.evaluate(
    ([wanted, from, to]) => {
      const field = document.querySelector(wanted);
      const boxes = (range) => Array.from(range.getClientRects(), ({ x, y, width, height }) => ({ x, y, width, height })).filter(({ width }) => width > 0);
      const range = new Range();
      if (!('value' in field)) {
        place(field, from, (node, at) => range.setStart(node, at));
        place(field, to, (node, at) => range.setEnd(node, at));
        return boxes(range);
      }
      const style = getComputedStyle(field);
      const twin = document.createElement('div');
      for (const key of ['font', 'letterSpacing', 'textTransform', 'tabSize', 'textIndent', 'padding', 'border', 'boxSizing', 'lineHeight', 'overflowWrap']) twin.style[key] = style[key];
      const inside = field.getBoundingClientRect();
      const single = field.localName === 'input';
      Object.assign(twin.style, {
        position: 'fixed', left: `${inside.x}px`, top: `${inside.y}px`, margin: 0, overflow: 'hidden',
        width: `${field.clientWidth + 2}px`, height: `${inside.height}px`, whiteSpace: single ? 'pre' : 'pre-wrap', overflowWrap: 'break-word',
      });
      if (single) twin.style.lineHeight = `${inside.height - 2 * parseFloat(style.paddingTop) - 2}px`;
      const text = document.createTextNode(field.value);
      twin.append(text);
      document.body.append(twin);
      twin.scrollTop = field.scrollTop;
      twin.scrollLeft = field.scrollLeft;
      range.setStart(text, from);
      range.setEnd(text, to);
      const found = boxes(range);
      twin.remove();
      return found;

      function place(root, offset, put) {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        let left = offset;
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          if (left <= node.length) return put(node, left);
          left -= node.length;
        }
        throw new Error('the field is shorter than that');
      }
    },
    [selector, start, end],
  );

/** The words that a person can read in what Curbside draws over the page, one string per closed root with words. */
export const shown = (tab, frame) =>
  tab.inRoots(
    (roots) =>
      roots
        .map((root) => {
          const texts = [];
          const walk = (node) => {
            if (node.nodeType === Node.TEXT_NODE) return void texts.push(node.data);
            if (node.nodeType !== Node.ELEMENT_NODE && node.nodeType !== Node.DOCUMENT_FRAGMENT_NODE) return;
            if (/^(style|script|template)$/.test(node.localName ?? '')) return;
            // The mirror repeats the field's own text and is not ours to read.
            if (node.nodeType === Node.ELEMENT_NODE && (!node.checkVisibility({ visibilityProperty: true }) || node.querySelector(':scope > [part^="curbside-"]'))) return;
            for (const child of node.childNodes) walk(child);
            if (node.nodeType === Node.ELEMENT_NODE && getComputedStyle(node).display !== 'inline') texts.push(' ');
          };
          walk(root);
          return texts.join('').replace(/\s+/g, ' ').trim();
        })
        .filter(Boolean),
    undefined,
    frame,
  );

export const untilShown = (tab, pattern, frame) =>
  until(`${pattern} on screen`, () => shown(tab, frame), (seen) => seen.some((text) => pattern.test(text)));

export const untilGone = (tab, pattern, frame) =>
  until(`${pattern} gone from the screen`, () => shown(tab, frame), (seen) => !seen.some((text) => pattern.test(text)));

/** Every button that Curbside shows: its words (or accessible name) and where its middle is. */
export const buttons = (tab, frame) =>
  tab.inRoots(
    (roots) =>
      roots.flatMap((root) =>
        Array.from(root.querySelectorAll('button, [role=button], summary, a[href]'))
          .filter((button) => button.checkVisibility({ visibilityProperty: true }))
          .map((button) => {
            const { x, y, width, height } = button.getBoundingClientRect();
            const words = `${button.getAttribute('aria-label') ?? ''} ${button.innerText ?? ''}`.replace(/\s+/g, ' ').trim();
            return { words, x: x + width / 2, y: y + height / 2, width, height, focused: root.activeElement === button, disabled: button.disabled };
          }),
      ),
    undefined,
    frame,
  );

/** Waits for a button with these words to stand still, and presses it with the mouse. */
export async function pressButton(tab, pattern, frame) {
  let last;
  const button = await until(
    `a button ${pattern}`,
    async () => (await buttons(tab, frame)).find(({ words, width, disabled }) => pattern.test(words) && width > 0 && !disabled),
    (seen) => {
      const still = seen && last && seen.x === last.x && seen.y === last.y;
      last = seen;
      return still;
    },
  );
  await pressAt(tab, button, frame);
}

/**
 * Answers the gate. It takes no answer in the first moment that it stands (nobody could have read it), so that the press
 * is repeated until it is gone; the answer itself is given once, for a gate that is gone cannot be pressed.
 */
export async function answerGate(tab, pattern, frame) {
  await untilShown(tab, GATE, frame);
  await until(
    `the gate to take ${pattern}`,
    async () => {
      if (!(await shown(tab, frame)).some((text) => GATE.test(text))) return true;
      const button = (await buttons(tab, frame)).find(({ words, width }) => pattern.test(words) && width > 0);
      if (button) await pressAt(tab, button, frame);
      return false;
    },
  );
}

/** Presses the mouse at a place of a document; the place of a frame in the page is added. */
async function pressAt(tab, { x, y }, frame) {
  const origin = await tab.originOf(frame);
  await tab.mouse.click(x + origin.x, y + origin.y);
}

/** Puts the caret into a field with the mouse, as a person does. */
export async function enter(tab, selector, frame) {
  const { x, y } = await tab.evaluate(
    (wanted) => {
      const box = document.querySelector(wanted).getBoundingClientRect();
      return { x: box.x + 20, y: box.y + Math.min(18, box.height / 2) };
    },
    selector,
    frame,
  );
  await pressAt(tab, { x, y }, frame);
  await until(`focus in ${selector}`, () => tab.evaluate((wanted) => document.activeElement === document.querySelector(wanted), selector, frame));
}

/** Goes into a field and types. */
export async function write(tab, selector, text, frame) {
  await enter(tab, selector, frame);
  await tab.type(text);
}

/** The field's own text. */
export const textOf = (tab, selector, frame) =>
  tab.evaluate(
    (wanted) => {
      const field = document.querySelector(wanted);
      return 'value' in field ? field.value : field.innerText;
    },
    selector,
    frame,
  );

/** Where the caret is: start and end, counted in the field's text. */
export const caret = (tab, selector, frame) =>
  tab.evaluate(
    (wanted) => {
      const field = document.querySelector(wanted);
      if ('value' in field) return [field.selectionStart, field.selectionEnd];
      const range = getSelection().getRangeAt(0);
      const before = new Range();
      before.setStart(field, 0);
      before.setEnd(range.startContainer, range.startOffset);
      return [before.toString().length, before.toString().length + range.toString().length];
    },
    selector,
    frame,
  );

/** Puts the caret at an offset of a text box. */
export const setCaret = (tab, selector, offset) =>
  tab.evaluate(
    ([wanted, at]) => {
      const field = document.querySelector(wanted);
      if ('value' in field) return field.setSelectionRange(at, at);
      const walker = document.createTreeWalker(field, NodeFilter.SHOW_TEXT);
      let left = at;
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (left <= node.length) return getSelection().collapse(node, left);
        left -= node.length;
      }
      throw new Error('the field is shorter than that');
    },
    [selector, offset],
  );

/** Waits until everything of ours that fades in or out has done so. */
export const untilStill = (tab) => until('an end of all movement', () => tab.inRoots((roots) => roots.flatMap((root) => root.getAnimations()).every(({ playState }) => playState === 'finished')));

export const sent = (tab, frame) => tab.evaluate(() => window.sent, undefined, frame);

/** Enters the box, fills it and presses the button in one task of the page: nothing is loaded, scanned or painted in between. */
export const sendAtOnce = (tab, text) =>
  tab.evaluate((wanted) => {
    const box = document.querySelector('#box');
    box.focus();
    box.value = wanted;
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    document.querySelector('#post').click();
  }, text);

export async function clickOn(tab, selector, frame) {
  const { x, y } = await tab.evaluate(
    (wanted) => {
      const target = document.querySelector(wanted);
      target.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      const box = target.getBoundingClientRect();
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    },
    selector,
    frame,
  );
  await pressAt(tab, { x, y }, frame);
}
