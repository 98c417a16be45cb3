// The unpacked extension of each browser: one manifest base with the browser's patch, the bundled scripts, the pages,
// the module in both encodings. A name in the manifest or in a page that leads nowhere stops the build.

import { readFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { build } from 'esbuild';
import { BuildError, DIST, ROOT, copy, crateVersion, emptied, exists, filesBelow, sha256, write } from './steps.mjs';
import { PKG } from './encodings.mjs';
import { makeSbom } from './sbom.mjs';

export const BROWSERS = ['chrome', 'firefox'];

const SOURCE = join(ROOT, 'extension');
/** What lies in extension/ for the build and does not ship. */
const NOT_SHIPPED = /^(build\/|enterprise\/|pkg\/|package(-lock)?\.json$|manifest\.\w+\.json$|sites\.json$|icons\/.*\.svg$)|\.(md|mjs|sh)$/;
/** Scripts that content.js imports when they are wanted; they lie beside the module, where a page's script may fetch them. */
const IMPORTED = new Map([['wake.js', 'pkg/wake.js']]);
/** The loader's weight in every frame of every page, until a text box gets focus. */
export const LOADER_LIMIT = 4096;

export const hasExtension = () => exists(join(SOURCE, 'manifest.base.json'));

/** Makes `dist/<browser>/`. */
export async function makeBrowser(browser, notice) {
  const out = join(DIST, browser);
  await emptied(out);
  const manifest = await makeManifest(browser);
  const scripts = new Map([...await pageScripts(), ...classicScripts(manifest).map((path) => [path, 'iife'])]);

  for (const path of await filesBelow(SOURCE)) {
    // Scripts go in as bundles, and what they import goes in with them.
    if (NOT_SHIPPED.test(path) || path.endsWith('.js')) continue;
    // What only one browser needs lies in a folder with its name.
    if (BROWSERS.some((other) => other !== browser && path.startsWith(`${other}/`))) continue;
    await copy(join(SOURCE, path), join(out, path));
  }
  for (const name of PKG) await copy(join(DIST, 'pkg', name), join(out, 'pkg', name));
  // Which module it is, for the records: both encodings come from the same bytes.
  const define = { CURBSIDE_RULES: JSON.stringify(sha256(await readFile(join(out, 'pkg/curbside_bg.wasm'))).slice(0, 12)) };
  const bundled = [];
  for (const [script, format] of scripts) bundled.push(...await bundle(script, format, join(out, script), define));
  for (const [script, path] of IMPORTED) bundled.push(...await bundle(script, 'esm', join(out, path), define));
  await write(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  await write(join(out, 'NOTICE.txt'), notice);
  await write(join(out, 'sbom.cdx.json'), await makeSbom(bundled));
  for (const name of ['LICENSE-MIT', 'LICENSE-APACHE']) await copy(join(ROOT, name), join(out, name));
  await checkNames(out, manifest, browser);
}

async function makeManifest(browser) {
  const read = async (name) => {
    const text = await readFile(join(SOURCE, name), 'utf8').catch(() => {
      throw new BuildError(`extension/${name} is missing`);
    });
    try {
      return JSON.parse(text);
    } catch (error) {
      throw new BuildError(`extension/${name}: ${error.message}`);
    }
  };
  const base = withSites(await read('manifest.base.json'), await read('sites.json'));
  const manifest = merged(base, await read(`manifest.${browser}.json`));
  return { ...manifest, version: await crateVersion() };
}

/**
 * The manifest with the hosts of `sites.json` where its content scripts name them. A browser refuses a script that
 * follows frames by their origin and names a path, so hosts and paths are two lists.
 */
export function withSites(manifest, { sites }) {
  const all = sites.flatMap(({ hosts }) => hosts);
  const lists = {
    'hosts of sites.json': all.filter((host) => !host.includes('/')).map((host) => `https://${host}/*`),
    'paths of sites.json': all.filter((host) => host.includes('/')).map((host) => `https://${host}`),
  };
  const fill = (entry) => ({ ...entry, matches: lists[entry.matches] ?? entry.matches });
  return { ...manifest, content_scripts: manifest.content_scripts?.map(fill) };
}

/**
 * A patch over a base: objects by key, everything else (lists too) replaced, `null` takes the key away. A patch
 * `{"*": …}` over a list is one over each thing in it.
 */
export function merged(base, patch) {
  const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
  if (Array.isArray(base) && isObject(patch) && '*' in patch) return base.map((item) => merged(item, patch['*']));
  if (!isObject(base) || !isObject(patch)) return patch;
  const result = { ...base };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = key in base ? merged(base[key], value) : value;
  }
  return result;
}

/** Scripts that the manifest names. They are classic scripts in both browsers, so each becomes one closed function. */
function classicScripts(manifest) {
  return [
    ...(manifest.content_scripts ?? []).flatMap((entry) => entry.js ?? []),
    ...(manifest.background?.scripts ?? []),
    ...(manifest.background?.service_worker ? [manifest.background.service_worker] : []),
  ];
}

/** Scripts that the extension's own pages name, each with the form in which the page wants it. */
async function pageScripts() {
  const scripts = [];
  for (const page of (await filesBelow(SOURCE)).filter((path) => path.endsWith('.html') && !NOT_SHIPPED.test(path))) {
    const html = await readFile(join(SOURCE, page), 'utf8');
    for (const [element] of html.matchAll(/<script\b[^>]*>/g)) {
      const form = /type="module"/.test(element) ? 'esm' : 'iife';
      scripts.push(...linksOf(page, element).map((path) => [path, form]));
    }
  }
  return scripts;
}

/** Local files that a page names by `src` or `href`, as paths from the top of the extension. */
export function linksOf(page, html) {
  return [...html.matchAll(/\b(?:src|href)="([^"#?]+)/g)]
    .map(([, link]) => link)
    .filter((link) => !/^[a-z-]+:/i.test(link))
    .map((link) => (link.startsWith('/') ? link.slice(1) : posix.normalize(posix.join(dirname(page), link))));
}

/** Writes a bundle, and gives the files that went into it. */
async function bundle(script, format, outfile, define) {
  if (!await exists(join(SOURCE, script))) throw new BuildError(`extension/${script} is named and missing`);
  const { metafile } = await build({
    entryPoints: [join(SOURCE, script)],
    outfile,
    define,
    absWorkingDir: ROOT,
    metafile: true,
    bundle: true, format, minify: true, target: 'es2022', legalComments: 'none', logLevel: 'error', charset: 'utf8',
    // The module is a file of its own in the package, and stays one.
    external: ['../pkg/*'],
  });
  return Object.keys(metafile.inputs);
}

async function checkNames(out, manifest, browser) {
  const icons = (value) => (typeof value === 'string' ? [value] : Object.values(value ?? {}));
  const named = [
    ...classicScripts(manifest),
    ...(manifest.content_scripts ?? []).flatMap((entry) => entry.css ?? []),
    ...(manifest.web_accessible_resources ?? []).flatMap((entry) => entry.resources ?? []).filter((path) => !path.includes('*')),
    ...icons(manifest.icons),
    ...icons(manifest.action?.default_icon),
    manifest.action?.default_popup,
    manifest.options_ui?.page,
    manifest.storage?.managed_schema,
    manifest.default_locale && `_locales/${manifest.default_locale}/messages.json`,
  ].filter(Boolean);
  const missing = [];
  for (const path of named) {
    if (!await exists(join(out, path))) missing.push(`manifest.json names ${path}`);
  }
  for (const page of (await filesBelow(out)).filter((path) => path.endsWith('.html'))) {
    for (const path of linksOf(page, await readFile(join(out, page), 'utf8'))) {
      if (!await exists(join(out, path))) missing.push(`${page} names ${path}`);
    }
  }
  if (manifest.default_locale) {
    const path = join(out, '_locales', manifest.default_locale, 'messages.json');
    const messages = new Set(Object.keys(JSON.parse(await readFile(path, 'utf8').catch(() => '{}'))));
    for (const [, key] of JSON.stringify(manifest).matchAll(/__MSG_(\w+)__/g)) {
      if (!messages.has(key)) missing.push(`manifest.json names the message ${key}`);
    }
  }
  if (missing.length) throw new BuildError(`dist/${browser} lacks what it names:\n    ${[...new Set(missing)].join('\n    ')}`);

  for (const { js = [] } of manifest.content_scripts ?? []) {
    for (const script of js) {
      const { length } = await readFile(join(out, script));
      if (length >= LOADER_LIMIT) {
        throw new BuildError(`${script} has ${length} bytes; every frame of every page loads it, so it may have ${LOADER_LIMIT - 1}`);
      }
    }
  }
}
