// What goes out: archives for the stores and for their reviewers, and the folder that an organisation serves itself.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jsonInside, zipOf, zipWith } from './archive.mjs';
import { crxOf, signingKey } from './crx.mjs';
import { sourceZip } from './source.mjs';
import { BuildError, DIST, ROOT, WORK, copy, digest, emptied, step, write } from './steps.mjs';

/** Where `selfhost/` will lie, unless HOST_URL says it. */
const NO_HOST = 'https://extensions.example.org/curbside';
const TYPES = { chrome: 'chrome.zip', edge: 'edge.zip', firefox: 'firefox.xpi' };
/** Every archive of `dist/`. */
export const ARCHIVES = [...Object.values(TYPES), 'source.zip', 'selfhost/curbside.crx', 'selfhost/curbside.xpi'];

/** Makes all of it from the unpacked extensions in `dist/`. */
export async function makePackages(environment = process.env) {
  let chrome, firefox;
  await step('pack dist/chrome.zip, dist/edge.zip and dist/firefox.xpi', async () => {
    chrome = await zipOf(join(DIST, 'chrome'));
    firefox = await zipOf(join(DIST, 'firefox'));
    await write(join(DIST, TYPES.chrome), chrome);
    // Edge reads the same manifest. Its store asks for a file of its own, and whoever uploads one should not have to know.
    await write(join(DIST, TYPES.edge), chrome);
    await write(join(DIST, TYPES.firefox), firefox);
    return [chrome, firefox].map(kilobytes).join(' and ');
  });
  await step('pack dist/source.zip', async () => {
    const source = await sourceZip();
    await write(join(DIST, 'source.zip'), source);
    await copy(join(ROOT, 'extension/build/REBUILD.md'), join(DIST, 'REBUILD.md'));
    await copy(join(DIST, 'chrome/sbom.cdx.json'), join(DIST, 'sbom.cdx.json'));
    return kilobytes(source);
  });
  await step('sign dist/selfhost', () => makeSelfhost(chrome, firefox, environment));
  await step('write dist/SHA256SUMS', async () => {
    const lines = await Promise.all([...ARCHIVES, 'sbom.cdx.json'].map(async (name) => `${digest(await readFile(join(DIST, name)))}  ${name}`));
    await write(join(DIST, 'SHA256SUMS'), `${lines.join('\n')}\n`);
  });
}

/** The folder that an organisation puts on a server of its own: both extensions, and what their browsers ask there. */
async function makeSelfhost(chrome, firefox, environment) {
  const out = join(DIST, 'selfhost');
  await emptied(out);
  const host = (environment.HOST_URL || NO_HOST).replace(/\/+$/, '');
  if (!/^https:\/\/[^\s<>"&]+$/.test(host)) throw new BuildError('HOST_URL: expected an https address, but found something else');

  const { key, id, told } = await signingKey(environment);
  const crx = crxOf(chrome, key);
  await write(join(out, 'curbside.crx'), crx);
  await write(join(out, 'update.xml'), updateXml({ id, host, manifest: jsonInside(chrome, 'manifest.json') }));
  // For the kit, whose templates name it.
  await write(join(WORK, 'crx-id'), id);

  const updates = `${host}/updates.json`;
  const xpi = environment.SIGNED_XPI ? await readFile(environment.SIGNED_XPI) : withUpdateUrl(firefox, updates);
  const manifest = jsonInside(xpi, 'manifest.json');
  const made = jsonInside(firefox, 'manifest.json');
  if (environment.SIGNED_XPI && (manifest.version !== made.version || gecko(manifest).update_url !== updates)) {
    throw new BuildError(`SIGNED_XPI: expected version ${made.version} that updates from ${updates}, but found ${manifest.version} from ${gecko(manifest).update_url}`);
  }
  await write(join(out, 'curbside.xpi'), xpi);
  await write(join(out, 'updates.json'), updatesJson({ host, xpi, manifest }));
  return `id ${id}, for ${host}, ${told}`;
}

const gecko = (manifest) => manifest.browser_specific_settings.gecko;
const kilobytes = ({ length }) => `${Math.round(length / 1024)} KB`;

/**
 * Firefox asks for updates where the manifest says, and its own store takes none that says so: the copy for a server of
 * one's own differs in that line.
 */
export function withUpdateUrl(xpi, url) {
  const manifest = jsonInside(xpi, 'manifest.json');
  gecko(manifest).update_url = url;
  return zipWith(xpi, { 'manifest.json': new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`) });
}

/**
 * What Chrome, Edge and Chromium ask for. No hash of the file: Chromium 156 installs one that has another. What holds is
 * the signature, whose key the id is made of.
 * See: https://developer.chrome.com/docs/extensions/how-to/distribute/host-on-linux#update_manifest
 */
export function updateXml({ id, host, manifest }) {
  return `<?xml version="1.0" encoding="UTF-8"?>
<gupdate xmlns="http://www.google.com/update2/response" protocol="2.0">
  <app appid="${id}">
    <updatecheck codebase="${host}/curbside.crx" version="${manifest.version}" prodversionmin="${manifest.minimum_chrome_version}"/>
  </app>
</gupdate>
`;
}

/** What Firefox asks for. See: https://extensionworkshop.com/documentation/manage/updating-your-extension/ */
export function updatesJson({ host, xpi, manifest }) {
  const { id, strict_min_version: oldest } = gecko(manifest);
  const update = {
    version: manifest.version,
    update_link: `${host}/curbside.xpi`,
    update_hash: `sha256:${digest(xpi)}`,
    applications: { gecko: { strict_min_version: oldest } },
  };
  return `${JSON.stringify({ addons: { [id]: { updates: [update] } } }, null, 2)}\n`;
}
