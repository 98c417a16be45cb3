// What every editor's page has in common. Import it first: editors draw ids and keys by lot, and a page must come out
// the same each time, so that a run with Curbside can be compared with one without it.
let state = 20_26;
Math.random = () => {
  state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
  return state / 2_147_483_648;
};

export const stage = document.getElementById('stage');
export const query = new URLSearchParams(location.search);

/** An element with properties and attributes, put on the stage. */
export function put(name, properties = {}, attributes = {}, parent = stage) {
  const element = Object.assign(document.createElement(name), properties);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  parent.append(element);
  return element;
}

/**
 * How a test asks an editor about itself:
 * `box()` the element that is typed into, `text()` the text in the editor's own model with a line feed between lines,
 * `fill(text)` puts another text into that model as the site's own script would.
 */
export const expose = (editor) => (window.editor = editor);

const isControl = (box) => /^(textarea|input)$/.test(box.localName);

/** The same for an element whose nodes are its only model. */
export const exposePlain = (box) =>
  expose({
    box: () => box,
    text: () => (isControl(box) ? box.value : box.innerText.replace(/\n$/, '')),
    fill(text) {
      if (!isControl(box)) return void (box.textContent = text);
      box.value = text;
      box.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    },
  });

/** A text area or a contenteditable with nothing to it, by name. */
export function plain(kind, parent = stage) {
  const label = { 'aria-label': 'Write a post' };
  if (kind === 'textarea') return put('textarea', { className: 'box' }, label, parent);
  if (kind === 'input') return put('input', { className: 'box', type: 'text' }, { ...label, autocomplete: 'off' }, parent);
  return put('div', { className: 'box', contentEditable: kind }, { ...label, role: 'textbox', 'aria-multiline': 'true' }, parent);
}
