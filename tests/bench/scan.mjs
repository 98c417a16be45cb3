// How long the scanner takes in Node, in both encodings: a key in the middle of a text to its findings, a whole text
// for the first time, a hostile text.
//
//     node tests/bench/scan.mjs [--json] [KEYS]
//
// Wants dist/pkg (./build.sh build). Each figure includes the way of the text into the module and of the findings out of
// it as numbers: the page makes no objects of them. Objects have rows of their own, and so have fixes, which are tried one
// by one and which the page asks for only when a card opens. Times are of this machine at this hour: compare those of one
// run, and on a busy machine the best ones, which others disturb least.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PKG = new URL('../../dist/pkg/', import.meta.url);
const CORPUS = new URL('../corpus/', import.meta.url);
const SIZES = [280, 5_000, 50_000];
const TYPED = ' Hi Dana, thanks for coming in last Tuesday, your crown was paid by Delta.';

const asJson = process.argv.includes('--json');
const keys = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 300);

if (!existsSync(fileURLToPath(new URL('curbside.js', PKG)))) {
  console.log('scan bench: skipped, dist/pkg is missing (./build.sh build)');
  process.exit(0);
}

const source = corpus();
const rows = [];
for (const encoding of ['wasm', 'js']) {
  const begun = performance.now();
  const module = await load(encoding);
  module.check_text('Hi there.', 'post');
  rows.push({ what: 'load and first scan', encoding, characters: 9, p50: performance.now() - begun });
  const numbers = (text) => module.check_numbers(text, 'review-reply');
  for (const size of SIZES) rows.push(row('key to findings', encoding, size, keystrokes(numbers, source.slice(0, size))));
  // The same again: by now the engine has compiled, on threads that take the processor from others, what runs often.
  for (const size of SIZES) rows.push(row('key to findings, later', encoding, size, settled(numbers, source.slice(0, size))));
  const objects = (text) => module.check_text(text, 'review-reply', false);
  for (const size of SIZES) rows.push(row('key to objects', encoding, size, keystrokes(objects, source.slice(0, size))));
  const fixes = (text) => module.check_text(text, 'review-reply', true);
  for (const size of SIZES.slice(0, 2)) rows.push(row('key to objects with fixes', encoding, size, keystrokes(fixes, source.slice(0, size))));
  for (const size of SIZES) rows.push(row('whole text', encoding, size, wholeTexts(module, size)));
  for (const unit of ['1-', 'your ', 'Dana, ']) {
    rows.push(row(`hostile ${JSON.stringify(unit)}`, encoding, 20_000, fresh(module, () => unit.repeat(20_000 / unit.length))));
  }
}
print(rows);

async function load(encoding) {
  if (encoding === 'js') return import(new URL('curbside_js.js', PKG));
  const module = await import(new URL('curbside.js', PKG));
  module.initSync({ module: readFileSync(new URL('curbside_bg.wasm', PKG)) });
  return module;
}

/** The texts of the corpus without their marks, one after the other. */
function corpus() {
  const files = ['mixed', 'replies', 'posts', 'advice-mail', 'rare'];
  const lines = files.flatMap((name) => readFileSync(new URL(`${name}.jsonl`, CORPUS), 'utf8').trim().split('\n'));
  return lines.map((line) => JSON.parse(line).text.replace(/\{\{[a-z0-9.]+\|(.*?)\}\}/gs, '$1')).join('\n');
}

/** Types a risky sentence into the middle of `text`, a key at a time, and takes it out again. */
function keystrokes(check, text) {
  const middle = text.indexOf(' ', text.length / 2);
  const [before, after] = [text.slice(0, middle), text.slice(middle)];
  check(text);
  const times = [];
  for (let at = 0; times.length < keys; at += 1) {
    const length = at % (2 * TYPED.length);
    const typed = TYPED.slice(0, length <= TYPED.length ? length : 2 * TYPED.length - length);
    const now = before + typed + after;
    times.push(timed(() => check(now)));
  }
  return times;
}

/** The keys of somebody who has been typing for a while. */
function settled(check, text) {
  keystrokes(check, text);
  keystrokes(check, text);
  return keystrokes(check, text);
}

/** Texts that the module has not seen, of one size. */
function wholeTexts(module, size) {
  let at = 0;
  return fresh(module, () => {
    at = (at + 997) % (source.length - size);
    return source.slice(at, at + size);
  });
}

function fresh(module, text) {
  const times = [];
  for (let count = 0; count < 20; count += 1) {
    const next = text();
    module.check_numbers('', 'post');
    times.push(timed(() => module.check_numbers(next, 'post')));
  }
  return times;
}

function timed(work) {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

function row(what, encoding, characters, times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return { what, encoding, characters, best: at(0), p50: at(0.5), p99: at(0.99) };
}

function print(rows) {
  if (asJson) return console.log(JSON.stringify(rows));
  const ms = (value) => (value === undefined ? '' : value.toFixed(3)).padStart(9);
  console.log(`${'scanner, Node'.padEnd(28)} ${'encoding'.padEnd(9)} ${'characters'.padStart(10)} ${'best ms'.padStart(9)} ${'p50 ms'.padStart(9)} ${'p99 ms'.padStart(9)} ${'MB/s'.padStart(7)}`);
  for (const { what, encoding, characters, best, p50, p99 } of rows) {
    const speed = what === 'whole text' ? (characters / best / 1000).toFixed(1) : '';
    console.log(`${what.padEnd(28)} ${encoding.padEnd(9)} ${String(characters).padStart(10)} ${ms(best)} ${ms(p50)} ${ms(p99)} ${speed.padStart(7)}`);
  }
}
