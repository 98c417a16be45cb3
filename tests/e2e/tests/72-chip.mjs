// The chip stands in nobody's way: it can be dragged off what it covers, and hidden on a site for as long as one likes.
import assert from 'node:assert/strict';
import { buttons, clickOn, GATE, marks, pressButton, states, untilShown, untilState, untilStill, untilWords, write } from '../lib/look.mjs';
import { forget, openOurs, openPopup } from '../lib/ours.mjs';
import { test } from '../lib/suite.mjs';
import { NUMBER, RISKY } from '../lib/texts.mjs';
import { until } from '../lib/until.mjs';

const pill = (tab) => until('the chip', async () => (await buttons(tab)).find(({ words }) => /to check/.test(words)));

/** Takes back what a try before this one may have left. */
const showAgain = async (scene, host) => forget(await openOurs(scene, 'popup/popup.html'), `hidden:${host}`);

test('a chip that was dragged away stays where it was put, and is no press', async (scene) => {
  const tab = await scene.open('textarea');
  await write(tab, '#box', RISKY);
  await untilWords(tab, [NUMBER]);
  await untilStill(tab);
  const from = await pill(tab);
  await tab.mouse.move(from.x, from.y);
  await tab.mouse.down();
  for (const part of [0.3, 0.7, 1]) await tab.mouse.move(from.x - 60 * part, from.y + 90 * part);
  await tab.mouse.up();
  const isThere = ({ x, y }) => Math.hypot(x - from.x + 60, y - from.y - 90) < 3;
  await until('the chip where it was put', () => pill(tab), isThere);
  await tab.type(' More.');
  await untilStill(tab);
  assert.ok(isThere(await pill(tab)), 'typing has moved it');
  // The drag opened nothing, and a press still does.
  assert.deepEqual((await buttons(tab)).filter(({ words }) => /Wrong/.test(words)), []);
  await pressButton(tab, /to check/);
  await untilShown(tab, /social security number/i);
});

test('a chip that is hidden stays hidden on the site until it is shown again, and all else goes on', async (scene) => {
  const host = 'mobile.x.com';
  await showAgain(scene, host);
  const tab = await scene.open('two', { host });
  await write(tab, '#second', RISKY);
  await write(tab, '#box', RISKY);
  await until('a chip for each box', () => states(tab), (seen) => seen.join() === 'findings,findings');
  const { x, y } = await pill(tab);
  await tab.mouse.move(x, y);
  await pressButton(tab, /^Hide on this site/);
  await until('no chip', () => states(tab), (seen) => seen.length === 0);
  // On the next page of the site as well; another site keeps its chips.
  const next = await scene.open('textarea', { host });
  await write(next, '#box', RISKY);
  await untilWords(next, [NUMBER]);
  assert.deepEqual(await states(next), []);
  await clickOn(next, '#post');
  await untilShown(next, GATE);
  const other = await scene.open('textarea');
  await write(other, '#box', RISKY);
  await untilState(other, 'findings');

  const popup = await openPopup(scene, tab);
  await until('the button that shows it again', () => popup.evaluate(() => document.querySelector('#chip')?.checkVisibility()));
  await popup.evaluate(() => document.querySelector('#chip').click());
  await until('a chip for each box', () => states(tab), (seen) => seen.join() === 'findings,findings');
  await until('the button gone', () => popup.evaluate(() => !document.querySelector('#chip').checkVisibility()));
  assert.equal((await marks(tab)).length > 0, true);
});

test('a chip that is hidden comes back where a box cannot be checked', async (scene) => {
  const host = 'm.youtube.com';
  await showAgain(scene, host);
  const tab = await scene.open('textarea', { host });
  await write(tab, '#box', RISKY);
  await untilState(tab, 'findings');
  const { x, y } = await pill(tab);
  await tab.mouse.move(x, y);
  await pressButton(tab, /^Hide on this site/);
  await until('no chip', () => states(tab), (seen) => seen.length === 0);
  await tab.evaluate(() => {
    const box = document.querySelector('#box');
    box.value = 'The office is open on weekdays. '.repeat(32_000);
    box.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  });
  await untilState(tab, 'unavailable');
  await showAgain(scene, host);
});
