// The options: what the person chose, what the organisation decided, what was recorded. Each change is stored at once.

import { at, make } from '../pages/dom.js';
import { notAllowed, originOf, wantedSites } from '../added.js';
import { onSettings, readAll } from '../pages/settings.js';
import { locale, say, translate } from '../pages/words.js';
import { makeFields, showFields } from './fields.js';
import { makeLists, showLists } from './lists.js';
import { makeRecords, showRecords } from './records.js';

let language = '';

// A status region speaks when it changes: two savings in a row are two sentences.
function saved() {
  at('status').textContent = '';
  setTimeout(() => {
    at('status').textContent = say('saved');
  }, 50);
  refresh();
}

function showPolicy({ managed, known, isLate, keys, problems }) {
  const isManaged = Object.keys(managed).length > 0;
  const who = keys.get('organization')?.value || say('yourOrganization');
  at('managed').hidden = !isManaged;
  at('managed').textContent = isManaged ? say('managedBy', who) : '';
  const since = known && new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(known.since));
  at('policy-state').textContent = !isManaged ? say('policyNone') : isLate ? say('policyLate', since) : known ? say('policySince', since, known.hash.slice(0, 12)) : say('policyThere');
  at('problems').hidden = problems.length === 0;
  at('problems').querySelector('ul').replaceChildren(...problems.map(({ path, expected, found }) => make('li', {}, make('code', {}, path), ` ${say('problem', expected, found)}`)));
  // What somebody decided comes first.
  const rows = [...keys].sort(([, one], [, other]) => (one.source === 'default') - (other.source === 'default'));
  at('policy-rows').replaceChildren(...rows.map(([key, { source, value }]) => make('tr', {},
    make('td', {}, make('code', {}, key)),
    make('td', {}, say(`source${source[0].toUpperCase()}${source.slice(1)}`)),
    make('td', { class: 'value' }, shown(key, value)))));
}

// Which sites wait for the browser's permission. It gives one only to a press of a button.
let closed = [];

async function showSites() {
  closed = await notAllowed(await wantedSites());
  at('sites-closed').hidden = !closed.length;
  at('sites-closed').querySelector('span').textContent = closed.length ? say('sitesClosed', closed.map(({ host }) => host).join(', ')) : '';
}

/** A value for people. Tokens and hashes are nobody's to read over a shoulder. */
function shown(key, value) {
  if (value === undefined || value === null) return '';
  if (key === 'reportHeaders') return Object.keys(value).map((name) => `${name}: •••`).join('\n');
  if (key === 'roster') return '•••';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return say(value ? 'yes' : 'no');
  return JSON.stringify(value, null, 1);
}

// What changes while one is being shown is shown next.
let showing = Promise.resolve();
const refresh = () => (showing = showing.then(show, show));

async function show() {
  const wanted = document.documentElement.lang;
  await translate();
  // Another language: the boxes were made with the words of the one before.
  if (language && language !== document.documentElement.lang && wanted) {
    // This document stays until the next one comes, with its words in the new language and its boxes in the old one.
    delete document.documentElement.dataset.ready;
    return location.reload();
  }
  language = document.documentElement.lang;
  const all = await readAll().catch(() => null);
  at('trouble').hidden = Boolean(all);
  if (!all) return;
  showFields(all);
  showPolicy(all);
  await showSites();
  await showLists(all, saved);
  await showRecords(all);
}

async function open() {
  await translate();
  language = document.documentElement.lang;
  makeFields(saved);
  makeLists(saved);
  await makeRecords();
  const { version } = chrome.runtime.getManifest();
  at('version').textContent = `${say('name')} · ${say('version', version)}`;
  at('sites-allow').addEventListener('click', async () => {
    await chrome.permissions.request({ origins: closed.map(originOf) });
    await showSites();
  });
  onSettings(refresh);
  chrome.storage.onChanged.addListener((changes) => 'ignored' in changes && refresh());
  await refresh();
  document.documentElement.dataset.ready = '';
  if (location.hash) document.querySelector(location.hash)?.scrollIntoView();
}

open();
