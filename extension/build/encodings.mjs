// One linked module, two encodings: WebAssembly, and the same module as JavaScript for the pages of Chromium whose
// Content-Security-Policy forbids WebAssembly (there the page's policy governs content scripts too).
//
// Both come from the same bytes, export the same names and must give the same findings: tests/encodings compares them.

import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { BuildError, DIST, ROOT, WORK, copy, emptied, exists, run, sha256, step, tool, write } from './steps.mjs';

/** build.sh's profile: what ships is `release`; `quick` is for the loop of edit and try. */
const PROFILE = process.env.PROFILE ?? 'release';
const LINKED = join(ROOT, `target/wasm32-unknown-unknown/${PROFILE}/curbside.wasm`);
const MADE = join(WORK, 'pkg');
/** The three files of `pkg/`: the glue, the module, and the same module as JavaScript. */
export const PKG = ['curbside.js', 'curbside_bg.wasm', 'curbside_js.js'];

/**
 * What rustc uses by itself, named one by one: `--all-features` would let wasm-opt write encodings (compact imports)
 * that no browser reads yet.
 */
const JS_FEATURES = [
  '--mvp-features',
  '--enable-bulk-memory',
  '--enable-bulk-memory-opt',
  '--enable-sign-ext',
  '--enable-mutable-globals',
  '--enable-nontrapping-float-to-int',
];
const WASM_FEATURES = [...JS_FEATURES, '--enable-reference-types', '--enable-multivalue', '--enable-call-indirect-overlong'];
/**
 * PERF: measured on the module with its page layer. wasm-opt -Os saves 1 KB of 414 and is no faster; rustc's `s` saves
 * nothing, and its `z` saves 64 KB and makes scanning twice as slow in both encodings.
 */
const OPTIMISE = [
  PROFILE === 'quick' ? '-O1' : '-O3',
  // Leaves the zeros in the data. To cut them out makes 20,000 pieces, which weigh 200 KB less as they are and 60 KB more
  // compressed, and of which each is a call that decodes it in the JavaScript (150 ms to load instead of 70).
  '--skip-pass=memory-packing',
];
/**
 * PERF: V8 never optimises a function of more than 60 KB of its bytecode, which is about 20 KB of wasm, and what it only
 * interprets is thirty times slower. wasm-opt by itself puts each function that is called from one place into its
 * caller, which made the scanner's two longest functions 130 KB: the JavaScript took 10 times as long as the wasm. With
 * small bounds it takes 2 to 3 times as long; tests/encodings watches that.
 */
const OPTIMISE_JS = [...OPTIMISE, '--one-caller-inline-max-function-size=30', '--flexible-inline-max-function-size=10'];

/**
 * Of so many bytes of wasm a function becomes 60 KB of V8's bytecode: 3.0 to 3.4 bytes of that for each, measured with
 * `node --no-lazy --print-bytecode` on our longest.
 */
const LONGEST_FUNCTION = 18_000;
/** What runs once a page may be as long as it is: nothing runs often enough in it to be optimised. */
const ONCE = /\bpolicy::(house::House|read)::build\b/;

/** Makes `dist/pkg/` from what cargo linked; does nothing when neither that nor a tool changed. */
export async function makeEncodings() {
  const linked = await readFile(LINKED).catch(() => {
    throw new BuildError('the crate is not compiled yet: run ./build.sh build');
  });
  const key = sha256(
    linked,
    PROFILE,
    await run('wasm-bindgen', ['--version']),
    await readFile(join(ROOT, 'extension/package-lock.json')),
    await readFile(fileURLToPath(import.meta.url)),
  );
  const stamp = join(WORK, 'pkg.key');
  const fresh = (await readFile(stamp, 'utf8').catch(() => '')) === key;
  if (fresh && (await Promise.all(PKG.map((name) => exists(join(MADE, name))))).every(Boolean)) {
    await step('encode the module twice', async () => 'unchanged');
  } else {
    await rm(stamp, { force: true });
    await emptied(MADE);
    await step('encode the module as WebAssembly (wasm-bindgen, wasm-opt)', encodeWasm);
    await step('encode the same module as JavaScript (wasm2js, esbuild)', encodeJs);
    await writeFile(stamp, key);
  }
  for (const name of PKG) await copy(join(MADE, name), join(DIST, 'pkg', name));
  // For the tests that import it under Node, which otherwise takes a `.js` for an older kind of module.
  await write(join(DIST, 'pkg/package.json'), '{ "type": "module" }\n');
}

async function encodeWasm() {
  const out = join(WORK, 'web');
  await emptied(out);
  await run('wasm-bindgen', ['--target', 'web', '--no-typescript', '--out-name', 'curbside', '--out-dir', out, LINKED]);
  await tool('wasm-opt', [
    ...WASM_FEATURES, ...OPTIMISE, '--strip-producers', '--strip-target-features',
    join(out, 'curbside_bg.wasm'), '-o', join(MADE, 'curbside_bg.wasm'),
  ]);
  const glue = await transform(unclobbered(await readFile(join(out, 'curbside.js'), 'utf8')), {
    format: 'esm', minify: true, target: 'es2022', legalComments: 'none',
  });
  await writeFile(join(MADE, 'curbside.js'), glue.code);
}

async function encodeJs() {
  const out = join(WORK, 'js');
  await emptied(out);
  // Without this wasm-bindgen keeps host values in a second table, and wasm2js knows one table only. The section has
  // to go before the features can be written anew.
  const bare = join(out, 'bare.wasm');
  const plain = join(out, 'plain.wasm');
  await tool('wasm-opt', ['-g', '--strip-target-features', LINKED, '-o', bare]);
  await tool('wasm-opt', ['-g', ...JS_FEATURES, '--emit-target-features', bare, '-o', plain]);
  await run('wasm-bindgen', ['--target', 'bundler', '--no-typescript', '--out-name', 'curbside', '--out-dir', out, plain]);

  const lowered = join(out, 'lowered.wasm');
  await tool('wasm-opt', [
    ...JS_FEATURES, '--llvm-nontrapping-fptoint-lowering', '--signext-lowering', ...OPTIMISE_JS,
    '-g', join(out, 'curbside_bg.wasm'), '-o', lowered,
  ]);
  if (PROFILE !== 'quick') refuseLong(functionSizes(await readFile(lowered)));
  const module = join(out, 'curbside_wasm2js.js');
  await tool('wasm2js', [...OPTIMISE_JS, lowered, '-o', module]);
  await writeFile(module, parsedOnce(await readFile(module, 'utf8')));

  const glue = join(out, 'curbside_bg.js');
  await writeFile(glue, unclobbered(freshViews(await readFile(glue, 'utf8'))));
  await build({
    entryPoints: [join(out, 'curbside.js')],
    outfile: join(MADE, 'curbside_js.js'),
    bundle: true, format: 'esm', minify: true, target: 'es2022', legalComments: 'none', logLevel: 'error',
    plugins: [leftovers(module)],
  });
}

/** Stops the build where a function has grown so long that no browser would optimise it: nobody sees that otherwise. */
export function refuseLong(functions) {
  if (functions.length < 500) throw new BuildError(`encodings: expected at least 500 functions in the module, but found ${functions.length}`);
  const long = functions.filter(({ name, size }) => size > LONGEST_FUNCTION && !ONCE.test(name));
  if (long.length === 0) return;
  throw new BuildError(
    `encodings: expected functions of at most ${LONGEST_FUNCTION} bytes, but found `
    + `${long.map(({ name, size }) => `${name} of ${size}`).join(', ')}. What calls it only interprets it in the JavaScript: `
    + 'mark what it calls with #[inline(never)], or part it',
  );
}

/** The name and the size in bytes of each function of a module, from its sections "import", "code" and "name". */
export function functionSizes(wasm) {
  let at = 8;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = wasm[at++];
      if (byte === undefined) throw new BuildError('encodings: expected a whole module, but it ends inside a number');
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  const text = () => {
    const length = number();
    at += length;
    return wasm.toString('utf8', at - length, at);
  };
  const imported = WebAssembly.Module.imports(new WebAssembly.Module(wasm)).filter(({ kind }) => kind === 'function').length;
  const sizes = [];
  const names = new Map();
  while (at < wasm.length) {
    const section = wasm[at++];
    const length = number();
    const end = at + length;
    if (section === 10) {
      for (let left = number(); left > 0; left -= 1) {
        const size = number();
        sizes.push(size);
        at += size;
      }
    } else if (section === 0 && text() === 'name') {
      while (at < end) {
        const kind = wasm[at++];
        const size = number();
        const next = at + size;
        if (kind === 1) {
          for (let left = number(); left > 0; left -= 1) {
            const index = number();
            names.set(index, text());
          }
        }
        at = next;
      }
    }
    at = end;
  }
  return sizes.map((size, index) => ({ size, name: names.get(index + imported) ?? `number ${index + imported}` }));
}

/** What the page layer asks of nodes. A form or a document answers to these names with a field or picture of that name. */
const OF_NODES = [
  'activeElement', 'addEventListener', 'appendChild', 'closest', 'compareDocumentPosition', 'contains', 'createElement',
  'createElementNS', 'createRange', 'createTextNode', 'dispatchEvent', 'documentElement', 'elementFromPoint', 'firstChild',
  'firstElementChild', 'getAttribute', 'getElementById', 'getRootNode', 'hasAttribute', 'hasChildNodes', 'isConnected',
  'isSameNode', 'localName', 'matches', 'nextElementSibling', 'nextSibling', 'nodeType', 'ownerDocument', 'parentElement',
  'parentNode', 'previousElementSibling', 'querySelector', 'querySelectorAll', 'remove', 'removeEventListener',
  'requestSubmit', 'shadowRoot', 'body', 'head',
];

/**
 * SECURITY: `<input name="contains">` makes `form.contains` that input, `<img name="body">` makes `document.body` that
 * picture, in our world as in the page's. What the prototype says cannot be named away.
 */
function unclobbered(glue) {
  let guarded = 0;
  const text = glue.replace(/\b(getObject\(arg\d+\)|arg\d+)\.(\w+)(\(|;)/g, (found, node, name, next) => {
    if (!OF_NODES.includes(name)) return found;
    guarded += 1;
    return next === ';' ? `ofNode(${node}, '${name}');` : `ofNode(${node}, '${name}').call(${node}, `;
  });
  if (guarded < 20) {
    throw new BuildError(
      `encodings: expected at least 20 calls on nodes in wasm-bindgen's glue, but found ${guarded}: its wording changed, `
      + 'see unclobbered in extension/build/encodings.mjs',
    );
  }
  return `${text}\nfunction ofNode(node, name) { return Reflect.get(Object.getPrototypeOf(node), name, node); }\n`;
}

/**
 * A grown memory of WebAssembly empties the views on the old one, and the glue looks for that. A grown memory of
 * wasm2js leaves the old bytes readable, so the glue would go on reading them, silently wrong: compare the buffers.
 */
function freshViews(glue) {
  const views = glue.match(/^let cached\w+Memory0 = null;$/gm) ?? [];
  let mended = 0;
  const text = glue.replace(/if \((cached\w+Memory0) === null \|\| .+\) \{$/gm, (_, view) => {
    mended += 1;
    return `if (${view} === null || ${view}.buffer !== wasm.memory.buffer) {`;
  });
  if (mended === 0 || mended !== views.length) {
    throw new BuildError(
      `encodings: expected every view of the memory in wasm-bindgen's glue to be mended, but ${mended} of ${views.length} were: `
      + 'its wording changed, see freshViews in extension/build/encodings.mjs',
    );
  }
  return text;
}

/**
 * PERF: V8 reads a function that is called later twice, first to see that it is well formed. A function in brackets it
 * takes for one that is called at once. For the one function that holds the whole module that saves a quarter of the
 * time to load (28 ms instead of 36 for 850 KB).
 */
function parsedOnce(module) {
  const parts = /^([^]*\n)(function asmFunc\(imports\) \{\n[^]*\n\})\n\nvar retasmFunc = asmFunc\(([^]*)$/.exec(module);
  if (!parts) throw new BuildError("encodings: wasm2js writes its module in another form now, see parsedOnce in extension/build/encodings.mjs");
  const [, before, body, after] = parts;
  return `${before}var retasmFunc = (${body})(${after}`;
}

/** Puts wasm2js's module where the glue imports the `.wasm`, and answers the imports that nobody else does. */
function leftovers(module) {
  const stubs = {
    // Host values live in the glue's `heap` here; its first 1,024 places are reserved.
    __wbindgen_externref_xform__: 'export const __wbindgen_externref_statics_end = () => 1024;',
    // The upper half of a 64-bit result. No export of ours returns one, and one that did would be wrong without it.
    env: 'export const setTempRet0 = () => { throw new Error("a 64-bit value left the module"); };',
  };
  return {
    name: 'leftovers',
    setup(builder) {
      builder.onResolve({ filter: /curbside_bg\.wasm$/ }, () => ({ path: module }));
      builder.onResolve({ filter: /^(__wbindgen_externref_xform__|env)$/ }, ({ path }) => ({ path, namespace: 'stub' }));
      builder.onLoad({ filter: /.*/, namespace: 'stub' }, ({ path }) => ({ contents: stubs[path] }));
    },
  };
}

/** Ensures the folder of intermediate files. */
export const prepare = () => mkdir(WORK, { recursive: true });
