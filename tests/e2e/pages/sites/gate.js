// The life of the pages that are hard on the gate. `sent` is what was published, `pressed` what was pressed besides.
window.sent = [];
window.pressed = [];
let box = document.querySelector('#box');
const publish = () => window.sent.push(box.value);
const on = (selector, type, hear) => document.querySelector(selector)?.addEventListener(type, hear);

const host = document.querySelector('#host');
if (host) {
  const root = host.attachShadow({ mode: 'closed' });
  box = document.createElement('textarea');
  box.setAttribute('aria-label', 'Write a post');
  Object.assign(box.style, { display: 'block', width: '500px', height: '90px' });
  const send = document.createElement('button');
  send.append(Object.assign(document.createElement('span'), { textContent: 'Post' }));
  send.addEventListener('click', publish);
  root.append(box, send);
  window.box = box;
  window.send = send;
}

// Sites that mistrust scripts look whether a person pressed.
if (document.title.startsWith('A button')) on('#post', 'click', (event) => event.isTrusted && publish());

// Firefox drags nothing that carries nothing.
on('#card', 'dragstart', (event) => event.dataTransfer.setData('text/plain', 'card'));
on('#monday', 'dragover', (event) => event.preventDefault());
on('#monday', 'drop', publish);
on('#inside', 'dragover', (event) => event.preventDefault());
on('#inside', 'drop', () => window.pressed.push('inside'));

on('#more', 'click', () => (document.querySelector('[role=menu]').hidden = false));
on('#later', 'click', publish);
on('#draft', 'click', () => window.pressed.push('draft'));
on('#yes', 'click', publish);
