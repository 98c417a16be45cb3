// What a key costs in every editor of the end-to-end tests, with Curbside and without, in one run of Chromium.
//
//     node tests/bench/editors.mjs [--json] [SAMPLES]        EDITOR=quill,slate for some of them
//
// Wants dist/chrome (./build.sh build) and the Node packages of tests/e2e. In each editor stands a text of some lines with
// an underlined number in it, and letters are typed behind it: on a listed site, and on one that Curbside does not know.
// The two take turns, so that a machine that gets busier is busier for both. A frame lasts 16.7 ms, so that no figure to the
// paint can be finer; how long the main thread was busy is measured apart, and what Curbside adds to that is the last column.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundles } from '../e2e/lib/bundles.mjs';
import * as chromium from '../e2e/lib/chromium.mjs';
import { Desk } from '../e2e/lib/desk.mjs';
import { EDITORS } from '../e2e/lib/editors.mjs';
import { startServer } from '../e2e/lib/server.mjs';
import { Scene } from '../e2e/lib/suite.mjs';
import { NUMBER, RISKY } from '../e2e/lib/texts.mjs';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const EXTENSION = `${DIST}chrome`;
/** One line, so that it is the same text in a text input, and some three sentences more than what is underlined. */
const TEXT = `Thank you for the kind words about our office. We are open on weekdays and plan with that as usual. ${RISKY}`;
const TYPED = 'we hope to see you soon '.split('');
/** Keys that are typed before the first that counts: the browser compiles, caches fill. */
const FIRST = 8;
const TURNS = 2;

const asJson = process.argv.includes('--json');
const samples = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 48);
const wanted = process.env.EDITOR?.split(',');

if (!chromium.binary() || !existsSync(`${EXTENSION}/manifest.json`)) {
  console.log(`editor bench: skipped, ${chromium.binary() ? 'dist/chrome is missing (./build.sh build)' : 'Chromium is not installed'}`);
  process.exit(0);
}

const server = await startServer(await bundles());
const browser = await chromium.launch({ extension: EXTENSION, port: server.port });
const measured = [];
try {
  for (const editor of EDITORS.filter(({ id }) => !wanted || wanted.includes(id))) {
    const with_ = { frames: [], busy: [] };
    const without = { frames: [], busy: [] };
    for (let turn = 0; turn < TURNS; turn += 1) {
      await typeInto(editor, true, with_);
      await typeInto(editor, false, without);
    }
    measured.push({ editor, with: figures(with_), without: figures(without) });
  }
} finally {
  await browser.close();
  await server.close();
}
print();

/** Types into one editor and adds what was measured. */
async function typeInto(editor, listed, into) {
  const scene = new Scene(browser, server, DIST);
  try {
    const desk = await Desk.open(scene, editor, { listed });
    await desk.fill(TEXT);
    if (listed) await desk.lined([NUMBER]);
    const session = await sessionOf(desk);
    await session.send('Performance.enable');
    const busy = async () => {
      const { metrics } = await session.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
    };
    await desk.ask(prepare);
    const count = Math.ceil(samples / TURNS);
    for (let at = 0; at < FIRST + count; at += 1) {
      await desk.ask(() => window.bench.next());
      const before = await busy();
      const key = TYPED[at % TYPED.length];
      await desk.press(key === ' ' ? 'Space' : key);
      const frame = await desk.ask(() => window.bench.frame);
      const work = (await busy()) - before;
      if (at < FIRST) continue;
      into.frames.push(frame);
      into.busy.push(work);
    }
    await session.detach();
  } finally {
    await scene.end();
  }
}

/** The session of the process that the box is in: a frame of another origin has one, and those inside it share it. */
async function sessionOf(desk) {
  const { page } = desk.tab;
  const context = page.context();
  const holds = (frame) => frame.evaluate(() => Boolean(window.editor?.box())).catch(() => false);
  for (const frame of page.frames()) {
    if (!(await holds(frame))) continue;
    for (let around = frame; around.parentFrame(); around = around.parentFrame()) {
      const session = await context.newCDPSession(around).catch(() => undefined);
      if (session) return session;
    }
  }
  return context.newCDPSession(page);
}

// Runs in the page. A message posted in a frame's callback is handled after that frame was painted. The time is told one
// frame later, so that what was put off until after the paint counts as work of this key.
function prepare() {
  const after = (then) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = then;
    requestAnimationFrame(() => channel.port2.postMessage(0));
  };
  window.bench = {
    next() {
      window.bench.frame = new Promise((done) => {
        const heard = (event) =>
          after(() => {
            const time = performance.now() - event.timeStamp;
            after(() => done(time));
          });
        window.addEventListener('keydown', heard, { capture: true, once: true });
      });
    },
  };
}

function figures({ frames, busy }) {
  return { frame: quantiles(frames), busy: quantiles(busy), samples: frames.length };
}

function quantiles(times) {
  const sorted = [...times].sort((one, other) => one - other);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return { p50: at(0.5), p99: at(0.99) };
}

function print() {
  if (asJson) return console.log(JSON.stringify(measured.flatMap(rowsOf)));
  console.log('| editor | keydown to paint p50 ms, without | with | p99, without | with | main thread a key p50 ms, without | with | added |');
  console.log('|---|---:|---:|---:|---:|---:|---:|---:|');
  for (const { editor, with: ours, without } of measured) {
    const pairs = [[without.frame.p50, ours.frame.p50], [without.frame.p99, ours.frame.p99], [without.busy.p50, ours.busy.p50]];
    const cells = [...pairs.flat(), ours.busy.p50 - without.busy.p50].map((value) => value.toFixed(1));
    console.log(`| ${[editor.title, ...cells].join(' | ')} |`);
  }
}

/** As the other benches give them. */
function rowsOf({ editor, with: ours, without }) {
  const round = ({ p50, p99 }) => ({ p50: Number(p50.toFixed(2)), p99: Number(p99.toFixed(2)), unit: 'ms' });
  return [['no Curbside', without], ['wasm', ours]].flatMap(([encoding, { frame, busy, samples: count }]) => [
    { what: `keydown to frame: ${editor.title}`, encoding, characters: TEXT.length, samples: count, ...round(frame) },
    { what: `main thread busy per key: ${editor.title}`, encoding, characters: TEXT.length, samples: count, ...round(busy) },
  ]);
}
