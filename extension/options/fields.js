// One box for each key of the options. What the organisation gives is shown with it; what it alone decides is read only.

import { linesOf, make } from '../pages/dom.js';
import { setOption } from '../pages/settings.js';
import { say } from '../pages/words.js';

const ACTIONS = ['allow', 'note', 'warn', 'justify', 'block'];

/** How each key is entered; `may` names the organisation's key that allows people to add to it. */
const FIELDS = {
  actionForBlock: { kind: 'choice', choices: ACTIONS, name: 'action', severity: 'block' },
  actionForWarn: { kind: 'choice', choices: ACTIONS, name: 'action', severity: 'warn' },
  actionForNote: { kind: 'choice', choices: ACTIONS, name: 'action', severity: 'note' },
  language: { kind: 'choice', choices: ['auto', 'en', 'es'], name: 'language' },
  privacyOfficerName: { kind: 'line' },
  privacyOfficerContact: { kind: 'line' },
  practiceNames: { kind: 'lines', may: 'allowPractice' },
  practiceStaff: { kind: 'lines', may: 'allowPractice' },
  practicePhones: { kind: 'lines', may: 'allowPractice' },
  practiceAddresses: { kind: 'lines', may: 'allowPractice' },
  practiceUrls: { kind: 'lines', may: 'allowPractice' },
  practiceEmails: { kind: 'lines', may: 'allowPractice' },
  sitesAdded: { kind: 'lines', may: 'allowSites' },
  sitesExcluded: { kind: 'lines', may: 'allowSites' },
};

const upper = (name) => name[0].toUpperCase() + name.slice(1);
const drawn = new Map();

/** Makes the boxes. `saved` is called when something was stored. */
export function makeFields(saved) {
  for (const holder of document.querySelectorAll('[data-fields]')) {
    for (const key of holder.dataset.fields.split(' ')) {
      const field = FIELDS[key];
      const box = boxOf(key, field);
      const store = async () => {
        await setOption(key, field.kind === 'lines' ? linesOf(box.value) : box.value.trim());
        saved();
      };
      box.addEventListener('change', store);
      const given = make('p', { class: 'given', hidden: true });
      const source = make('p', { class: 'source', id: `${key}-source` });
      const wrong = make('p', { class: 'wrong', id: `${key}-wrong` });
      const says = make('div', { class: 'says' },
        make('label', { for: key }, make('span', field.severity ? { class: 'swatch', 'data-severity': field.severity } : {}, say(`opt${upper(key)}`))),
        make('p', { class: 'hint', id: `${key}-hint` }, say(`why${upper(key)}`)));
      box.setAttribute('aria-describedby', `${key}-hint ${key}-source ${key}-wrong`);
      holder.append(make('div', { class: 'field' }, says, make('div', {}, given, box, source, wrong)));
      drawn.set(key, { box, given, source, wrong, field });
    }
  }
}

function boxOf(key, { kind, choices, name }) {
  if (kind === 'choice') return make('select', { id: key }, ...choices.map((choice) => make('option', { value: choice }, say(name + upper(choice)))));
  if (kind === 'line') return make('input', { id: key, type: 'text', maxlength: '200', autocomplete: 'off' });
  return make('textarea', { id: key, rows: '2', spellcheck: 'false', 'data-i18n-hint': `hint${upper(key)}`, placeholder: say(`hint${upper(key)}`) });
}

/** Shows what holds. A box that has the focus keeps what is being written in it. */
export function showFields({ managed, options, keys, ownProblems }) {
  const who = keys.get('organization')?.value || say('yourOrganization');
  for (const [key, { box, given, source, wrong, field }] of drawn) {
    const theirs = managed[key];
    const isList = field.kind === 'lines';
    const isClosed = isList ? managed[field.may] === false : theirs !== undefined && keys.get(key)?.source === 'organization';
    const value = isList ? (options[key] ?? []).join('\n') : isClosed ? theirs : (options[key] ?? keys.get(key)?.value ?? '');
    if (document.activeElement !== box) box.value = value || (field.kind === 'choice' ? DEFAULTS[key] : '');
    box.disabled = isClosed;
    given.hidden = !isList || !theirs?.length;
    if (!given.hidden) given.textContent = `${say('givenBy', who)} ${theirs.join(', ')}`;
    source.textContent = isClosed ? say('setBy', who) : '';
    wrong.textContent = ownProblems.filter(({ path }) => path === key || path.startsWith(`${key}[`)).map(({ expected, found }) => say('problem', expected, found)).join(' ');
  }
}

// What holds where nobody says anything; src/policy has the same.
const DEFAULTS = { actionForBlock: 'warn', actionForWarn: 'warn', actionForNote: 'note', language: 'auto' };
