// The popup, opened as a page of its own while the fixture page is the active tab: state, count, encoding, pause.
import assert from 'node:assert/strict';
import { forget, openPopup } from '../lib/ours.mjs';
import { test } from '../lib/suite.mjs';
import { clickOn, marks, sent, untilState, untilWords, write } from '../lib/look.mjs';
import { NUMBER, RISKY } from '../lib/texts.mjs';
import { until } from '../lib/until.mjs';

for (const [query, encoding] of [['', /WebAssembly/i], ['csp=strict', /JavaScript/i]]) {
  test(`the popup says how many to check and which encoding runs${query && ' on a strict page'}`, { only: query ? 'chromium' : undefined }, async (scene) => {
    const tab = await scene.open('textarea', { query });
    await write(tab, '#box', RISKY);
    await untilState(tab, 'findings');
    const popup = await openPopup(scene, tab);
    const words = await until('the popup to speak of this page', () => read(popup), (text) => /1 to check/.test(text) && encoding.test(text));
    assert.match(words, /0 requests sent/i);
    assert.ok(!words.includes('4471'), 'the popup repeats what was typed');
  });
}

test('a site that is paused says off and judges nothing, until it is not paused any more', async (scene) => {
  const tab = await scene.open('textarea', { host: 'www.linkedin.com' });
  await write(tab, '#box', RISKY);
  await untilState(tab, 'findings');
  const popup = await openPopup(scene, tab);
  await until('the switch', () => popup.evaluate(() => document.querySelector('#site')?.closest('[hidden]') === null));
  await popup.evaluate(() => document.querySelector('#site').click());
  await untilState(tab, 'off');
  assert.deepEqual(await marks(tab), []);
  await tab.front();
  await clickOn(tab, '#post');
  await until('the text sent without a question', () => sent(tab), (list) => list.length === 1);

  // The next page of the site is off, too; another site is not.
  const next = await scene.open('textarea', { host: 'www.linkedin.com' });
  await write(next, '#box', RISKY);
  await untilState(next, 'off');
  const other = await scene.open('textarea');
  await write(other, '#box', RISKY);
  await untilState(other, 'findings');

  // A popup speaks of the tab over which it was opened, and closes when another comes to the front.
  const again = await openPopup(scene, tab);
  try {
    await until('the switch of the paused site', () => again.evaluate(() => document.querySelector('#site').checked));
    await again.evaluate(() => document.querySelector('#site').click());
    await untilState(tab, 'findings');
    await untilWords(tab, [NUMBER]);
  } finally {
    await forget(again, 'paused:www.linkedin.com');
  }
});

const read = (popup) => popup.evaluate(() => document.body.innerText).catch(() => '');
