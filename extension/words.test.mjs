// Every word that a person reads stands in _locales, in every language.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { test } from 'node:test';

const HERE = new URL('.', import.meta.url);
const read = (path) => readFile(new URL(path, HERE), 'utf8');
const [en, es] = await Promise.all(['en', 'es'].map(async (language) => JSON.parse(await read(`_locales/${language}/messages.json`))));
const FOLDERS = ['popup', 'options', 'onboarding', 'pages'];
const files = (await Promise.all(FOLDERS.map(async (folder) => (await readdir(new URL(`${folder}/`, HERE))).map((name) => `${folder}/${name}`)))).flat();
const pages = files.filter((path) => path.endsWith('.html'));
const scripts = files.filter((path) => path.endsWith('.js'));
const styles = files.filter((path) => path.endsWith('.css'));

/** A script without its comments. */
const bare = (script) => script.replace(/\/\*.*?\*\//gs, '').replace(/(^|\s)\/\/.*$/gm, '$1');

test('both languages have the same messages with the same holes', () => {
  assert.deepEqual(Object.keys(es), Object.keys(en));
  for (const key of Object.keys(en)) {
    const holes = ({ message }) => (message.match(/\$\w+\$/g) ?? []).sort();
    assert.deepEqual(holes(es[key]), holes(en[key]), key);
    for (const messages of [en, es]) {
      assert.ok(messages[key].message.trim(), key);
      const named = Object.keys(messages[key].placeholders ?? {}).map((name) => `$${name.toUpperCase()}$`).sort();
      assert.deepEqual([...new Set(holes(messages[key]))], named, `${key}: a hole without a meaning, or the other way round`);
    }
  }
  for (const { name, description } of [en, es]) {
    assert.ok(name.message.length <= 75);
    assert.ok(description.message.length <= 132);
  }
});

test('nothing is left in English by mistake', () => {
  // What is the same word in both, and what is no word.
  const SAME = new Set(['shortName', 'direction', 'encodingWasm', 'tryText', 'languageEn', 'languageEs', 'no', 'contextBlog', 'hintPracticePhones', 'hintPracticeAddresses', 'hintSitesExcluded']);
  assert.deepEqual(Object.keys(en).filter((key) => en[key].message === es[key].message && !SAME.has(key)), []);
});

test('every message that a page or a script asks for is there, and every message is asked for', async () => {
  const asked = new Set();
  for (const path of pages) {
    for (const [, key] of (await read(path)).matchAll(/data-(?:i18n(?:-label|-hint)?|title)="(\w+)"/g)) asked.add(key);
  }
  const families = [];
  for (const path of [...scripts, 'background.js']) {
    const script = bare(await read(path));
    for (const [, key] of script.matchAll(/(?:say|getMessage)\('(\w+)'[,)]/g)) asked.add(key);
    // A name that is put together, by its beginning: say(`opt${…}`), say(name + …).
    for (const [, start] of script.matchAll(/say\(`(\w+)\$\{/g)) families.push(start);
    for (const [, key] of script.matchAll(/'(\w+)'/g)) if (en[key]) asked.add(key);
  }
  const manifest = await read('manifest.base.json');
  for (const [, key] of manifest.matchAll(/__MSG_(\w+)__/g)) asked.add(key);
  assert.deepEqual([...asked].filter((key) => !en[key]), []);
  families.push('state', 'action', 'language', 'context', 'reason', 'hint', 'wentBack', 'postedAnyway');
  assert.deepEqual(Object.keys(en).filter((key) => !asked.has(key) && !families.some((start) => key.startsWith(start))), []);
});

test('no page and no script says anything that is not in _locales', async () => {
  for (const path of pages) {
    const html = (await read(path)).replace(/<title>Curbside<\/title>/, '').replace(/<!--.*?-->/gs, '');
    const words = html.replace(/<[^>]*>/g, ' ').replace(/\b0\b/g, '').trim();
    assert.equal(words, '', path);
    for (const [, words] of html.matchAll(/\s(?:alt|title|placeholder|aria-label|value)="([^"]+)"/g)) assert.fail(`${path}: ${words}`);
  }
  for (const path of scripts) {
    const script = bare(await read(path));
    // What begins with a capital or ends with a full stop is a sentence.
    const literals = [...script.matchAll(/'([^'\n]*)'|`([^`]*)`/g)].map(([, plain, template]) => plain ?? template.replace(/\$\{[^}]*\}/g, ''));
    const said = literals.filter((text) => /(^|\W)[A-Z][a-z]+($| [a-z])|[a-z] [a-z].*[.!?]$/.test(text.trim()));
    assert.deepEqual(said, [], path);
  }
});

test('no style knows left from right', async () => {
  for (const path of styles) {
    const sheet = (await read(path)).replace(/\/\*.*?\*\//gs, '');
    const sided = sheet.match(/(?:^|[\s;{])(?:(?:margin|padding|border)-(?:left|right)[\w-]*|left|right|float|text-align:\s*(?:left|right))\s*:/g) ?? [];
    assert.deepEqual(sided, [], path);
  }
});
