// How long a person waits in Chromium: from the key to the painted underline, from the first focus to the first
// finding, and what a key costs when nothing is found, beside the same key on a page that Curbside does not know.
//
//     node tests/bench/browser.mjs [--json] [SAMPLES]
//
// Wants dist/chrome (./build.sh build). A frame lasts 16.7 ms, so that no figure to the paint can be finer than that;
// how long the main thread was busy is measured apart, with the browser's own work in it: compare with "no Curbside".
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as chromium from '../e2e/lib/chromium.mjs';
import { enter, untilState } from '../e2e/lib/look.mjs';
import { startServer } from '../e2e/lib/server.mjs';
import { until } from '../e2e/lib/until.mjs';

const EXTENSION = fileURLToPath(new URL('../../dist/chrome', import.meta.url));
const SIZES = [280, 5_000, 50_000];
const LISTED = 'https://www.facebook.com/textarea.html';
const UNLISTED = 'https://unlisted.example/textarea.html';
const FILLER = 'The office is closed on Monday and opens again as usual, please plan with that. ';

const asJson = process.argv.includes('--json');
const samples = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 40);

if (!chromium.binary() || !existsSync(`${EXTENSION}/manifest.json`)) {
  console.log(`browser bench: skipped, ${chromium.binary() ? 'dist/chrome is missing (./build.sh build)' : 'Chromium is not installed'}`);
  process.exit(0);
}

const server = await startServer();
const browser = await chromium.launch({ extension: EXTENSION, port: server.port });
const rows = [];
try {
  for (const [encoding, query] of [['wasm', ''], ['js', '?csp=strict']]) {
    rows.push(row('first focus to first finding', encoding, 280, await coldStarts(`${LISTED}${query}`)));
    for (const size of SIZES) rows.push(row('keydown to painted underline', encoding, size, await underlines(`${LISTED}${query}`, size)));
    for (const size of SIZES) {
      const { frames, work } = await plainKeys(`${LISTED}${query}`, size, true);
      rows.push(row('keydown to frame, nothing found', encoding, size, frames));
      rows.push(row('main thread busy per key', encoding, size, work));
    }
  }
  for (const size of SIZES) {
    const { frames, work } = await plainKeys(UNLISTED, size, false);
    rows.push(row('keydown to frame, nothing found', 'no Curbside', size, frames));
    rows.push(row('main thread busy per key', 'no Curbside', size, work));
  }
} finally {
  await browser.close();
  await server.close();
}
print(rows);

/** Fresh pages with a risky text in the box: from the press of the mouse in the box to the first painted underline. */
async function coldStarts(url) {
  const times = [];
  for (let at = 0; at < Math.max(5, samples / 4); at += 1) {
    const tab = await browser.open();
    await tab.goto(url);
    await tab.evaluate(watch);
    await tab.evaluate(() => {
      window.addEventListener('pointerdown', (event) => window.bench.start(event.timeStamp), { capture: true, once: true });
    });
    await tab.evaluate((text) => (document.querySelector('#box').value = text), `${filler(280)}The form says 518-00-4471.`);
    await tab.mouse.click(200, 150);
    times.push(await painted(tab));
    await tab.close();
  }
  return times;
}

/** From a key that ends a word to the painted underline under that word. */
async function underlines(url, size) {
  const tab = await prepared(url, size, true);
  const times = [];
  for (let at = 0; at < samples; at += 1) {
    // The last digit is typed, so that the word is the caret's and not judged before the space that ends it.
    await put(tab, `${filler(size)}The form says 518-00-447`);
    await until('no underline', () => tab.evaluate(() => window.bench.count() === 0));
    await tab.press('1');
    await tab.evaluate(() => window.addEventListener('keydown', (event) => window.bench.start(event.timeStamp), { capture: true, once: true }));
    await tab.press('Space');
    times.push(await painted(tab));
  }
  await tab.close();
  return times;
}

/** Letters that change no finding: time to the frame that shows them, and what the main thread did until one frame on. */
async function plainKeys(url, size, isWatched) {
  const tab = await prepared(url, size, isWatched);
  await put(tab, filler(size));
  const session = await browser.context.newCDPSession(tab.page);
  await session.send('Performance.enable');
  const busy = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
  };
  const frames = [];
  const work = [];
  for (let at = 0; at < samples; at += 1) {
    await tab.evaluate(() => {
      window.bench.frame = new Promise((done) => {
        const later = (then) => {
          const channel = new MessageChannel();
          channel.port1.onmessage = then;
          requestAnimationFrame(() => channel.port2.postMessage(0));
        };
        const heard = (event) =>
          later(() => {
            const time = performance.now() - event.timeStamp;
            later(() => done(time));
          });
        window.addEventListener('keydown', heard, { capture: true, once: true });
      });
    });
    const before = await busy();
    await tab.press('abcdefgh '[at % 9] === ' ' ? 'Space' : 'abcdefgh'[at % 9]);
    frames.push(await tab.evaluate(() => window.bench.frame));
    work.push((await busy()) - before);
  }
  await tab.close();
  return { frames, work };
}

async function prepared(url, size, isWatched) {
  const tab = await browser.open();
  await tab.goto(url);
  await tab.evaluate(watch);
  await enter(tab, '#box');
  await put(tab, filler(size));
  if (isWatched) await untilState(tab, 'checked');
  return tab;
}

function put(tab, text) {
  return tab.evaluate((value) => {
    const box = document.querySelector('#box');
    box.value = value;
    box.setSelectionRange(value.length, value.length);
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, text);
}

async function painted(tab) {
  await until('a painted underline', () => tab.evaluate(() => window.bench.end));
  return tab.evaluate(() => window.bench.end - window.bench.begin);
}

function filler(size) {
  return FILLER.repeat(Math.ceil(size / FILLER.length)).slice(0, size - 30).replace(/\S*$/, '');
}

// Runs in the page. A message posted in a frame's callback is handled after that frame was painted; an underline that is
// there by then was painted with it.
function watch() {
  const count = () => ['block', 'warn', 'note'].reduce((sum, name) => sum + (CSS.highlights.get(`curbside-${name}`)?.size ?? 0), 0);
  window.bench = {
    count,
    start(begin) {
      Object.assign(window.bench, { begin, end: undefined });
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        if (count() > 0) window.bench.end = performance.now();
        else requestAnimationFrame(() => channel.port2.postMessage(0));
      };
      requestAnimationFrame(() => channel.port2.postMessage(0));
    },
  };
}

function row(what, encoding, characters, times) {
  const sorted = [...times].sort((one, other) => one - other);
  const at = (share) => Number(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(2));
  return { what, encoding, characters, samples: sorted.length, p50: at(0.5), p99: at(0.99), unit: 'ms' };
}

function print(all) {
  if (asJson) return console.log(JSON.stringify(all));
  console.log('| Chromium | encoding | characters | p50 ms | p99 ms | samples |\n|---|---|---:|---:|---:|---:|');
  for (const { what, encoding, characters, p50, p99, samples: taken } of all) {
    console.log(`| ${what} | ${encoding} | ${characters.toLocaleString('en')} | ${p50} | ${p99} | ${taken} |`);
  }
}
