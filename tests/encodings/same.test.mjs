// The WebAssembly and its JavaScript twin must give the same findings, every field of them, on every text we have.
// Texts of ../shared are used where they are; a failure names the text's id and the field, never the text.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const PKG = join(ROOT, 'dist/pkg');
const CONTEXTS = ['post', 'review-reply', 'comment', 'message', 'email', 'blog'];

const started = {};
async function timed(name, load) {
  const start = performance.now();
  const module = await load();
  started[name] = performance.now() - start;
  return module;
}

let memory;
const wasm = await timed('wasm', async () => {
  const module = await import(join(PKG, 'curbside.js'));
  ({ memory } = await module.default({ module_or_path: readFileSync(join(PKG, 'curbside_bg.wasm')) }));
  return module;
});
const js = await timed('js', () => import(join(PKG, 'curbside_js.js')));

const corpora = [join(ROOT, 'tests/corpus'), join(ROOT, '../shared/eval/dev')]
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).filter((name) => name.endsWith('.jsonl')).sort().map((name) => join(folder, name)));

/** A labelled text without its labels. */
const plain = (text) => text.replace(/\{\{[^{}|]*\|([^{}]*)\}\}/g, '$1');

function read(path) {
  return readFileSync(path, 'utf8').split('\n').filter(Boolean).map((line) => {
    const { id, context, text } = JSON.parse(line);
    return { id, context: CONTEXTS.includes(context) ? context : 'post', text: plain(text) };
  });
}

/** What a call gives or throws, as text: assert's own comparison would print what somebody wrote. */
function outcome(call) {
  try {
    return JSON.stringify(call());
  } catch (error) {
    return `threw ${error.message}`;
  }
}

function same(name, text, context, fixes = true) {
  const left = outcome(() => wasm.check_text(text, context, fixes));
  const right = outcome(() => js.check_text(text, context, fixes));
  assert.ok(left === right, `${name}: the encodings differ (${left.length} and ${right.length} letters of findings)`);
  return left.startsWith('threw') ? [] : JSON.parse(left);
}

test('both carry the version of the crate', () => {
  const [, version] = /^version = "(.+)"$/m.exec(readFileSync(join(ROOT, 'Cargo.toml'), 'utf8'));
  assert.equal(wasm.version(), version);
  assert.equal(js.version(), version);
});

test('both export the same names', () => {
  // What only starts the WebAssembly has no counterpart: the JavaScript is ready once it is imported.
  const names = Object.keys(wasm).filter((name) => !['default', 'initSync'].includes(name));
  assert.deepEqual(Object.keys(js).sort(), names.sort());
});

// Each fix is tried by a scan before it is offered: compared on every eighth text, findings on all.
const FIXES_EACH = 8;
let total = { texts: 0, findings: 0 };
for (const path of corpora) {
  test(`the same findings on ${basename(dirname(path))}/${basename(path)}`, (t) => {
    const texts = read(path);
    assert.ok(texts.length > 0);
    let findings = 0;
    const rules = new Set();
    for (const [at, { id, context, text }] of texts.entries()) {
      for (const { rule } of same(id, text, context, at % FIXES_EACH === 0)) {
        findings += 1;
        rules.add(rule);
      }
    }
    for (const rule of rules) assert.equal(wasm.manual(rule), js.manual(rule), `the manual of ${rule}`);
    total = { texts: total.texts + texts.length, findings: total.findings + findings };
    t.diagnostic(`${texts.length} texts, ${findings} findings`);
  });
}

test('findings were compared, not silence', () => {
  assert.ok(total.findings > total.texts / 100, `${total.findings} findings on ${total.texts} texts`);
});

const RISKY = 'Hi Dana, thanks for coming in last Tuesday, your crown was paid by Delta.';
const ODD = {
  'nothing': '',
  'emoji before': `😀👩‍⚕️🏳️‍🌈 ${RISKY}`,
  'emoji inside': RISKY.replace('Dana', 'Da👍🏽na').replace('crown', '👑 crown'),
  'a lone high surrogate': `\ud83d ${RISKY} \ud83d`,
  'a lone low surrogate': `\ude00${RISKY}\ude00`,
  'surrogates the wrong way round': `\ude00\ud83d ${RISKY}`,
  'accents apart from their letters': `${RISKY} Zoë Garçia`.normalize('NFD'),
  'another script': `Здравствуйте, 患者さん, مريض. ${RISKY}`,
  'no letters at all': '\u0000\u0001\u200b\ufeff\u2028',
  'line ends of every kind': RISKY.replaceAll(', ', ',\r\n').replaceAll('. ', '.\r'),
};
for (const [name, text] of Object.entries(ODD)) {
  test(`the same findings with ${name}`, () => {
    for (const context of CONTEXTS) same(name, text, context);
  });
}

test('the same error for a context that is none', () => {
  assert.equal(outcome(() => js.check_text('x', 'nonsense')), outcome(() => wasm.check_text('x', 'nonsense')));
  assert.match(outcome(() => js.check_text('x', 'nonsense')), /^threw /);
});

test('the same findings on a megabyte, and after the memory has grown for it', () => {
  const before = memory.buffer.byteLength;
  const text = `${RISKY} é😀 `.repeat(Math.ceil(1_000_000 / (RISKY.length + 6)));
  const findings = same('a megabyte', text, 'review-reply');
  assert.ok(findings.length > 1000, `${findings.length} findings`);
  assert.ok(memory.buffer.byteLength > before, 'the memory grew');
  same('after growing', RISKY, 'review-reply');
  assert.equal(wasm.manual(findings[0].rule), js.manual(findings[0].rule));
});

test('how fast each is', (t) => {
  const texts = corpora.flatMap(read);
  // The time that the processor gave us: what else the machine does stretches the clock's.
  const scan = (module) => {
    const start = process.cpuUsage();
    for (const { text, context } of texts) module.check_text(text, context, false);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
  const best = (module) => Math.min(...Array.from({ length: 5 }, () => scan(module)));
  const [a, b] = [best(wasm), best(js)];
  const letters = texts.reduce((sum, { text }) => sum + text.length, 0);
  const each = (time) => `${((time / texts.length) * 1000).toFixed(0)} µs a text of ${Math.round(letters / texts.length)} letters`;
  t.diagnostic(`first load: wasm ${started.wasm.toFixed(1)} ms, js ${started.js.toFixed(1)} ms`);
  t.diagnostic(`wasm ${each(a)}, js ${each(b)}: js is ${(b / a).toFixed(2)} times slower`);
  // It is 2 to 3. A function of the hot path that is too long for V8 to optimise, or 64-bit arithmetic on it, makes it 10:
  // see OPTIMISE_JS in extension/build/encodings.mjs.
  assert.ok(b / a < 5, `js is ${(b / a).toFixed(1)} times slower than wasm`);
});
