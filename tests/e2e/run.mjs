// Tests of the built extension in real browsers: node tests/e2e/run.mjs [--browser chromium|firefox] [words of a test]
//
// Wants dist/ (./build.sh build). One browser at a time, one tab a test; a last line counts.
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundles } from './lib/bundles.mjs';
import * as chromium from './lib/chromium.mjs';
import * as firefox from './lib/firefox.mjs';
import { settle } from './lib/matrix.mjs';
import { startServer } from './lib/server.mjs';
import { registered, Scene } from './lib/suite.mjs';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const BROWSERS = [
  { driver: chromium, extension: `${DIST}chrome` },
  { driver: firefox, extension: `${DIST}firefox` },
];
const TIME_LIMIT = 60_000;
const CLOSING = 20_000;

const { only, filter } = options(process.argv.slice(2));
for (const file of (await readdir(new URL('tests/', import.meta.url))).sort()) await import(`./tests/${file}`);

const counts = { passed: 0, failed: 0, skipped: 0 };
const began = Date.now();
for (const { driver, extension } of BROWSERS) {
  if (only && only !== driver.name) continue;
  const chosen = registered().filter(({ sentence, only: one }) => (!one || one === driver.name) && sentence.includes(filter));
  if (!existsSync(`${extension}/manifest.json`)) {
    console.log(`${driver.name}: ${extension} is missing, run ./build.sh build first`);
    counts.failed += chosen.length;
  } else if (!driver.binary()) {
    console.log(`${driver.name}: not installed, ${chosen.length} tests skipped`);
    counts.skipped += chosen.length;
  } else {
    await runAll(driver, extension, chosen);
  }
}
for (const difference of await settle()) {
  counts.failed += 1;
  console.log(`FAIL  ${difference}`);
}
const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
console.log(`e2e: ${seconds(began)} s`);
console.log(`${counts.passed} passed, ${counts.failed} failed${skipped}`);
process.exit(counts.failed > 0 ? 1 : 0);

async function runAll(driver, extension, chosen) {
  const server = await startServer(await bundles());
  const browser = await driver.launch({ extension, port: server.port });
  browser.ownHosts = driver.ownHosts;
  try {
    for (const { sentence, run, limit, again = true } of chosen) {
      // Browsers on a busy machine drop a pointer or a frame now and then: one more try, which the output names.
      if (again && (await tries(sentence, run, limit, 'AGAIN'))) continue;
      counts.failed += (await tries(sentence, run, limit, 'FAIL ')) ? 0 : 1;
    }
  } finally {
    await browser.close();
    await server.close();
  }

  /** Whether the test passes; if not, says why after the word `verdict`. */
  async function tries(sentence, run, limit, verdict) {
    const started = Date.now();
    const scene = new Scene(browser, server, DIST);
    try {
      await limited(run(scene), limit);
      counts.passed += 1;
      console.log(`ok    ${driver.name}: ${sentence} (${seconds(started)} s)`);
      return true;
    } catch (error) {
      console.log(`${verdict} ${driver.name}: ${sentence} (${seconds(started)} s)\n${indented(error.stack ?? String(error))}`);
      const problems = scene.problems();
      if (problems.length > 0) console.log(indented(`the page said: ${problems.join('\n')}`));
      return false;
    } finally {
      // A page that loads itself anew while it is closed never answers.
      await limited(scene.end(), CLOSING).catch(() => console.log(`      ${driver.name}: a page of this test did not close`));
    }
  }
}

function options(args) {
  const at = args.indexOf('--browser');
  const only = at < 0 ? undefined : args.splice(at, 2)[1];
  return { only, filter: args.join(' ') };
}

async function limited(work, limit = TIME_LIMIT) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end after ${limit / 1000} s`)), limit);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function seconds(since) {
  return ((Date.now() - since) / 1000).toFixed(1);
}

function indented(text) {
  return text.replace(/^/gm, '      ');
}
