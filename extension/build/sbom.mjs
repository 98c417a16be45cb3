// What is in the extension that somebody else made, as CycloneDX: the crates linked into the module, the word lists packed
// into it, what a tool left in it, and the npm packages of which a bundle holds a part. It says what ships and not what
// builds, so that a finding about a tool is not taken for one about the extension.

import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { linkedCrates } from './crates.mjs';
import { borrowedLists } from './notices.mjs';
import { BuildError, ROOT, crateVersion } from './steps.mjs';

// Its types for editors mislead Node's own way of importing it.
const require = createRequire(import.meta.url);
const { Contrib, Enums, Models, Serialize, Spec } = require('@cyclonedx/cyclonedx-library');
const checkExpression = require('spdx-expression-parse');

const licences = new Contrib.License.Factories.LicenseFactory(checkExpression);

/**
 * The text of `sbom.cdx.json`. It names no time and no number of its own, so that one commit gives one text.
 * @param {Iterable<string>} bundled files that went into the bundles, relative to the repository
 */
export async function makeSbom(bundled) {
  const bom = new Models.Bom();
  const crates = await linkedCrates();
  const sums = await checksums();
  const parts = new Map(crates.map((crate) => [crate.id, componentOf(crate, sums)]));
  for (const { id, uses } of crates) uses.forEach((used) => parts.get(id).dependencies.add(parts.get(used).bomRef));

  const ours = parts.get(crates.find(({ isOurs }) => isOurs).id);
  bom.metadata.component = ours;
  const others = [
    ...crates.filter(({ isOurs }) => !isOurs).map(({ id }) => parts.get(id)),
    await standardLibrary(),
    await leftover(),
    ...(await borrowedLists()).map(listOf),
    ...await packagesOf(bundled),
  ];
  for (const component of others) {
    bom.components.add(component);
    if (!component.purl?.startsWith('pkg:cargo/')) ours.dependencies.add(component.bomRef);
  }
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}

/** What the lock file says that the registry's archive of each crate must hash to. */
async function checksums() {
  const lock = await readFile(join(ROOT, 'Cargo.lock'), 'utf8');
  const entries = lock.matchAll(/^name = "(.+)"\nversion = "(.+)"\nsource = ".+"\nchecksum = "([0-9a-f]{64})"$/gm);
  return new Map([...entries].map(([, name, version, sum]) => [`${name}@${version}`, sum]));
}

function component(type, name, version, licence, { purl, url, sum } = {}) {
  const made = new Models.Component(type, name, { version, purl, bomRef: purl ?? `${type}:${name}` });
  if (licence) made.licenses.add(licenceOf(licence));
  if (sum) made.hashes.set(Enums.HashAlgorithm['SHA-256'], sum);
  if (url) made.externalReferences.add(new Models.ExternalReference(url, Enums.ExternalReferenceType.VCS));
  return made;
}

/** Old crates write `MIT/Apache-2.0`; and what somebody wrote by hand above a list may be no expression at all. */
const licenceOf = (text) => licences.makeFromString(text.replaceAll(/ ?\/ ?/g, ' OR '));

function componentOf({ name, version, license, repository, isOurs }, sums) {
  if (isOurs) return component(Enums.ComponentType.Application, name, version, license);
  return component(Enums.ComponentType.Library, name, version, license, {
    purl: `pkg:cargo/${name}@${version}`, url: repository ?? undefined, sum: sums.get(`${name}@${version}`),
  });
}

async function standardLibrary() {
  const toolchain = await readFile(join(ROOT, 'rust-toolchain.toml'), 'utf8');
  const version = /^channel = "(.+)"$/m.exec(toolchain)?.[1];
  if (!version) throw new BuildError('rust-toolchain.toml: expected a channel');
  return component(Enums.ComponentType.Library, 'rust-std', version, 'MIT OR Apache-2.0', { url: 'https://github.com/rust-lang/rust' });
}

/** wasm2js writes some lines of its own into what it makes. */
async function leftover() {
  const { packages } = JSON.parse(await readFile(join(ROOT, 'extension/package-lock.json'), 'utf8'));
  const { version, license } = packages['node_modules/binaryen'];
  return component(Enums.ComponentType.Library, 'binaryen', version, license, {
    purl: `pkg:npm/binaryen@${version}`, url: 'https://github.com/WebAssembly/binaryen',
  });
}

const listOf = ({ title, licence }) => component(Enums.ComponentType.Data, title, undefined, licence);

/** Packages of which a file was bundled. There are none, and the day there is one it stands here. */
async function packagesOf(bundled) {
  const folders = new Set();
  for (const path of bundled) {
    const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
    if (folder) folders.add(folder);
  }
  return Promise.all([...folders].sort().map(async (folder) => {
    const { name, version, license } = JSON.parse(await readFile(join(ROOT, folder, 'package.json'), 'utf8'));
    return component(Enums.ComponentType.Library, name, version, license, { purl: `pkg:npm/${name.replace('@', '%40')}@${version}` });
  }));
}
