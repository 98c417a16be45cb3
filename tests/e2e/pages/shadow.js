// A web component, closed or open by `?mode=`.
const root = document.querySelector('#host').attachShadow({ mode: new URLSearchParams(location.search).get('mode') });
window.box = document.createElement('textarea');
Object.assign(window.box.style, { font: '16px/24px monospace', width: '620px', height: '120px' });
window.box.setAttribute('aria-label', 'Write a post');
root.append(window.box);
