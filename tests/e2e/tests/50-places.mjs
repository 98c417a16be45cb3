// Pages that make it hard: policies that forbid WebAssembly, frames, hostile styles, dialogs, shadow roots.
import assert from 'node:assert/strict';
import { test } from '../lib/suite.mjs';
import { answerGate, clickOn, GATE, marks, sent, untilCount, untilGone, untilShown, untilState, untilWords, write } from '../lib/look.mjs';
import { paintedColumns } from '../lib/png.mjs';
import { ISSUE, NUMBER, RISKY } from '../lib/texts.mjs';
import { until } from '../lib/until.mjs';

for (const csp of ['strict', 'trusted', 'bare']) {
  test(`a page with the ${csp} policy gets the same findings, and its gate works`, async (scene) => {
    const open = await scene.open('reply', { host: 'business.google.com' });
    await write(open, '#reply', ISSUE);
    const wanted = (await untilCount(open, 5, '#reply')).map(({ severity, start, words }) => ({ severity, start, words }));
    const tab = await scene.open('reply', { host: 'business.google.com', query: `csp=${csp}` });
    await tab.evaluate(() => {
      window.refused = [];
      document.addEventListener('securitypolicyviolation', (event) => window.refused.push(event.effectiveDirective));
    });
    await write(tab, '#reply', ISSUE);
    await untilState(tab, 'findings');
    const found = (await untilCount(tab, 5, '#reply')).map(({ severity, start, words }) => ({ severity, start, words }));
    assert.deepEqual(found, wanted);
    await clickOn(tab, '#post');
    await untilShown(tab, GATE);
    await answerGate(tab, /^Go back/);
    await untilGone(tab, GATE);
    assert.deepEqual(await sent(tab), []);
    // A page that is told of a refusal can report it: nothing that we did was refused. What the page does itself is,
    // which shows that it forbids what it says and that a refusal would have been noticed.
    assert.deepEqual(await tab.evaluate(() => window.refused), []);
    await tab.evaluate(() => void (new Image().src = 'https://refused.example/'));
    await until('a refusal', () => tab.evaluate(() => window.refused.length > 0));
  });
}

const FRAMES = [
  { kind: 'of the same site', src: '/textarea.html' },
  { kind: 'of another site', src: 'https://www.reddit.com/textarea.html' },
  { kind: 'of another site with a strict policy', src: 'https://www.reddit.com/textarea.html?csp=strict' },
];

for (const { kind, src } of FRAMES) {
  test(`a box in a frame ${kind} is watched, and its gate works`, async (scene) => {
    const tab = await scene.open('frame', { query: `src=${encodeURIComponent(src)}` });
    await until('the inner page', () => tab.evaluate(() => document.readyState === 'complete' && Boolean(document.querySelector('#box')), undefined, 'inner').catch(() => false));
    await write(tab, '#box', RISKY, 'inner');
    await untilState(tab, 'findings', 'inner');
    await untilWords(tab, [NUMBER], '#box', 'inner');
    await clickOn(tab, '#post', 'inner');
    await untilShown(tab, GATE, 'inner');
    assert.deepEqual(await sent(tab, 'inner'), []);
    await answerGate(tab, /^Post anyway/, 'inner');
    await until('the text sent', () => sent(tab, 'inner'), (list) => list.length === 1);
  });
}

test('a box in a frame that a script wrote is watched', async (scene) => {
  const tab = await scene.open('frame');
  await tab.evaluate(() => {
    const frame = document.querySelector('iframe');
    frame.srcdoc = '<!doctype html><textarea id="box" style="width:400px;height:100px"></textarea>';
  });
  await until('the inner page', () => tab.evaluate(() => Boolean(document.querySelector('#box')), undefined, 'inner').catch(() => false));
  await write(tab, '#box', RISKY, 'inner');
  await untilState(tab, 'findings', 'inner');
  await untilWords(tab, [NUMBER], '#box', 'inner');
});

test('a page whose styles grasp at everything changes nothing of ours', async (scene) => {
  const tab = await scene.open('hostile');
  await write(tab, '#box', RISKY);
  await untilState(tab, 'findings');
  await untilWords(tab, [NUMBER]);
  const [mark] = await marks(tab);
  const [box] = mark.rects;
  const clip = { x: Math.floor(box.x), y: Math.floor(box.y + box.height / 2), width: Math.ceil(box.width), height: Math.ceil(box.height / 2) + 6 };
  await until('a painted line', async () => paintedColumns(await tab.screenshot({ clip })), (seen) => seen.length > box.width / 2);
  // The gate can be seen, is not blurred away and takes the mouse.
  await clickOn(tab, '#post');
  await untilShown(tab, GATE);
  await answerGate(tab, /^Go back/);
  await untilGone(tab, GATE);
  assert.deepEqual(await sent(tab), []);
});

test('a box in a modal dialog shows its gate above the dialog', async (scene) => {
  const tab = await scene.open('dialog');
  await clickOn(tab, '#compose');
  await write(tab, '#box', RISKY);
  await untilState(tab, 'findings');
  await untilWords(tab, [NUMBER]);
  await clickOn(tab, '#post');
  await untilShown(tab, GATE);
  // Pressed with the mouse: under a modal dialog it would be inert.
  await answerGate(tab, /^Go back/);
  await untilGone(tab, GATE);
  assert.deepEqual(await sent(tab), []);
});

for (const mode of ['open', 'closed']) {
  test(`a box in ${mode === 'open' ? 'an open' : 'a closed'} shadow root is watched`, async (scene) => {
    const tab = await scene.open('shadow', { query: `mode=${mode}` });
    await until('the box', () => tab.evaluate(() => Boolean(window.box)));
    const { x, y } = await tab.evaluate(() => {
      const place = window.box.getBoundingClientRect();
      return { x: place.x + 30, y: place.y + 20 };
    });
    await tab.mouse.click(x, y);
    await tab.type(RISKY);
    await untilState(tab, 'findings');
    const clip = await tab.evaluate(() => {
      const { left, top, width } = window.box.getBoundingClientRect();
      return { x: left + 3, y: top + 3, width: width - 6, height: 28 };
    });
    await until('a painted line', async () => paintedColumns(await tab.screenshot({ clip })), (seen) => seen.length > 60);
    assert.equal(await tab.evaluate(() => window.box.value), RISKY);
  });
}
