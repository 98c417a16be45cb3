// What is promised of records when everything ends at once: what was acknowledged is there. How many go in a second is told.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import * as chromium from '../lib/chromium.mjs';
import { startServer } from '../lib/server.mjs';
import { test } from '../lib/suite.mjs';
import { until } from '../lib/until.mjs';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const PAGE = 'popup/popup.html';
const ALONE = 100;
const ENOUGH = 2_000;

test('records that were acknowledged are there after the browser was killed in the middle of writing', { only: 'chromium', limit: 120_000 }, async (scene) => {
  const server = await startServer();
  const kept = await chromium.newProfile();
  const launch = () => chromium.launch({ extension: `${scene.dist}chrome`, port: server.port, kept });
  let browser;
  try {
    browser = await launch();
    const acknowledged = [];
    const page = await openWithStore(browser);
    await page.exposeFunction('acknowledge', (ids) => acknowledged.push(...ids));
    const alone = await page.evaluate(writeAlone, ALONE);
    const began = performance.now();
    // It writes until it is killed, and so has no end to wait for.
    page.evaluate(writeForEver).catch(() => {});
    await until('records enough', () => acknowledged.length, (count) => count >= ENOUGH);
    const rate = acknowledged.length / (performance.now() - began) * 1000;
    await browser.kill();
    assert.ok(acknowledged.length >= ENOUGH);
    console.log(`      a second: ${Math.round(alone)} records one after the other, ${Math.round(rate)} that come twenty at once`);

    browser = await launch();
    const { ids, broken } = await (await openWithStore(browser)).evaluate(readAll);
    const there = new Set(ids);
    assert.deepEqual(acknowledged.filter((id) => !there.has(id)), [], 'lost');
    assert.deepEqual(broken, [], 'the chain does not hold');
  } finally {
    await browser?.close();
    await server.close();
    await chromium.forgetProfile(kept);
  }
});

/** A page of the extension, with the store that its background has. */
async function openWithStore(browser) {
  const [{ text }] = (
    await build({
      stdin: { contents: "export * from './store.js'; export * from './record.js';", resolveDir: `${ROOT}extension/audit` },
      bundle: true,
      write: false,
      format: 'iife',
      globalName: 'audit',
    })
  ).outputFiles;
  const { page } = await browser.open();
  await page.goto(await browser.extensionPage(PAGE));
  // The page's own rules let no text become code; a debugger may.
  await page.evaluate(`${text}; globalThis.audit = audit; void 0`);
  await page.evaluate(() => {
    globalThis.one = () => {
      const told = { rule: 'id.ssn/number', label: 'id.ssn', severity: 'block', action: 'shown', context: 'post' };
      const where = { time: new Date().toISOString(), site: 'www.example.org', install: 'bench', profile: '', extension: '0', rules: '0', policy: '' };
      return audit.record(told, where);
    };
  });
  return page;
}

/** How many a second, each when the one before it is safe. */
async function writeAlone(count) {
  const store = await audit.openStore();
  const began = performance.now();
  for (let turn = 0; turn < count; turn += 1) await store.append(one());
  const rate = (count / (performance.now() - began)) * 1000;
  store.close();
  return rate;
}

async function writeForEver() {
  const store = await audit.openStore();
  for (;;) {
    const records = Array.from({ length: 20 }, one);
    await Promise.all(records.map((record) => store.append(record)));
    acknowledge(records.map(({ id }) => id));
  }
}

async function readAll() {
  const store = await audit.openStore();
  const records = await store.since();
  const broken = [];
  let previous = audit.NOTHING_BEFORE;
  for (const record of records) {
    if (record.previous !== previous) broken.push(record.seq);
    previous = await audit.hash(record);
  }
  return { ids: records.map(({ id }) => id), broken };
}
