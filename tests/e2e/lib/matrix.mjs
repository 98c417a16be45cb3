// The matrix editor x browser x behaviour. What the tests saw goes into tests/e2e/MATRIX.md: a run compares, and
// `UPDATE=1` writes. Cells that a run did not reach keep what they say.
import { readFile, writeFile } from 'node:fs/promises';
import { BEHAVIOURS } from './behaviours.mjs';
import { EDITORS } from './editors.mjs';

const FILE = new URL('../MATRIX.md', import.meta.url);
const BROWSERS = ['chromium', 'firefox'];
const UNKNOWN = '?';
const seen = new Map();

/** Notes what became of one cell: `pass`, `fail` or `n/a`. */
export const note = (browser, editor, behaviour, outcome) => seen.set(`${browser} ${editor} ${behaviour}`, outcome);

/** Compares with the file, or writes it. Returns what differs, as sentences. */
export async function settle() {
  if (seen.size === 0) return [];
  const before = await readFile(FILE, 'utf8').catch(() => '');
  const after = render(cells(before));
  if (after === before) return [];
  if (process.env.UPDATE === '1') {
    await writeFile(FILE, after);
    return [];
  }
  return ['tests/e2e/MATRIX.md is not what was seen: read the failures above, then UPDATE=1 node tests/e2e/run.mjs'];
}

function cells(file) {
  const known = new Map();
  let browser;
  for (const line of file.split('\n')) {
    browser = BROWSERS.find((name) => line === `## ${titled(name)}`) ?? browser;
    const [, title, ...outcomes] = line.split('|').map((cell) => cell.trim());
    const editor = EDITORS.find((one) => one.title === title);
    if (editor) BEHAVIOURS.forEach(({ id }, at) => known.set(`${browser} ${editor.id} ${id}`, outcomes[at]?.replace(/ .*/, '') || UNKNOWN));
  }
  return new Map([...known, ...seen]);
}

function render(known) {
  const notes = [];
  const noted = (text) => {
    if (!notes.includes(text)) notes.push(text);
    return notes.indexOf(text) + 1;
  };
  const cell = (browser, editor, behaviour) => {
    const outcome = known.get(`${browser} ${editor.id} ${behaviour.id}`) ?? UNKNOWN;
    const why = reasonOf(editor, browser, behaviour.id);
    return why && outcome !== 'pass' ? `${outcome} [${noted(why)}]` : outcome;
  };
  const tables = BROWSERS.map((browser) => {
    const rows = EDITORS.map((editor) => `| ${[editor.title, ...BEHAVIOURS.map((behaviour) => cell(browser, editor, behaviour))].join(' | ')} |`);
    const head = `| ${['editor', ...BEHAVIOURS.map(({ title }) => title)].join(' | ')} |\n|${'---|'.repeat(BEHAVIOURS.length + 1)}`;
    return `## ${titled(browser)}\n\n${head}\n${rows.join('\n')}\n`;
  });
  const all = BROWSERS.flatMap((browser) => EDITORS.flatMap((editor) => BEHAVIOURS.map(({ id }) => known.get(`${browser} ${editor.id} ${id}`) ?? UNKNOWN)));
  const count = (outcome) => all.filter((one) => one === outcome).length;
  const sum = `${count('pass')} pass, ${count('fail')} fail, ${count('n/a')} not applicable, ${count(UNKNOWN)} not seen yet.`;
  const foot = notes.length > 0 ? `\n${notes.map((text, at) => `[${at + 1}] ${text}.  `).join('\n')}\n` : '';
  return `${HEAD}\n${sum}\n\n${tables.join('\n')}${foot}`;
}

/** Why a behaviour does not apply to an editor, or is known to fail there. */
export const reasonOf = (editor, browser, behaviour) => editor.not?.[behaviour] ?? editor.limits?.[browser]?.[behaviour];

const titled = (browser) => browser[0].toUpperCase() + browser.slice(1);

const HEAD = `# Editors, browsers, behaviours

Written by the tests (\`UPDATE=1 node tests/e2e/run.mjs\`, \`lib/behaviours.mjs\` says what each column asks): every editor is
its real npm package on a page of its own, driven with real keys and the real clipboard in the built extension.
`;
