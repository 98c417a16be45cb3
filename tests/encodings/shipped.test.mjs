// What lies in dist/ must be what we say it is: small, of one version, complete, without a trace of this machine.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serve } from '../../extension/serve.mjs';
import { LOADER_LIMIT, linksOf, merged } from '../../extension/build/browsers.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const DIST = join(ROOT, 'dist');
const BROWSERS = ['chrome', 'firefox'];
const read = (path) => readFileSync(join(DIST, path), 'utf8');
const files = (folder) => readdirSync(join(DIST, folder), { recursive: true })
  .map((name) => join(folder, String(name)))
  .filter((name) => statSync(join(DIST, name)).isFile());

test('the loader is small', (t) => {
  for (const browser of BROWSERS) {
    const { size } = statSync(join(DIST, browser, 'content.js'));
    t.diagnostic(`${browser}: ${size} bytes`);
    assert.ok(size < LOADER_LIMIT, `${size} bytes`);
  }
});

test('every copy of the module is the same', () => {
  for (const name of ['curbside.js', 'curbside_bg.wasm', 'curbside_js.js']) {
    const digests = ['pkg', 'chrome/pkg', 'firefox/pkg', 'www/pkg']
      .map((folder) => createHash('sha256').update(readFileSync(join(DIST, folder, name))).digest('hex'));
    assert.equal(new Set(digests).size, 1, name);
  }
});

test('the manifests carry the version of the crate', () => {
  const [, version] = /^version = "(.+)"$/m.exec(readFileSync(join(ROOT, 'Cargo.toml'), 'utf8'));
  for (const browser of BROWSERS) assert.equal(JSON.parse(read(`${browser}/manifest.json`)).version, version);
});

test('scripts are there for the module to be loaded from a page, hidden from the page where that is possible', () => {
  const [chrome] = JSON.parse(read('chrome/manifest.json')).web_accessible_resources;
  assert.equal(chrome.use_dynamic_url, true);
  for (const browser of BROWSERS) {
    const resources = JSON.parse(read(`${browser}/manifest.json`)).web_accessible_resources.flatMap((entry) => entry.resources);
    assert.ok(resources.every((path) => path.startsWith('pkg/')), resources.join(' '));
  }
});

test('nothing makes code from text', () => {
  for (const path of [...BROWSERS.flatMap(files), ...files('www')].filter((name) => name.endsWith('.js'))) {
    assert.doesNotMatch(read(path), /\beval\(|new Function\(/, path);
  }
});

test('nothing names this machine', () => {
  const places = [homedir(), ROOT].filter((place) => place.length > 4);
  for (const path of [...BROWSERS.flatMap(files), ...files('www'), 'curbside-demo.html']) {
    const bytes = readFileSync(join(DIST, path));
    for (const place of places) assert.ok(!bytes.includes(`${place}/`), `${path} holds the path of a folder of this machine`);
    // Base64 hides what it holds, so look at the bytes themselves as well.
    if (path.endsWith('.js')) {
      for (const [run] of bytes.toString('latin1').matchAll(/[A-Za-z0-9+/=]{40,}/g)) {
        const plain = Buffer.from(run, 'base64');
        for (const place of places) assert.ok(!plain.includes(`${place}/`), `${path} holds the path of a folder of this machine`);
      }
    }
  }
});

test('the licences of others ship with what they made', () => {
  for (const place of [...BROWSERS, 'www']) assert.match(read(`${place}/NOTICE.txt`), /wasm-bindgen \d.*MIT/);
  assert.match(read('curbside-demo.html'), /wasm-bindgen \d.*MIT/);
});

test('the single file needs nothing beside it and its policy lets only its own script run', () => {
  const page = read('curbside-demo.html').replace(/<!--[^]*?-->/g, '');
  assert.deepEqual(linksOf('x.html', page), []);
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page);
  for (const [element, directive] of [['script', 'script-src'], ['style', 'style-src']]) {
    const [, text] = new RegExp(`<${element}>([^]*?)</${element}>`).exec(page);
    const digest = createHash('sha256').update(text).digest('base64');
    assert.ok(policy.includes(`${directive} 'sha256-${digest}'`), directive);
  }
  assert.match(policy, /^default-src 'none'/);
});

test('a patch changes objects by key, replaces lists, takes a key away with null', () => {
  assert.deepEqual(
    merged({ a: { b: 1, c: 2 }, d: [1, 2], e: 3 }, { a: { c: 4 }, d: [5], e: null, f: 6 }),
    { a: { b: 1, c: 4 }, d: [5], f: 6 },
  );
});

/** Asks for a path as it stands; fetch would tidy it first. */
const ask = (address, path, method = 'GET') => new Promise((done, failed) => {
  const { hostname, port } = new URL(address);
  request({ hostname, port, path, method }, (response) => {
    response.resume();
    response.on('end', () => done({ status: response.statusCode, type: response.headers['content-type'] }));
  }).on('error', failed).end();
});

test('the server serves its folder and nothing outside', async () => {
  assert.ok(existsSync(join(DIST, 'chrome/manifest.json')));
  const { address, close } = await serve(join(DIST, 'www'));
  try {
    assert.deepEqual(await ask(address, '/'), { status: 200, type: 'text/html; charset=utf-8' });
    assert.deepEqual(await ask(address, '/pkg/curbside_bg.wasm?1'), { status: 200, type: 'application/wasm' });
    assert.equal((await ask(address, '/app.js')).type, 'text/javascript; charset=utf-8');
    for (const path of ['/../chrome/manifest.json', '/%2e%2e/chrome/manifest.json', '/..%2fchrome/manifest.json', '//etc/passwd', '/%', '/nothing']) {
      assert.equal((await ask(address, path)).status, 404, path);
    }
    assert.equal((await ask(address, '/', 'POST')).status, 405);
  } finally {
    await close();
  }
});
