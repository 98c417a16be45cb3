// The life of the pages that stand for sites, in a file of its own because a strict policy forbids inline scripts.
// `sent` is what was published, `pressed` what was pressed without publishing.
window.sent = [];
window.pressed = [];

const box = document.querySelector('#box');
const publish = () => window.sent.push('value' in box ? box.value : box.innerText);

for (const button of document.querySelectorAll('[data-publish]')) {
  button.addEventListener('click', (event) => {
    event.preventDefault();
    publish();
  });
}
for (const button of document.querySelectorAll('[data-quiet]')) {
  button.addEventListener('click', (event) => {
    event.preventDefault();
    window.pressed.push(button.dataset.quiet);
  });
}
document.querySelector('#search')?.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  window.pressed.push('search');
});
if (box.hasAttribute('data-enter')) {
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    publish();
  });
}
