// The three composers, as a site would have them: what a person publishes appears, and nothing else happens. They know
// nothing of Curbside. When it holds a button, no click, key or submit arrives here.

import { node, icon } from './node.js';
import { clear, read, write } from './writing.js';

const byId = (id) => document.getElementById(id);

const MARKS = { risky: ['M8 2.5L14.5 13.5h-13z', 'M8 6.5v3.2M8 11.7v.1'], clean: ['M3 8.5l3.2 3.2L13 5'] };

/**
 * Sets up the composers.
 * @param samples see samples.js
 * @param isChecked says whether Curbside was at work when something went out
 * @returns `{ show(scene, text) }`, which puts a text into a composer and brings that into view
 */
export function setUp(samples, isChecked) {
  const scenes = {
    reply: {
      box: byId('reply-box'),
      published: byId('reply-published'),
      form: byId('reply-form'),
      said: 'Your reply is published under the review.',
      draw: (text) => [node('p', { className: 'author' }, 'Larkfield Dental'), node('p', { className: 'meta' }, 'Reply from the practice · just now'), node('p', { className: 'out-text' }, text)],
    },
    post: {
      box: byId('post-box'),
      published: byId('post-published'),
      button: byId('post-button'),
      said: 'Your post is published.',
      draw: (text) => [card('Larkfield Clinic', 'L', 'Just now · Public', node('p', { className: 'out-text' }, text))],
    },
    mail: {
      box: byId('mail-body'),
      published: byId('mail-published'),
      form: byId('mail-form'),
      said: 'Your message is sent.',
      draw(text) {
        const [to, cc, subject] = ['mail-to', 'mail-cc', 'mail-subject'].map((id) => byId(id).value.trim());
        const people = [to && 'To ' + to, cc && 'Cc ' + cc].filter(Boolean).join(' · ') || 'No recipient';
        return [card(subject || 'No subject', '✓', 'Sent just now · ' + people, node('p', { className: 'out-text' }, text))];
      },
    },
  };

  for (const [name, scene] of Object.entries(scenes)) {
    scene.root = document.querySelector(`[data-scene="${name}"]`);
    scene.lesson = scene.root.querySelector('[data-lesson]');
    listen(scene);
    scene.root.querySelector('[data-samples]').append(...chooser(name, scene));
  }

  function listen(scene) {
    const publish = () => {
      const text = read(scene.box);
      if (!text) return scene.box.focus();
      const drawn = scene.draw(text);
      if (!isChecked()) drawn.push(node('p', { className: 'unchecked' }, 'Curbside did not check this text.'));
      if (scene.published.classList.contains('feed')) scene.published.prepend(node('div', { className: 'sheet out' }, ...drawn));
      else scene.published.replaceChildren(...drawn);
      scene.published.hidden = false;
      empty(scene);
      announce(scene.said);
    };
    scene.form?.addEventListener('submit', (event) => {
      event.preventDefault();
      publish();
    });
    scene.button?.addEventListener('click', publish);
    scene.box.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) publish();
    });
    if (scene.box.isContentEditable) {
      const look = () => scene.box.classList.toggle('is-empty', !/\S/.test(scene.box.textContent));
      scene.box.addEventListener('input', look);
      scene.box.addEventListener('paste', (event) => {
        event.preventDefault();
        document.execCommand('insertText', false, event.clipboardData.getData('text/plain'));
      });
    }
  }

  function chooser(name, scene) {
    const list = (kind, title) => {
      const heading = node('h4', {}, title);
      const items = samples[name].filter((sample) => sample.kind === kind).map((sample) => node('li', {}, button(name, scene, sample)));
      return node('div', {}, heading, node('ul', { role: 'list' }, ...items));
    };
    const over = node('button', { type: 'button', className: 'button slight' }, 'Start over');
    over.addEventListener('click', () => {
      empty(scene);
      scene.published.replaceChildren();
      if (!scene.published.classList.contains('feed')) scene.published.hidden = true;
      announce('Emptied.');
    });
    return [list('risky', 'Samples with something to find'), list('clean', 'Samples that are fine'), over];
  }

  function button(name, scene, sample) {
    const mark = icon('sample-mark', '0 0 16 16', ...MARKS[sample.kind]);
    mark.dataset.kind = sample.kind;
    const pressed = node('button', { type: 'button', className: 'sample', 'aria-pressed': 'false' },
      mark, node('span', { className: 'sample-name' }, sample.name), node('span', { className: 'sample-text' }, sample.text));
    pressed.addEventListener('click', () => {
      show(name, sample.text, sample);
      pressed.setAttribute('aria-pressed', 'true');
      scene.lesson.replaceChildren(node('b', {}, 'What to notice'), sample.lesson);
      scene.lesson.hidden = false;
    });
    return pressed;
  }

  function empty(scene) {
    forget(scene);
    clear(scene.box);
    if (scene === scenes.mail) for (const id of ['mail-to', 'mail-cc', 'mail-subject']) byId(id).value = '';
  }

  function forget(scene) {
    scene.lesson.hidden = true;
    for (const pressed of scene.root.querySelectorAll('[aria-pressed="true"]')) pressed.setAttribute('aria-pressed', 'false');
  }

  function show(name, text, { to = '', cc = '', subject = '' } = {}) {
    const scene = scenes[name];
    forget(scene);
    if (name === 'mail') {
      byId('mail-to').value = to;
      byId('mail-cc').value = cc;
      byId('mail-subject').value = subject;
    }
    bringIntoView(scene.box);
    write(scene.box, text);
  }

  return { show };
}

function card(author, initial, meta, ...rest) {
  const face = node('span', { className: 'avatar avatar-a', 'aria-hidden': 'true' }, initial);
  return node('article', { className: 'out' },
    node('div', { className: 'who' }, face, node('div', {}, node('p', { className: 'author' }, author), node('p', { className: 'meta' }, meta))), ...rest);
}

// At once and before the writing: an editing command scrolls to the caret and would end a smooth ride halfway.
function bringIntoView(box) {
  const { top, bottom } = box.getBoundingClientRect();
  if (top >= 60 && bottom <= innerHeight - 90) return;
  const sheet = box.closest('.sheet');
  (sheet.offsetHeight < innerHeight - 40 ? sheet : box).scrollIntoView({ block: 'center', behavior: 'instant' });
}

// The words are taken away first, so that the same words twice are heard twice.
function announce(words) {
  const heard = byId('announce');
  heard.textContent = '';
  setTimeout(() => (heard.textContent = words), 100);
}
