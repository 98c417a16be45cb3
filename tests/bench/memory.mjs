// What Curbside weighs in Chromium: the memory of a tab and of a frame that it listens in, and of a tab in which it reads.
//
//     node tests/bench/memory.mjs [TABS]
//
// Wants dist/chrome (./build.sh build) and Linux. Counted is what the pages' processes have for themselves alone
// (Private_Clean and Private_Dirty of /proc/PID/smaps_rollup, after a collection of garbage), the module's own memory
// included: with as many tabs under a listed name as under one that Curbside does not know, the difference divided.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as chromium from '../e2e/lib/chromium.mjs';
import { enter, untilState } from '../e2e/lib/look.mjs';
import { startServer } from '../e2e/lib/server.mjs';

const EXTENSION = fileURLToPath(new URL('../../dist/chrome', import.meta.url));
const FRAMES = 20;
const TEXT = 'The office is closed on Monday and opens again as usual. The form says 518-00-4471. ';

const tabs = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 6);

const missing = !chromium.binary() ? 'Chromium is not installed' : !existsSync(`${EXTENSION}/manifest.json`) ? 'dist/chrome is missing (./build.sh build)' : !existsSync('/proc/self/smaps_rollup') ? 'this is not Linux' : '';
if (missing) {
  console.log(`memory bench: skipped, ${missing}`);
  process.exit(0);
}

const idle = async () => {};
const watched = (isListed) => async (tab) => {
  await enter(tab, '#box');
  await tab.type(TEXT);
  if (isListed) await untilState(tab, 'findings');
};
/** Frames of the page's own origin, which share its process: each has a loader of its own. */
const framed = async (tab) =>
  tab.evaluate(async (count) => {
    const load = () =>
      new Promise((done) => {
        const frame = document.createElement('iframe');
        frame.src = 'textarea.html';
        frame.onload = done;
        document.body.append(frame);
      });
    await Promise.all(Array.from({ length: count }, load));
  }, FRAMES);

const rows = [];
for (const [what, prepare, query, share] of [
  ['a tab that nobody writes in', () => idle, '', 1],
  ['a frame that nobody writes in', () => framed, '', FRAMES],
  ['a tab in which a text is read, as WebAssembly', watched, '', 1],
  ['a tab in which a text is read, as JavaScript', watched, '?csp=strict', 1],
]) {
  const [without, listed] = [await weigh('unlisted.example', query, prepare(false)), await weigh('www.facebook.com', query, prepare(true))];
  rows.push({ what, without: without / tabs, with: listed / tabs, added: (listed - without) / tabs / share });
}
console.log(`| ${tabs} tabs each, KB | a tab without | a tab with | added |\n|---|---:|---:|---:|`);
for (const row of rows) console.log(`| ${[row.what, ...[row.without, row.with, row.added].map(Math.round)].join(' | ')} |`);

/** The private memory of all pages of a fresh browser, in KB. */
async function weigh(host, query, prepare) {
  const server = await startServer();
  const browser = await chromium.launch({ extension: EXTENSION, port: server.port });
  try {
    for (let at = 0; at < tabs; at += 1) {
      const tab = await browser.open();
      await tab.goto(`https://${host}/textarea.html${query}`);
      await prepare(tab);
      const session = await browser.context.newCDPSession(tab.page);
      await session.send('HeapProfiler.collectGarbage');
    }
    const control = await browser.context.browser().newBrowserCDPSession();
    const { processInfo } = await control.send('SystemInfo.getProcessInfo');
    const weights = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => weightOf(id));
    return (await Promise.all(weights)).reduce((sum, weight) => sum + weight, 0);
  } finally {
    await browser.close();
    await server.close();
  }
}

async function weightOf(pid) {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return [...text.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB$/gm)].reduce((sum, [, kilobytes]) => sum + Number(kilobytes), 0);
}
