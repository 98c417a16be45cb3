// What is bundled when the tests start, so that no minified library lies among our fixtures: React's page, and a page for
// every editor in pages/editors, made from its npm package.
import { readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const PAGES = fileURLToPath(new URL('../pages/', import.meta.url));

/** Files that exist only in memory, by the path under which the server has them. */
export async function bundles() {
  const sources = (await readdir(`${PAGES}editors`)).filter((name) => /\.jsx?$/.test(name) && name !== 'stage.js');
  const { outputFiles } = await build({
    entryPoints: [`${PAGES}react.jsx`, ...sources.map((name) => `${PAGES}editors/${name}`)],
    bundle: true,
    write: false,
    format: 'iife',
    jsx: 'automatic',
    outdir: PAGES,
    outbase: PAGES,
    loader: { '.svg': 'text' },
    logLevel: 'error',
    // Draft.js asks for `global`.
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
  });
  const files = outputFiles.map(({ path, contents }) => [path.slice(PAGES.length), Buffer.from(contents)]);
  const styled = new Set(files.map(([name]) => name).filter((name) => name.endsWith('.css')));
  const pages = sources.map((name) => basename(name).replace(/\.jsx?$/, ''));
  return Object.fromEntries([...files, ...pages.map((name) => [`editors/${name}.html`, page(name, styled.has(`editors/${name}.css`))])]);
}

const page = (name, isStyled) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${name}</title>
<link rel="stylesheet" href="/page.css">
${isStyled ? `<link rel="stylesheet" href="/editors/${name}.css">` : ''}
<link rel="stylesheet" href="/editors/stage.css">
<body>
<div id="stage"></div>
<script src="/editors/${name}.js"></script>
`;
