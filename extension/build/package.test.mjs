// What goes out: the same bytes from the same files, a signature that the browsers' own definition of the format reads,
// and a list of parts that CycloneDX's own schema takes.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { constants, generateKeyPairSync, verify } from 'node:crypto';
import { chmod, cp, mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import protobuf from 'protobufjs';
import { jsonInside, zipOf, zipOfNamed } from './archive.mjs';
import { crxOf, idOf, signingKey } from './crx.mjs';
import { ARCHIVES, updateXml, updatesJson, withUpdateUrl } from './package.mjs';
import { makeSbom } from './sbom.mjs';
import { sourceFiles } from './source.mjs';
import { DIST, digest, filesBelow } from './steps.mjs';

const { Spec, Validation } = createRequire(import.meta.url)('@cyclonedx/cyclonedx-library');

const folder = await mkdtemp(join(tmpdir(), 'curbside-package-'));
after(() => rm(folder, { recursive: true, force: true }));

const keyOf = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const pemOf = (key) => key.export({ type: 'pkcs8', format: 'pem' });
const HOST = 'https://extensions.example.org/curbside';

/** The digest of `dist/<browser>` as a zip, made by a process of its own in another place, time zone and mood. */
async function packedElsewhere(browser, zone) {
  const copy = join(folder, `${browser}-${zone.replace('/', '-')}`);
  await cp(join(DIST, browser), copy, { recursive: true });
  for (const name of (await filesBelow(copy)).reverse()) {
    await utimes(join(copy, name), new Date(), new Date(1e12 * Math.random()));
    await chmod(join(copy, name), Math.random() < 0.5 ? 0o600 : 0o755);
  }
  const script = `
    import { zipOf } from ${JSON.stringify(new URL('archive.mjs', import.meta.url).href)};
    import { digest } from ${JSON.stringify(new URL('steps.mjs', import.meta.url).href)};
    console.log(digest(await zipOf(${JSON.stringify(copy)})));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], { env: { ...process.env, TZ: zone } });
  return stdout.trim();
}

test('the same files give the same archive, whatever their times, modes, place and time zone', async () => {
  const [one, other] = await Promise.all(['America/St_Johns', 'Asia/Tokyo'].map((zone) => packedElsewhere('firefox', zone)));
  assert.match(one, /^[0-9a-f]{64}$/);
  assert.equal(one, other);
});

test('an archive holds every file of its folder, and a changed one changes it', async () => {
  const copy = join(folder, 'changed');
  await cp(join(DIST, 'chrome/_locales'), copy, { recursive: true });
  const before = await zipOf(copy);
  assert.deepEqual(Object.keys(unzipSync(before)), await filesBelow(copy));
  assert.equal(jsonInside(before, 'en/messages.json').shortName.message, 'Curbside');
  await writeFile(join(copy, 'en/messages.json'), '{}');
  assert.notEqual(digest(await zipOf(copy)), digest(before));
});

/** The part of Chromium's components/crx_file/crx3.proto that developers' packages use. */
const CRX3 = protobuf.parse(`
  syntax = "proto2";
  message CrxFileHeader {
    repeated AsymmetricKeyProof sha256_with_rsa = 2;
    repeated AsymmetricKeyProof sha256_with_ecdsa = 3;
    optional bytes verified_contents = 4;
    optional bytes signed_header_data = 10000;
  }
  message AsymmetricKeyProof { optional bytes public_key = 1; optional bytes signature = 2; }
  message SignedData { optional bytes crx_id = 1; }
`, { keepCase: true }).root;

/** What a browser would make of a CRX3 file: its id and its zip, or an error where the signature is not right. */
function opened(crx) {
  assert.equal(crx.toString('latin1', 0, 4), 'Cr24');
  assert.equal(crx.readUInt32LE(4), 3);
  const zip = crx.subarray(12 + crx.readUInt32LE(8));
  const header = CRX3.lookupType('CrxFileHeader').decode(crx.subarray(12, 12 + crx.readUInt32LE(8)));
  const [{ public_key: publicKey, signature }] = header.sha256_with_rsa;
  const size = Buffer.alloc(4);
  size.writeUInt32LE(header.signed_header_data.length);
  const signed = Buffer.concat([Buffer.from('CRX3 SignedData\0'), size, header.signed_header_data, zip]);
  const key = { key: Buffer.from(publicKey), format: 'der', type: 'spki', padding: constants.RSA_PKCS1_PADDING };
  assert.ok(verify('sha256', signed, key, signature), 'the signature is not right');
  const { crx_id: id } = CRX3.lookupType('SignedData').decode(header.signed_header_data);
  assert.equal(id.length, 16);
  const letters = [...Buffer.from(id).toString('hex')].map((digit) => 'abcdefghijklmnop'[parseInt(digit, 16)]).join('');
  assert.equal(letters, idOf(publicKey));
  return { id: letters, zip };
}

test('a CRX3 file reads as Chromium defines it, and its signature holds for these bytes alone', () => {
  const key = keyOf();
  const zip = Buffer.from('any bytes are a zip to a signature');
  const crx = crxOf(zip, key);
  assert.deepEqual(opened(crx).zip, zip);
  assert.deepEqual(crxOf(zip, key), crx, 'the same key signs the same bytes in the same way');
  const changed = Buffer.from(crx);
  changed[changed.length - 1] ^= 1;
  assert.throws(() => opened(changed), /signature is not right/);
  assert.notEqual(opened(crxOf(zip, keyOf())).id, opened(crx).id);
});

test('what was packed is what the sums say, and what an own server serves holds the same extension', async (t) => {
  const sums = await readFile(join(DIST, 'SHA256SUMS'), 'utf8').catch(() => '');
  if (!sums) return t.skip('there is no package: ./build.sh package');
  const lines = sums.trimEnd().split('\n').map((line) => line.split('  '));
  assert.deepEqual(lines.map(([, name]) => name).sort(), [...ARCHIVES, 'sbom.cdx.json'].sort());
  for (const [sum, name] of lines) assert.equal(digest(await readFile(join(DIST, name))), sum, name);

  const { id, zip } = opened(await readFile(join(DIST, 'selfhost/curbside.crx')));
  assert.deepEqual(zip, await readFile(join(DIST, 'chrome.zip')));
  assert.deepEqual(zip, await readFile(join(DIST, 'edge.zip')));
  assert.match(await readFile(join(DIST, 'selfhost/update.xml'), 'utf8'), new RegExp(`appid="${id}"`));
  const { addons } = JSON.parse(await readFile(join(DIST, 'selfhost/updates.json'), 'utf8'));
  const { update_hash: hash } = addons['extension@curbside.example'].updates[0];
  assert.equal(hash, `sha256:${digest(await readFile(join(DIST, 'selfhost/curbside.xpi')))}`);
  assert.ok(jsonInside(await readFile(join(DIST, 'source.zip')), 'extension/package.json').private);
  return undefined;
});

test('an id is made of a key as Chromium makes it', () => {
  // By hand: the first 16 bytes of SHA-256 of these letters, whose digits stand for a to p.
  assert.equal(digest(Buffer.from('abc')).slice(0, 32), 'ba7816bf8f01cfea414140de5dae2223');
  assert.equal(idOf(Buffer.from('abc')), 'lkhibglpipabmpokebebeanofnkocccd');
});

test('a key is made once, kept where only its owner reads it, and one that was given and is none is refused', async () => {
  const home = { XDG_CONFIG_HOME: join(folder, 'config') };
  const first = await signingKey(home);
  assert.match(first.told, /a new key/);
  const path = join(folder, 'config/curbside/crx-key.pem');
  assert.equal((await stat(path)).mode & 0o777, 0o600);
  const again = await signingKey(home);
  assert.equal(again.id, first.id);
  assert.match(again.told, /crx-key\.pem$/);

  const pem = pemOf(keyOf());
  assert.equal((await signingKey({ ...home, CRX_KEY: pem })).told, 'with the key of CRX_KEY');
  await writeFile(join(folder, 'given.pem'), pem);
  assert.equal((await signingKey({ CRX_KEY: join(folder, 'given.pem') })).id, (await signingKey({ CRX_KEY: pem })).id);
  const curve = pemOf(generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey);
  const weak = pemOf(generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey);
  for (const wrong of [join(folder, 'no-such.pem'), path.replace('.pem', ''), `${pem.slice(0, 40)}-----`, curve, weak]) {
    await assert.rejects(signingKey({ ...home, CRX_KEY: wrong }), /^Error: CRX_KEY: expected/);
  }
});

test('what browsers ask a server for names the package, its version and where it lies', async () => {
  const chrome = JSON.parse(await readFile(join(DIST, 'chrome/manifest.json'), 'utf8'));
  const xml = updateXml({ id: 'abcdefghijklmnopabcdefghijklmnop', host: HOST, manifest: chrome });
  assert.match(xml, /<gupdate xmlns="http:\/\/www\.google\.com\/update2\/response" protocol="2\.0">/);
  assert.match(xml, new RegExp(`codebase="${HOST}/curbside.crx" version="${chrome.version}" prodversionmin="${chrome.minimum_chrome_version}"`));

  const plain = await zipOfNamed(join(DIST, 'firefox'), ['manifest.json', 'NOTICE.txt']);
  const xpi = withUpdateUrl(plain, `${HOST}/updates.json`);
  const manifest = jsonInside(xpi, 'manifest.json');
  const { update_url: url, ...rest } = manifest.browser_specific_settings.gecko;
  assert.equal(url, `${HOST}/updates.json`);
  const before = jsonInside(plain, 'manifest.json');
  assert.deepEqual({ ...manifest, browser_specific_settings: { gecko: rest } }, before, 'nothing else is another');
  const { addons } = JSON.parse(updatesJson({ host: HOST, xpi, manifest }));
  const [update] = addons[rest.id].updates;
  assert.equal(update.update_hash, `sha256:${digest(xpi)}`);
  assert.equal(update.version, manifest.version);
  assert.equal(update.update_link, `${HOST}/curbside.xpi`);
});

test('the source holds every part of the build, and nothing that was built', async () => {
  const files = await sourceFiles();
  for (const needed of ['build.sh', 'Cargo.lock', 'rust-toolchain.toml', 'extension/package-lock.json', 'extension/build/REBUILD.md', 'src/lib.rs']) {
    assert.ok(files.includes(needed), needed);
  }
  assert.deepEqual(files.filter((name) => /(^|\/)(node_modules|target|dist|\.git)\/|\.pem$/.test(name)), []);
});

test('the list of parts is CycloneDX, the same each time, and names every crate of the notice', async () => {
  const text = await readFile(join(DIST, 'chrome/sbom.cdx.json'), 'utf8');
  assert.equal(await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text), null);
  assert.equal(await readFile(join(DIST, 'firefox/sbom.cdx.json'), 'utf8'), text);
  assert.equal(await makeSbom([]), text, 'no npm package is bundled');
  const { components, dependencies } = JSON.parse(text);
  const notice = await readFile(join(DIST, 'chrome/NOTICE.txt'), 'utf8');
  const named = [...notice.matchAll(/^ {2}([a-z0-9_-]+) (\d+\.\d+\.\d+\S*): /gm)].map(([, name, version]) => `${name} ${version}`);
  const crates = components.filter(({ purl }) => purl?.startsWith('pkg:cargo/'));
  assert.ok(crates.length > 20);
  assert.deepEqual(crates.map(({ name, version }) => `${name} ${version}`).sort(), named.sort());
  for (const { name, hashes, licenses } of crates) {
    assert.match(hashes[0].content, /^[0-9a-f]{64}$/, name);
    assert.ok(licenses.length > 0, name);
  }
  assert.ok(dependencies.find(({ ref }) => ref === 'application:curbside').dependsOn.length > 10);
});

test('a package of npm that is bundled some day stands in the list', async () => {
  const { components } = JSON.parse(await makeSbom(['extension/content.js', 'extension/node_modules/fflate/esm/index.mjs']));
  assert.ok(components.some(({ purl }) => /^pkg:npm\/fflate@\d/.test(purl)));
  const text = await makeSbom(['extension/node_modules/@cyclonedx/cyclonedx-library/x.js']);
  assert.match(text, /pkg:npm\/%40cyclonedx\/cyclonedx-library@\d/);
  assert.equal(await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text), null);
});

