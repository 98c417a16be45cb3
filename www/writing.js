// Puts a text into a box the way a person would: through the browser's own editing, so that the box hears `input` and
// one can undo it.

const STEP_MS = 24;
const LONGEST_MS = 1600;

const isStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

// The writing that is under way, if any: `finish()` puts in the rest at once.
let current = null;

/**
 * Replaces what stands in `box` by `text`, word by word so that one sees the underlines come. Any key or press ends the
 * show and puts in the rest at once: nobody has to wait, and no two writers share a caret.
 */
export function write(box, text) {
  current?.finish();
  box.focus({ preventScroll: true });
  selectAll(box);
  document.execCommand('delete');

  const words = text.match(/\s*\S+\s?/g) ?? [];
  const perStep = isStill() ? words.length : Math.max(1, Math.ceil(words.length / (LONGEST_MS / STEP_MS)));
  let timer = 0;
  const put = (count) => insert(box, words.splice(0, count).join(''));
  const finish = () => {
    clearTimeout(timer);
    window.removeEventListener('keydown', finish, true);
    window.removeEventListener('pointerdown', finish, true);
    current = null;
    if (words.length && document.activeElement === box) put(words.length);
  };
  const step = () => {
    if (document.activeElement !== box) return finish();
    put(perStep);
    if (words.length) timer = setTimeout(step, STEP_MS);
    else finish();
  };
  window.addEventListener('keydown', finish, true);
  window.addEventListener('pointerdown', finish, true);
  current = { finish };
  step();
}

/** Empties `box` without taking the focus. */
export function clear(box) {
  current?.finish();
  if (box.localName === 'textarea') box.value = '';
  else box.replaceChildren();
  box.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'deleteContent' }));
}

/** What stands in `box`, as its reader would see it. */
export const read = (box) => (box.localName === 'textarea' ? box.value : box.innerText).trim();

function selectAll(box) {
  if (box.localName === 'textarea') box.select();
  else getSelection().selectAllChildren(box);
}

function insert(box, text) {
  if (box.localName === 'textarea') {
    document.execCommand('insertText', false, text);
    return;
  }
  // BROWSER: a line break inside insertText is a space in Firefox, so each line of an editable goes in by itself.
  text.split('\n').forEach((line, at) => {
    if (at > 0) document.execCommand('insertLineBreak');
    if (line) document.execCommand('insertText', false, line);
  });
}
