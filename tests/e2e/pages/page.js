// The life of the fixture pages, in a file of its own because a strict policy forbids inline scripts.
// `sent` is what the page published: a test reads it to know whether the gate let something out.
window.sent = [];

const box = document.querySelector('[data-box]');
const read = () => ('value' in box ? box.value : box.innerText);
const publish = () => window.sent.push(read());

for (const button of document.querySelectorAll('[data-post]')) button.addEventListener('click', publish);

// As chat pages do: on the window, in the capture phase, before anybody else would hear it.
if (document.body.hasAttribute('data-ctrl-enter')) {
  window.addEventListener('keydown', (event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && publish(), true);
}
if (document.body.hasAttribute('data-enter-sends')) {
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    publish();
  });
}

const src = new URLSearchParams(location.search).get('src');
if (src) document.querySelector('iframe').src = src;

document.querySelector('#compose')?.addEventListener('click', () => document.querySelector('dialog').showModal());
