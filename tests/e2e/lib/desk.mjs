// One editor's page under test: the same few verbs whatever the editor, in whatever frame or shadow root its box is.
// The page says how to ask it about itself (pages/editors/stage.js).
import { buttons, pressButton, shown } from './look.mjs';
import { until } from './until.mjs';

const NOTICE = 150;

export class Desk {
  constructor(tab, editor) {
    this.tab = tab;
    this.editor = editor;
    this.frame = editor.frame;
  }

  /** Opens the editor's page; under an unlisted name Curbside is not there. */
  static async open(scene, editor, { listed = true } = {}) {
    const host = listed ? 'www.facebook.com' : 'unlisted.example';
    const query = [editor.query, listed ? '' : 'at=elsewhere.example'].filter(Boolean).join('&');
    const desk = new Desk(await scene.open(`editors/${editor.page}`, { host, query }), editor);
    await desk.#appear();
    return desk;
  }

  /** The same page, loaded again. */
  async renew() {
    await this.tab.goto(this.tab.url());
    await this.#appear();
  }

  async #appear() {
    if (this.editor.press) await this.tab.page.click(this.editor.press);
    await until('the editor', () => this.ask(() => Boolean(window.editor?.box())).catch(() => false));
  }

  ask = (look, arg) => this.tab.evaluate(look, arg, this.frame);

  /** The text in the editor's own model. */
  text = () => this.ask(() => window.editor.text());

  untilText = (wanted) => until(`${JSON.stringify(wanted)} in the editor’s own text`, () => this.text(), (text) => text === wanted);

  /** Puts another text into the editor as a script would, and the caret at its end as a person would. */
  async fill(text) {
    await this.ask((wanted) => window.editor.fill(wanted), text);
    await this.untilText(text);
    await this.enter();
    await this.end();
  }

  /** Puts the caret into the box with the mouse. */
  async enter() {
    const [box, origin] = await Promise.all([
      this.ask(() => {
        // What can be seen of it: it may be scrolled.
        const box = window.editor.box();
        let { x, y, bottom } = box.getBoundingClientRect();
        for (let around = box.parentElement; around && around.localName !== 'dialog' && around !== document.body; around = around.parentElement) {
          const { top, bottom: end } = around.getBoundingClientRect();
          [y, bottom] = [Math.max(y, top), Math.min(bottom, end)];
        }
        return { x: x + 30, y: y + Math.min(20, (bottom - y) / 2) };
      }),
      this.tab.originOf(this.frame),
    ]);
    await this.tab.mouse.click(box.x + origin.x, box.y + origin.y);
    await this.untilFocus();
  }

  untilFocus = () =>
    until('the focus in the box', () =>
      this.ask(() => {
        const box = window.editor.box();
        return document.hasFocus() && box.contains(box.getRootNode().activeElement);
      }),
    );

  home = () => this.#select('Control+Home');
  end = () => this.#select('Control+End');
  all = () => this.#select('Control+a');

  /** Editors hear of a selection a moment after it is made (Slate: 100 ms); nobody presses the next key sooner. */
  async #select(keys) {
    await this.tab.press(keys);
    await new Promise((done) => setTimeout(done, NOTICE));
  }

  type = (text) => this.tab.type(text);
  press = (keys) => this.tab.press(keys);

  /** Every underline in the box: its words and the rectangles that it paints, in order of place. */
  marks = () =>
    this.tab.inRoots(
      (roots) => {
        const field = window.editor.box();
        const found = [];
        const boxes = (list) => Array.from(list, ({ x, y, width, height }) => ({ x, y, width, height })).filter(({ width }) => width > 0);
        const offset = (root, put) => {
          const before = new Range();
          before.setStart(root, 0);
          put(before);
          return before.toString().length;
        };
        for (const severity of ['block', 'warn', 'note']) {
          const name = `curbside-${severity}`;
          for (const range of CSS.highlights?.get(name) ?? []) {
            if (range.startContainer === undefined) {
              // Chromium's OpaqueRange, inside the text box.
              const { startOffset: start, endOffset: end } = range;
              found.push({ start, words: field.value.slice(start, end), rects: boxes(range.getClientRects()) });
            } else if (range.startContainer && field.contains(range.startContainer)) {
              const start = offset(field, (before) => before.setEnd(range.startContainer, range.startOffset));
              found.push({ start, words: range.toString(), rects: boxes(range.getClientRects()) });
            }
          }
          for (const part of roots.flatMap((root) => Array.from(root.querySelectorAll(`[part~="${name}"]`)))) {
            const start = offset(part.parentNode, (before) => before.setEndBefore(part));
            found.push({ start, words: part.textContent, rects: boxes(part.getClientRects()) });
          }
        }
        return found.filter(({ words }) => words !== '').sort((one, other) => one.start - other.start);
      },
      undefined,
      this.frame,
    );

  words = async () => (await this.marks()).map((mark) => mark.words);

  /** Waits until exactly these words are underlined, in order, and each line stands under its words. */
  async lined(words) {
    const wanted = JSON.stringify(words);
    await until(`underlines on ${wanted}`, () => this.words(), (seen) => JSON.stringify(seen) === wanted);
    await until(`underlines under ${wanted}`, () => this.misplaced(words), (far) => far < 1.5);
  }

  /** How many pixels the worst underline is off its words. */
  async misplaced(words) {
    const [marks, places] = await Promise.all([this.marks(), this.places(words)]);
    if (marks.length !== words.length) return Infinity;
    let worst = 0;
    marks.forEach((mark, at) => {
      if (mark.rects.length !== places[at].length) return (worst = Infinity);
      places[at].forEach((box, line) => {
        const is = mark.rects[line];
        // The height of a mark is its own choice; its left, its right and its line are not.
        const off = [is.x - box.x, is.x + is.width - box.x - box.width, (is.y + is.height / 2 - box.y - box.height / 2) / 2];
        worst = Math.max(worst, ...off.map(Math.abs));
      });
    });
    return worst;
  }

  /** Where words stand on screen, each looked for after the one before it, measured without Curbside. */
  places = (words) =>
    this.ask((wanted) => {
      const field = window.editor.box();
      const boxes = (range) => Array.from(range.getClientRects(), ({ x, y, width, height }) => ({ x, y, width, height })).filter(({ width }) => width > 0);
      const twin = /^(textarea|input)$/.test(field.localName) ? copy(field) : undefined;
      const nodes = [];
      const walker = document.createTreeWalker(twin ?? field, NodeFilter.SHOW_TEXT);
      let text = '';
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        nodes.push({ node, start: text.length });
        text += node.data;
      }
      let from = 0;
      const found = wanted.map((word) => {
        const start = text.indexOf(word, from);
        if (start < 0) return [];
        from = start + word.length;
        const range = new Range();
        const at = (offset, isEnd) => nodes.findLast((it) => (isEnd ? it.start < offset : it.start <= offset));
        const [first, last] = [at(start, false), at(from, true)];
        range.setStart(first.node, start - first.start);
        range.setEnd(last.node, from - last.start);
        return boxes(range);
      });
      twin?.remove();
      return found;

      // A text box copied into an element with the same styles, of which ranges can be measured.
      function copy(box) {
        const style = getComputedStyle(box);
        const single = box.localName === 'input';
        const rect = box.getBoundingClientRect();
        const scale = rect.width / box.offsetWidth;
        const same = ['direction', 'font', 'letterSpacing', 'textTransform', 'tabSize', 'textIndent', 'padding', 'border', 'boxSizing', 'lineHeight', 'overflowWrap'];
        const div = document.createElement('div');
        for (const key of same) div.style[key] = style[key];
        // The scroll bar of the box takes its share of the width.
        const bar = single ? 0 : box.offsetWidth - box.clientWidth - 2 * parseFloat(style.borderLeftWidth);
        Object.assign(div.style, {
          position: 'fixed', left: `${rect.x / scale}px`, top: `${rect.y / scale}px`, margin: 0, overflow: 'hidden',
          width: `${box.offsetWidth - bar}px`, height: `${box.offsetHeight}px`, whiteSpace: single ? 'pre' : 'pre-wrap', overflowWrap: 'break-word',
        });
        if (style.direction === 'rtl' && bar > 0) div.style.left = `${rect.x / scale + bar}px`;
        if (single) div.style.lineHeight = `${box.offsetHeight - 2 * parseFloat(style.paddingTop) - 2 * parseFloat(style.borderTopWidth)}px`;
        div.append(box.value, '\u200b');
        document.body.append(div);
        div.scrollTop = box.scrollTop;
        div.scrollLeft = box.scrollLeft;
        return div;
      }
    }, words);

  /** What a person reads in the box. */
  onScreen = () =>
    this.ask(() => {
      const box = window.editor.box();
      return /^(textarea|input)$/.test(box.localName) ? box.value : box.innerText;
    });

  /** What stands in the page where the editor is: every node, class and attribute of it. */
  markup = () =>
    this.ask(() => {
      const box = window.editor.box();
      const isAlone = /^(textarea|input)$/.test(box.localName) || box === document.body || box.getRootNode() !== document;
      return isAlone ? box.outerHTML : box.parentElement.outerHTML;
    });

  buttons = () => buttons(this.tab, this.frame);
  shown = () => shown(this.tab, this.frame);
  pressButton = (pattern) => pressButton(this.tab, pattern, this.frame);
  untilButton = (pattern) => until(`a button ${pattern}`, async () => (await this.buttons()).some(({ words }) => pattern.test(words)));
}
