// The demo as a served folder and as one file that works by double click. www/README.md says what it expects of us.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { linksOf } from './browsers.mjs';
import { PKG } from './encodings.mjs';
import { BuildError, DIST, ROOT, WORK, copy, emptied, exists, filesBelow, run, write } from './steps.mjs';

const SOURCE = join(ROOT, 'www');
const OUT = join(DIST, 'www');
/** Bundled, or there for whoever works on the page. */
const NOT_COPIED = /\.(m?js|css|json|md)$|^(pkg|rules)\//;
const COMMON = {
  bundle: true, minify: true, target: 'es2022', legalComments: 'none', logLevel: 'error', charset: 'utf8', write: false,
  loader: { '.svg': 'dataurl', '.png': 'dataurl', '.woff2': 'dataurl' },
};

export const hasDemo = () => exists(join(SOURCE, 'index.html'));

export async function makeDemo(notice) {
  // The rules with their manuals, from the crate itself: the page cannot say anything else than the scanner does.
  const profile = process.env.PROFILE === 'quick' ? ['--profile', 'quick'] : [];
  const rules = await run('cargo', ['run', '--quiet', '--locked', ...profile, '--', 'rules', '--json'], { cwd: ROOT });
  await write(join(SOURCE, 'rules.json'), rules);

  await makeFolder(notice);
  await makeFile(notice);
}

async function makeFolder(notice) {
  await emptied(OUT);
  for (const path of await filesBelow(SOURCE)) {
    if (!NOT_COPIED.test(path)) await copy(join(SOURCE, path), join(OUT, path));
  }
  await write(join(OUT, 'app.js'), await bundle('app.js', { format: 'esm' }));
  await write(join(OUT, 'app.css'), await bundle('app.css'));
  for (const name of PKG) await copy(join(DIST, 'pkg', name), join(OUT, 'pkg', name));
  await write(join(OUT, 'NOTICE.txt'), notice);
  for (const name of ['LICENSE-MIT', 'LICENSE-APACHE']) await copy(join(ROOT, name), join(OUT, name));

  for (const page of (await filesBelow(OUT)).filter((path) => path.endsWith('.html'))) {
    for (const link of linksOf(page, await readFile(join(OUT, page), 'utf8'))) {
      if (!await exists(join(OUT, link))) throw new BuildError(`www/${page} names ${link}, which dist/www lacks`);
    }
  }
}

async function makeFile(notice) {
  const script = await bundle('app.js', { format: 'iife', plugins: [inlinedModule()] });
  const style = (await bundle('app.css')).trim();
  // What would end the element early, or keep it from ending.
  if (/<\/script|<!--/i.test(script) || /<\/style/i.test(style)) {
    throw new BuildError('dist/curbside-demo.html: a script or style holds the end of its own element');
  }
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)} 'wasm-unsafe-eval'`,
    `style-src ${hashOf(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  let page = await readFile(join(SOURCE, 'index.html'), 'utf8');
  page = replaced(page, /<meta http-equiv="Content-Security-Policy" content="[^"]*">/, `<meta http-equiv="Content-Security-Policy" content="${policy}">`);
  page = replaced(page, /<link rel="stylesheet" href="app\.css">/, `<style>${style}</style>`);
  page = replaced(page, /[ \t]*<script type="module" src="app\.js"><\/script>\n?/, '');
  page = replaced(page, /<\/body>/, `<script>${script}</script>\n<!--\n${notice.replaceAll('--', '==')}-->\n</body>`);
  const links = linksOf('index.html', page.replace(/<!--[^]*?-->/g, ''));
  if (links.length) throw new BuildError(`dist/curbside-demo.html would need ${links.join(', ')} beside it`);
  await write(join(DIST, 'curbside-demo.html'), page);
}

async function bundle(name, options) {
  const { outputFiles: [file] } = await build({ ...COMMON, entryPoints: [join(SOURCE, name)], outdir: OUT, ...options });
  return file.text;
}

const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

function replaced(page, pattern, text) {
  const { length } = page.match(new RegExp(pattern, 'g')) ?? [];
  if (length !== 1) throw new BuildError(`www/index.html: expected ${pattern} once, but found it ${length ?? 0} times`);
  return page.replace(pattern, () => text);
}

/** A `./module.js` with the module inside: nothing can be fetched or imported from a `file:` page. */
function inlinedModule() {
  return {
    name: 'inlined-module',
    setup(builder) {
      builder.onResolve({ filter: /^\.\/module\.js$/ }, () => ({ path: 'module', namespace: 'inlined' }));
      builder.onLoad({ filter: /.*/, namespace: 'inlined' }, async () => {
        const wasm = await readFile(join(DIST, 'pkg/curbside_bg.wasm'));
        const glue = await build({
          entryPoints: [join(WORK, 'web/curbside.js')],
          bundle: true, format: 'iife', globalName: 'glue', write: false, logLevel: 'error', legalComments: 'none',
          // The glue looks beside itself only when it is not told where the module is.
          define: { 'import.meta.url': '""' },
        });
        return {
          loader: 'js',
          contents: `
            const bytes = Uint8Array.from(atob(${JSON.stringify(wasm.toString('base64'))}), (letter) => letter.charCodeAt(0));
            let compiled;
            // A function, because the glue holds the state of one instance, and each call has to give a fresh one.
            function freshGlue() { ${glue.outputFiles[0].text}; return glue; }
            export const encoding = 'wasm';
            export async function load() {
              compiled ??= WebAssembly.compile(bytes);
              const glue = freshGlue();
              await glue.default({ module_or_path: await compiled });
              return glue;
            }`,
        };
      });
    },
  };
}
