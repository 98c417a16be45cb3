// Whose work ships with ours: the crates linked into the module and the lists packed into it, with their licences.

import { readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { linkedCrates } from './crates.mjs';
import { BuildError, ROOT, crateVersion } from './steps.mjs';

const RULE = '='.repeat(100);

/** What the licences of lists ask to be said beside the name. */
const LIST_LICENCES = [
  ['CC BY 4.0', 'CC BY 4.0: https://creativecommons.org/licenses/by/4.0/'],
  ['Open Government Licence v3.0', 'Contains public sector information licensed under the Open Government Licence v3.0: '
    + 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/'],
];

/** The text of NOTICE.txt. */
export async function makeNotice() {
  const crates = (await linkedCrates()).filter(({ isOurs }) => !isOurs);
  const lists = await borrowedLists();
  const texts = new Map();
  for (const crate of crates) {
    for (const text of await licenceTexts(crate)) {
      texts.set(text, [...(texts.get(text) ?? []), `${crate.name} ${crate.version}`]);
    }
  }
  const parts = [
    `Curbside ${await crateVersion()}`,
    'Curbside itself is licensed under MIT or Apache-2.0, at your choice: LICENSE-MIT, LICENSE-APACHE.',
    'Linked into the module:',
    [
      ...crates.map(({ name, version, license, repository }) => `  ${name} ${version}: ${license}${repository ? ` (${repository})` : ''}`),
      '  The Rust standard library: MIT OR Apache-2.0 (https://github.com/rust-lang/rust), Copyright The Rust Project contributors',
    ].join('\n'),
    'Made with tools that leave some of their own text in the result:',
    '  wasm2js of Binaryen: Apache-2.0 (https://github.com/WebAssembly/binaryen), Copyright WebAssembly Community Group participants',
  ];
  if (lists.length) {
    parts.push('Packed into the module, chosen and folded from lists that others made:');
    parts.push(lists.map(({ title, source, licence }) => `  ${title}: ${source} (${licence})`).join('\n'));
    const licences = lists.map(({ licence }) => licence).join();
    parts.push(...LIST_LICENCES.filter(([name]) => licences.includes(name)).map(([, words]) => words));
  }
  parts.push('The licences of the crates follow. The texts of MIT and Apache-2.0 in LICENSE-MIT and LICENSE-APACHE (also at\nhttps://www.apache.org/licenses/LICENSE-2.0) hold for the rest.');
  for (const [text, names] of texts) parts.push(`${RULE}\n${names.join(', ')}\n${RULE}\n\n${text}`);
  return `${parts.join('\n\n')}\n`;
}

/** A crate's licence files. Where it offers a choice that has MIT in it, MIT is taken: the shortest text. */
async function licenceTexts({ manifest_path: manifest, license }) {
  const folder = dirname(manifest);
  const names = (await readdir(folder)).filter((name) => /^(licen[cs]e|copying|copyright|unlicense)/i.test(name)).sort();
  const mit = / OR |\//.test(license) ? names.filter((name) => /mit/i.test(name)) : [];
  const texts = [];
  for (const name of mit.length ? mit : names) {
    texts.push((await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n').trim());
  }
  return texts;
}

/** Lists in src/lexicon that somebody else made, by their own headers. */
export async function borrowedLists() {
  const folder = join(ROOT, 'src/lexicon');
  const lists = [];
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.txt')).sort()) {
    const text = await readFile(join(folder, name), 'utf8');
    const header = (key) => new RegExp(`^# ${key}: (.+)$`, 'm').exec(text)?.[1].trim();
    const list = { title: header('title') ?? name, source: header('source'), licence: header('licence') };
    if (!list.source || !list.licence) throw new BuildError(`src/lexicon/${name}: expected header lines source and licence`);
    if (list.source !== 'written for Curbside') lists.push(list);
  }
  return lists;
}
