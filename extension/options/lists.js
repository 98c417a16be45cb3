// Terms, reply templates, what was ignored, and sites that are paused: lists from which one takes something away.

import { at, make } from '../pages/dom.js';
import { readOptions, setOption } from '../pages/settings.js';
import { locale, say } from '../pages/words.js';

const SEVERITIES = ['block', 'warn', 'note'];
const PAUSED = 'paused:';

const choose = (id, choices) => at(id).replaceChildren(...choices.map(([value, words]) => make('option', { value }, words)));

/** A list of rows with a button each; a sentence where there is none. */
function rows(id, items, none) {
  // The button that was pressed is gone afterwards; the focus goes to the one in its place.
  const focused = [...at(id).querySelectorAll('button')].indexOf(document.activeElement);
  at(id).replaceChildren(
    ...(items.length
      ? items.map(({ words, name, press, remove }) => make('li', {}, words, press ? make('button', { class: 'quiet', type: 'button', click: press, 'aria-label': `${remove}: ${name}` }, remove) : null))
      : [make('li', { class: 'none' }, say(none))]),
  );
  const buttons = at(id).querySelectorAll('button');
  if (focused >= 0) (buttons[Math.min(focused, buttons.length - 1)] ?? at(id).closest('section').querySelector('input, textarea, select'))?.focus();
}

/** Makes the two forms. `saved` is called when something was stored. */
export function makeLists(saved) {
  choose('term-severity', SEVERITIES.map((severity) => [severity, say(severity)]));
  at('term-severity').value = 'warn';
  choose('reply-for', [['any', say('replyAny')], ['thanks', say('replyThanks')], ['complaint', say('replyComplaint')]]);
  choose('reply-language', [['en', say('languageEn')], ['es', say('languageEs')]]);

  at('term-form').addEventListener('submit', async (event) => {
    event.preventDefault();
    const term = { term: at('term').value.trim(), severity: at('term-severity').value };
    if (at('term-instead').value.trim()) term.instead = at('term-instead').value.trim();
    if (!term.term) return;
    await setOption('terms', [...((await readOptions()).terms ?? []), term]);
    at('term').value = at('term-instead').value = '';
    at('term').focus();
    saved();
  });
  at('reply-form').addEventListener('submit', async (event) => {
    event.preventDefault();
    const text = at('reply').value.trim();
    if (!text) return;
    const reply = { text, for: at('reply-for').value, language: at('reply-language').value };
    await setOption('replies', [...((await readOptions()).replies ?? []), reply]);
    at('reply').value = '';
    at('reply').focus();
    saved();
  });
  at('ignored-clear').addEventListener('click', async () => {
    await chrome.storage.local.remove('ignored');
    saved();
  });
}

const without = (key, index, saved) => async () => {
  const list = (await readOptions())[key] ?? [];
  await setOption(key, list.filter((_, place) => place !== index));
  saved();
};

/** Shows what holds. */
export async function showLists({ managed, options }, saved) {
  const remove = say('remove');
  const given = say('givenShort');
  const term = ({ term: words, severity = 'warn', instead }) =>
    make('span', {}, make('span', { class: 'swatch', 'data-severity': severity }, words), ` · ${say(severity)}`, instead ? ` · ${say('termInstead')}: ${instead}` : '');
  const theirs = (managed.terms ?? []).filter((one) => typeof one?.term === 'string');
  rows('term-list', [
    ...theirs.map((one) => ({ words: make('span', {}, term(one), make('span', { class: 'soft small' }, ` · ${given}`)) })),
    ...(options.terms ?? []).map((one, index) => ({ words: term(one), name: one.term, remove, press: without('terms', index, saved) })),
  ], 'noTerms');
  at('term-form').hidden = managed.allowTerms === false;

  // The organisation's templates take the place of one's own.
  const replies = managed.replies ?? options.replies ?? [];
  rows('reply-list', replies.map((one, index) => ({
    words: make('span', {}, String(one?.text ?? '')), name: String(one?.text ?? '').slice(0, 40), remove,
    press: managed.replies ? null : without('replies', index, saved),
  })), 'noReplies');
  at('reply-form').hidden = Boolean(managed.replies);

  const stored = await chrome.storage.local.get(null);
  const ignored = Array.isArray(stored.ignored) ? stored.ignored : [];
  const day = new Intl.DateTimeFormat(locale(), { dateStyle: 'medium' });
  rows('ignored-list', ignored.map((one, index) => ({
    words: make('span', {}, make('code', {}, one.rule), make('span', { class: 'soft' }, ` · ${day.format(new Date(one.time))}`)),
    name: one.rule, remove,
    press: async () => {
      await chrome.storage.local.set({ ignored: ignored.filter((_, place) => place !== index) });
      saved();
    },
  })), 'noIgnored');
  at('ignored-clear').hidden = ignored.length < 2;

  const paused = Object.keys(stored).filter((key) => key.startsWith(PAUSED) && stored[key]);
  rows('paused', paused.map((key) => ({
    words: make('span', {}, key.slice(PAUSED.length)), name: key.slice(PAUSED.length), remove: say('resume'),
    press: async () => {
      await chrome.storage.local.remove(key);
      saved();
    },
  })), 'noPaused');
}
