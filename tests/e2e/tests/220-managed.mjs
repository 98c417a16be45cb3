// The organisation's policy, from the file that an administrator writes to what happens on a page. Each test has a browser
// of its own, with a copy of the extension, and takes its file away afterwards.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as chromium from '../lib/chromium.mjs';
import * as firefox from '../lib/firefox.mjs';
import { states, untilState, write } from '../lib/look.mjs';
import { copyOf, policyPlace } from '../lib/managed.mjs';
import { startServer } from '../lib/server.mjs';
import { address, test } from '../lib/suite.mjs';
import { NUMBER, RISKY } from '../lib/texts.mjs';
import { until } from '../lib/until.mjs';

/** `granted` stands for a permission that somebody gave; no test can press the browser's own button for it. */
async function managed(scene, driver, values, run, granted = {}) {
  const copy = await copyOf(join(scene.dist, driver.name === 'chromium' ? 'chrome' : 'firefox'), granted);
  if (driver.name === 'chromium' && !copy.manifest.storage?.managed_schema) {
    await copy.drop();
    return console.log('      skipped: the manifest names no managed schema');
  }
  const place = await policyPlace(driver.name);
  if (!place) {
    await copy.drop();
    return console.log(`      skipped: the policy of ${driver.name} cannot be written here`);
  }
  // A collector is a host that no other test may see asked for: these tests have a way out of their own.
  const server = await startServer();
  let browser;
  try {
    // Firefox reads its file once, when it starts; Chromium watches it.
    if (driver.name === 'firefox') await place.set(copy.manifest.browser_specific_settings.gecko.id, values);
    // Playwright lets pages accept our certificate; the background's requests need the browser's own word for it.
    const flags = driver.name === 'chromium' ? ['--ignore-certificate-errors'] : [];
    browser = await driver.launch({ extension: copy.folder, port: server.port, flags });
    await run({ browser, server, place, id: await browser.extensionId() });
  } finally {
    await browser?.close();
    await server.close();
    await place.clear();
    await copy.drop();
  }
}

const openOptions = async (browser) => {
  const page = await browser.open();
  await page.goto(await browser.extensionPage('options/options.html'));
  await until('the options', () => page.evaluate(() => 'ready' in document.documentElement.dataset));
  return page;
};

test('a policy file takes effect on a page that is open, and its end does, too', { only: 'chromium' }, (scene) =>
  managed(scene, chromium, {}, async ({ browser, place, id }) => {
    const tab = await browser.open();
    await tab.goto(address('textarea'));
    await write(tab, '#box', RISKY);
    await untilState(tab, 'findings');

    const began = Date.now();
    await place.set(id, {
      organization: 'Lakeside Health', profile: 'pilot', actionForBlock: 'allow', allowPause: false, practiceNames: ['Lakeside Dental'],
      // The first is not of the type, so the browser drops it; the second is, and means nothing.
      auditRetentionDays: 'soon', sitesExcluded: ['portal.example.org', 'not a site'],
    });
    await untilState(tab, 'checked');
    console.log(`      from the policy file to the effect: ${Date.now() - began} ms`);

    const page = await openOptions(browser);
    const words = await page.evaluate(() => document.body.innerText);
    assert.match(words, /managed by Lakeside Health/);
    assert.match(words, /sitesExcluded\[1\]/, 'what is wrong with the policy is said');
    assert.deepEqual(await page.evaluate(() => [document.getElementById('actionForBlock').disabled, document.getElementById('actionForBlock').value]), [true, 'allow']);
    assert.equal(await page.evaluate(() => document.getElementById('actionForWarn').disabled), false);
    const known = await until('the policy to be kept', () => page.evaluate(async () => (await chrome.storage.local.get('policy')).policy), Boolean);
    assert.equal(known.values.actionForBlock, 'allow');
    assert.match(known.hash, /^[0-9a-f]{64}$/);

    await place.empty();
    await untilState(tab, 'findings');
    await until('the policy to be forgotten', () => page.evaluate(async () => !(await chrome.storage.local.get('policy')).policy));
  }));

test('the policy known last holds while the browser says nothing', { only: 'chromium' }, async (scene) => {
  const page = await scene.blank();
  await page.goto(await scene.browser.extensionPage('popup/popup.html'));
  await page.evaluate(() => chrome.storage.local.set({ policy: { values: { actionForBlock: 'allow' }, hash: '0', since: new Date().toISOString() } }));
  const tab = await scene.open('textarea');
  await write(tab, '#box', RISKY);
  await untilState(tab, 'checked');
  await page.evaluate(() => chrome.storage.local.remove('policy'));
  await untilState(tab, 'findings');
});

test('Firefox takes the policy from policies.json', { only: 'firefox' }, (scene) =>
  managed(scene, firefox, { organization: 'Lakeside Health', sitesExcluded: ['www.reddit.com', 'not a site'] }, async ({ browser }) => {
    const tab = await browser.open();
    await tab.goto(address('textarea', 'www.reddit.com'));
    await write(tab, '#box', RISKY);
    await untilState(tab, 'off');
    const other = await browser.open();
    await other.goto(address('textarea'));
    await write(other, '#box', RISKY);
    await untilState(other, 'findings');
    assert.deepEqual(await states(other), ['findings']);
    const page = await openOptions(browser);
    const words = await page.evaluate(() => document.body.innerText);
    assert.match(words, /managed by Lakeside Health/);
    assert.match(words, /sitesExcluded\[1\]/);
  }));

test('a site that is added is checked as soon as the browser allows it, and no longer when it is taken away', { only: 'chromium' }, async (scene) => {
  // As if the person had said yes to the browser's own question for this one.
  const copy = await copyOf(join(scene.dist, 'chrome'), { host_permissions: ['https://*.added.example.net/*'] });
  const server = await startServer();
  const browser = await chromium.launch({ extension: copy.folder, port: server.port });
  try {
    const page = await openOptions(browser);
    const set = (sitesAdded) => page.evaluate((sites) => chrome.storage.local.set({ options: { sitesAdded: sites } }), sitesAdded);
    const registered = () => page.evaluate(async () => (await chrome.scripting.getRegisteredContentScripts()).flatMap(({ matches }) => matches));
    await set(['added.example.net', 'closed.example.net', 'not a site']);
    assert.deepEqual(await until('the site to be registered', registered, (seen) => seen.length > 0), ['https://*.added.example.net/*']);
    await until('the other to be asked for', () => page.evaluate(() => document.getElementById('sites-closed').innerText), (text) => text.includes('closed.example.net'));
    const tab = await browser.open();
    await tab.goto(address('textarea', 'added.example.net'));
    await write(tab, '#box', RISKY);
    await untilState(tab, 'findings');
    await set([]);
    await until('the site to be forgotten', registered, (seen) => seen.length === 0);
  } finally {
    await browser.close();
    await server.close();
    await copy.drop();
  }
});

test('where the policy names a collector, a sign of life and every record arrive there', { only: 'chromium' }, (scene) =>
  managed(scene, chromium, {}, async ({ browser, server, place, id }) => {
    const reports = () => server.requests.filter(({ host, method }) => host === 'collector.example.org' && method === 'POST');
    const logs = () => reports().flatMap(({ body }) => JSON.parse(body).resourceLogs[0].scopeLogs[0].logRecords);
    const tab = await browser.open();
    await tab.goto(address('textarea'));
    await write(tab, '#box', RISKY);
    await untilState(tab, 'findings');
    await tab.evaluate(() => fetch('/page.js?before', { mode: 'no-cors' }));
    assert.ok(server.requests.length > 0);
    assert.deepEqual(server.requests.filter(({ host }) => host.endsWith('example.org')), [], 'nothing before the policy');

    await place.set(id, { reportEndpoint: 'https://collector.example.org/page.js', reportMinutes: 1, profile: 'pilot' });
    const heard = await until('a report', logs, (seen) => seen.some(({ eventName }) => eventName === 'curbside.heartbeat'), 30_000);
    assert.deepEqual(heard.map(({ eventName }) => eventName), ['curbside.finding', 'curbside.heartbeat']);
    const { attributes } = JSON.parse(reports()[0].body).resourceLogs[0].resource;
    const of = (name) => attributes.find(({ key }) => key === name)?.value.stringValue;
    assert.equal(of('curbside.profile'), 'pilot');
    assert.match(of('curbside.policy.hash'), /^[0-9a-f]{64}$/);
    assert.ok(reports().every(({ body }) => !body.includes('4471') && !body.includes(NUMBER)), 'a report repeats what was typed');

    const page = await openOptions(browser);
    assert.match(await page.evaluate(() => document.getElementById('report').textContent), /collector\.example\.org.*Last sent/);
  }, { host_permissions: ['https://collector.example.org/*'] }));
