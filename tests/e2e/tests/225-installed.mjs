// What an organisation does: it signs the package with a key of its own, serves it, and puts the kit's policy file where the
// browser looks. The browser installs it, updates it, and takes it away again. Both the package and the policy are made by
// the code that `./build.sh package` runs.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { jsonInside, zipOf, zipWith } from '../../../extension/build/archive.mjs';
import { crxOf, signingKey } from '../../../extension/build/crx.mjs';
import { updateXml, updatesJson, withUpdateUrl } from '../../../extension/build/package.mjs';
import * as chromium from '../lib/chromium.mjs';
import * as firefox from '../lib/firefox.mjs';
import { untilState, write } from '../lib/look.mjs';
import { policyPlace } from '../lib/managed.mjs';
import { startServer } from '../lib/server.mjs';
import { address, test } from '../lib/suite.mjs';
import { RISKY } from '../lib/texts.mjs';
import { until } from '../lib/until.mjs';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SAMPLE = `${ROOT}extension/enterprise/samples/hospital.json`;
const HOST = 'https://extensions.example.org/curbside';
/** A browser that fetches, checks and unpacks three megabytes beside another one takes its time. */
const LONG = 90_000;

/** The command that writes the kit: the one that build.sh names, or the one that somebody built last. */
const curbside = () => [process.env.CURBSIDE, `${ROOT}target/debug/curbside`, `${ROOT}target/quick/curbside`].find((path) => path && existsSync(path));

/** Runs with the kit's policy in its place. `options` are those of `curbside policy emit`. */
async function installed(driver, { id, kind, options, bundles, preferences }, run) {
  const command = curbside();
  if (!command) return console.log('      skipped: the command line is not built, and it writes the kit');
  const place = await policyPlace(driver.name);
  if (!place) return console.log(`      skipped: the policy of ${driver.name} cannot be written here`);
  const server = await startServer(bundles);
  let browser;
  try {
    const { stdout } = await promisify(execFile)(command, ['policy', 'emit', kind, '--policy', SAMPLE, ...options]);
    // The command says on the same output first that nothing is wrong with the policy.
    await place.put(withTools(JSON.parse(stdout.slice(stdout.indexOf('{')))));
    const began = Date.now();
    const flags = driver.name === 'chromium' ? ['--ignore-certificate-errors'] : [];
    browser = await driver.launch({ installs: id, port: server.port, flags, view: { preferences } });
    await run({ browser, server, place, began });
  } finally {
    await browser?.close();
    await server.close();
    await place.clear();
  }
}

/** BROWSER: Chromium lets no tool see pages of an extension that a policy installs, and tests are one, unless this says so. */
const withTools = (policies) => JSON.stringify(policies.policies ? policies : { ...policies, DeveloperToolsAvailability: 1 });

/** That it is at work, under the policy: an underline on a page, and whose policy it is in the options. */
async function atWork(browser) {
  const tab = await browser.open();
  await tab.goto(address('textarea'));
  await write(tab, '#box', RISKY);
  await untilState(tab, 'findings');
  await tab.close();
  const page = await browser.open();
  await page.goto(await browser.extensionPage('options/options.html'));
  await until('the options', () => page.evaluate(() => 'ready' in document.documentElement.dataset));
  await until('the policy in the options', () => page.evaluate(() => document.body.innerText.includes('managed by St. Brendan')));
  await page.close();
}

test('Chromium installs the signed package from its server, updates it and takes it away', { only: 'chromium', limit: 4 * LONG }, async (scene) => {
  const pem = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' });
  const { key, id } = await signingKey({ CRX_KEY: pem });
  const bundles = {};
  const serve = (zip) => {
    bundles['curbside/curbside.crx'] = crxOf(zip, key);
    bundles['curbside/update.xml'] = updateXml({ id, host: HOST, manifest: jsonInside(zip, 'manifest.json') });
  };
  const zip = await zipOf(join(scene.dist, 'chrome'));
  serve(zip);
  const options = ['--chrome-id', id, '--update-url', `${HOST}/update.xml`];
  await installed(chromium, { id, kind: 'chromium', options, bundles }, async ({ browser, server, place, began }) => {
    const settings = await browser.open();
    await settings.goto('chrome://extensions');
    const known = () => settings.evaluate((wanted) => chrome.developerPrivate.getExtensionInfo(wanted).catch(() => null), id);
    const first = await until('the extension to be installed', known, (info) => info?.state === 'ENABLED', LONG);
    console.log(`      from the start of the browser to the extension: ${Date.now() - began} ms`);
    assert.equal(first.version, jsonInside(zip, 'manifest.json').version);
    assert.ok(first.controlledInfo, 'nobody can remove what a policy installs');
    assert.deepEqual(server.requests.filter(({ host }) => host === 'extensions.example.org').map(({ path }) => path), ['/curbside/update.xml', '/curbside/curbside.crx']);
    await atWork(browser);

    const manifest = jsonInside(zip, 'manifest.json');
    manifest.version = '99.0.1';
    serve(zipWith(zip, { 'manifest.json': new TextEncoder().encode(JSON.stringify(manifest)) }));
    // What the button "Update" does; by itself the browser asks every few hours.
    await settings.evaluate(() => chrome.developerPrivate.autoUpdate());
    await until('the update', known, (info) => info?.version === '99.0.1' && info.state === 'ENABLED', LONG);
    await atWork(browser);

    await place.empty();
    await until('the extension to be gone', known, (info) => !info, LONG);
  });
});

test('Firefox installs the package that policies.json names, and updates it', { only: 'firefox', limit: 4 * LONG }, async (scene) => {
  const bundles = {};
  const serve = (xpi) => {
    bundles['curbside/curbside.xpi'] = Buffer.from(xpi);
    bundles['curbside/updates.json'] = updatesJson({ host: HOST, xpi, manifest: jsonInside(xpi, 'manifest.json') });
  };
  const xpi = withUpdateUrl(await zipOf(join(scene.dist, 'firefox')), `${HOST}/updates.json`);
  serve(xpi);
  const manifest = jsonInside(xpi, 'manifest.json');
  const { id } = manifest.browser_specific_settings.gecko;
  const preferences = {
    // An ESR takes a package without Mozilla's signature where this says so; ours has none before the store has seen it.
    'xpinstall.signatures.required': false,
    // Our server's certificate is of its own making.
    'extensions.update.requireBuiltInCerts': false,
  };
  // BROWSER: Firefox 153 installs what a policy names before a test can tell it to trust our server; a file needs no trust.
  const folder = await mkdtemp(join(tmpdir(), 'curbside-installed-'));
  const file = join(folder, 'curbside.xpi');
  await writeFile(file, xpi);
  const options = ['--firefox-id', id, '--install-url', pathToFileURL(file).href];
  await installed(firefox, { id, kind: 'firefox', options, bundles, preferences }, async ({ browser, began }) => {
    const known = () => browser.inBrowser(`AddonManager.getAddonByID(${JSON.stringify(id)}).then((addon) => addon && JSON.stringify({
      version: addon.version, isActive: addon.isActive, canRemove: Boolean(addon.permissions & AddonManager.PERM_CAN_UNINSTALL) }))`)
      .then((text) => JSON.parse(text ?? 'null'));
    const first = await until('the extension to be installed', known, (addon) => addon?.isActive, LONG);
    console.log(`      from the start of the browser to the extension: ${Date.now() - began} ms`);
    assert.deepEqual(first, { version: manifest.version, isActive: true, canRemove: false });
    await atWork(browser);

    manifest.version = '99.0.1';
    serve(zipWith(xpi, { 'manifest.json': new TextEncoder().encode(JSON.stringify(manifest)) }));
    await browser.inBrowser(`AddonManager.getAddonByID(${JSON.stringify(id)}).then((addon) => new Promise((done) => addon.findUpdates({
      onUpdateAvailable: (_, install) => install.install(),
      onUpdateFinished: () => done(),
    }, AddonManager.UPDATE_WHEN_USER_REQUESTED)))`);
    await until('the update', known, (addon) => addon?.version === '99.0.1' && addon.isActive, LONG);
    await atWork(browser);
  }).finally(() => rm(folder, { recursive: true, force: true }));
});
