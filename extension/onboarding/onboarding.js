// The first minute: what Curbside does, what the practice is called, and a box to try it in. The box is checked by the same
// loader and the same module as any page; what is tried here is not counted.

import { attach } from '../loader.js';
import { at, linesOf } from '../pages/dom.js';
import { engine, onSettings, readAll, readOptions, setOption } from '../pages/settings.js';
import { say, translate } from '../pages/words.js';

const KEYS = ['practiceNames', 'practicePhones', 'practiceStaff'];
const form = at('practice');

async function save() {
  for (const key of KEYS) await setOption(key, linesOf(at(key).value));
  at('saved').textContent = say('saved');
}

// What the person enters of the practice is no text to be checked, and this form's button posts nothing. The loader
// listens where nobody can hear before it but whoever came first.
for (const type of ['focusin', 'input', 'keydown', 'pointerdown', 'click', 'submit']) {
  window.addEventListener(
    type,
    (event) => {
      if (!form.contains(event.target)) return;
      event.stopImmediatePropagation();
      if (type === 'submit') {
        event.preventDefault();
        save();
      } else if (type === 'click' && event.target.id === 'skip') {
        at('reply').focus();
        at('try-title').scrollIntoView();
      }
    },
    true,
  );
}

const settings = { policy: {}, options: {}, off: false, encoding: 'js', context: 'review-reply', site: '' };
// One that crashed is replaced by a fresh one.
const load = (instance) => (instance ? import(chrome.runtime.getURL(`pkg/curbside_js.js?${instance}`)) : engine());
const box = attach({ load, settings, tell: () => {} });

at('post').addEventListener('click', () => {
  at('posted').textContent = say('tryPosted');
});
at('example').addEventListener('click', () => {
  const reply = at('reply');
  reply.focus();
  reply.select();
  // As if typed, so that Undo brings back what stood there. BROWSER: there is no other way that keeps Undo.
  document.execCommand('insertText', false, say('tryText'));
});

async function refresh() {
  const { managed, options, keys } = await readAll();
  Object.assign(settings, { policy: managed, options });
  box.configure(settings);
  const isClosed = keys.get('allowPractice')?.value === false;
  form.hidden = isClosed;
  at('given').hidden = !isClosed;
}

async function open() {
  await translate();
  const options = await readOptions();
  for (const key of KEYS) at(key).value = (options[key] ?? []).join('\n');
  onSettings(refresh);
  await refresh();
}

open();
