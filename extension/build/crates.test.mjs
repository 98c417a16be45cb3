// What deny.toml asks for, where cargo-deny is not there to look: licences, sources and crates that may not be.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT, run } from './steps.mjs';

const parse = createRequire(import.meta.url)('spdx-expression-parse');
const deny = await readFile(join(ROOT, 'deny.toml'), 'utf8');
const listOf = (key) => [...new RegExp(`^${key} = \\[([^\\]]*)\\]`, 'm').exec(deny)[1].matchAll(/"([^"]+)"/g)].map(([, name]) => name);
const allowed = listOf('allow');
const banned = [...deny.matchAll(/^ +\{ crate = "([^"]+)"/gm)].map(([, name]) => name);
const { packages } = JSON.parse(await run('cargo', ['metadata', '--format-version', '1', '--locked', '--all-features'], { cwd: ROOT }));
const others = packages.filter(({ source }) => source !== null);

function fits(licence) {
  if (licence.conjunction === 'or') return fits(licence.left) || fits(licence.right);
  if (licence.conjunction === 'and') return fits(licence.left) && fits(licence.right);
  return allowed.includes(licence.exception ? `${licence.license} WITH ${licence.exception}` : licence.license);
}

test('every crate has a licence that is allowed', () => {
  assert.ok(allowed.length > 3 && others.length > 50, `${allowed.length} licences, ${others.length} crates`);
  for (const { name, license } of others) {
    assert.ok(fits(parse(license.replaceAll(/ ?\/ ?/g, ' OR '))), `${name}: ${license}`);
  }
  assert.equal(fits(parse('GPL-3.0-only')), false);
  assert.equal(fits(parse('MIT AND GPL-3.0-only')), false);
});

test('every crate comes from crates.io, and none may not be', () => {
  for (const { name, source } of others) assert.equal(source, 'registry+https://github.com/rust-lang/crates.io-index', name);
  assert.ok(banned.length > 3);
  assert.deepEqual(others.map(({ name }) => name).filter((name) => banned.includes(name)), []);
});

test('every Node package comes from the registry, and is what its checksum says', async () => {
  for (const folder of ['extension', 'tests/e2e']) {
    const { packages: locked } = JSON.parse(await readFile(join(ROOT, folder, 'package-lock.json'), 'utf8'));
    for (const [name, { resolved, integrity, link, inBundle }] of Object.entries(locked)) {
      if (name === '' || link || inBundle) continue;
      // A lock that names no address means the registry.
      assert.match(resolved ?? 'https://registry.npmjs.org/', /^https:\/\/registry\.npmjs\.org\//, `${folder}: ${name}`);
      assert.match(integrity ?? '', /^sha512-/, `${folder}: ${name}`);
    }
  }
});
