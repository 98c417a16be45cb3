// An article of many boxes, each a block: all of it is asked about when it is published.
import assert from 'node:assert/strict';
import { answerGate, clickOn, GATE, sent, untilGone, untilShown, untilWords } from '../lib/look.mjs';
import { test } from '../lib/suite.mjs';
import { CLEAN, NUMBER, OTHER, RISKY } from '../lib/texts.mjs';
import { until } from '../lib/until.mjs';

const ARTICLE = '#stage';
const BLOCK = '[contenteditable=true]';

async function article(scene) {
  const tab = await scene.open('editors/blocks', { host: 'www.facebook.com' });
  await until('the editor', () => tab.evaluate(() => window.editor.count() > 0).catch(() => false));
  await clickOn(tab, BLOCK);
  return tab;
}

test('in an editor of blocks each block is checked, and publishing asks about all of them', async (scene) => {
  const tab = await article(scene);
  await tab.type(RISKY);
  await tab.press('Enter');
  await tab.type(`Another form says ${OTHER}.`);
  await untilWords(tab, [NUMBER, OTHER], ARTICLE);
  await clickOn(tab, '#post');
  await untilShown(tab, GATE);
  await untilShown(tab, /2 things to look at/);
  await answerGate(tab, /^Go back/);
  await untilGone(tab, GATE);
  assert.deepEqual(await sent(tab), []);
});

test('in a long article of blocks the first is still checked when the last is written', async (scene) => {
  const tab = await article(scene);
  await tab.type(RISKY);
  for (let blocks = 2; blocks <= 20; blocks += 1) {
    await tab.press('Enter');
    await until('another block', () => tab.evaluate(() => window.editor.count()), (count) => count === blocks);
    // The editor moves the caret a moment later, and a key before that would be lost on it. It
    // listens to a new block when the page is idle: an Enter before that makes no block (the same without Curbside).
    await until('the caret in it', () => tab.evaluate(() => [...document.querySelectorAll('.ce-block')].at(-1).contains(getSelection().anchorNode)));
    await tab.type(CLEAN.trim());
    await tab.evaluate(() => new Promise((done) => requestIdleCallback(done)));
  }
  await untilWords(tab, [NUMBER], ARTICLE);
  await clickOn(tab, '#post');
  await untilShown(tab, GATE);
  assert.deepEqual(await sent(tab), []);
});
