// Small hands for our own pages. Nothing is ever parsed as HTML.

export const at = (id) => document.getElementById(id);

const DRAWN = ['svg', 'rect', 'line', 'text', 'g', 'path', 'title'];

/** An element with attributes (functions are listeners) and children. */
export function make(name, attributes = {}, ...children) {
  const element = DRAWN.includes(name) ? document.createElementNS('http://www.w3.org/2000/svg', name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(key, value);
    else if (value === true) element.setAttribute(key, '');
    else if (value !== false && value !== undefined && value !== null) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Lines that are not empty, without the white space around them. */
export const linesOf = (text) => text.split('\n').map((line) => line.trim()).filter(Boolean);
