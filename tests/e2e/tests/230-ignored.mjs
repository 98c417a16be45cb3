// "This is fine here" is remembered for the practice: by a number, never by the words.
import assert from 'node:assert/strict';
import { test } from '../lib/suite.mjs';
import { marks, pressButton, shown, untilShown, untilState, untilWords, write } from '../lib/look.mjs';
import { forget, openOurs, stored } from '../lib/ours.mjs';
import { NUMBER, OTHER, RISKY, TWICE } from '../lib/texts.mjs';
import { until } from '../lib/until.mjs';

test('what is fine here stays fine on the next page, until it is taken back in the options', async (scene) => {
  const page = await openOurs(scene, 'options/options.html');
  await forget(page, 'ignored');
  const tab = await scene.open('textarea');
  await tab.front();
  await write(tab, '#box', RISKY);
  await untilWords(tab, [NUMBER]);
  await tab.press('Alt+Shift+C');
  await untilShown(tab, /fine here/);
  await pressButton(tab, /This is fine here/);
  await untilState(tab, 'checked');
  const ignored = await until('the number in storage', () => stored(page, 'ignored'), (list) => list?.length === 1);
  assert.deepEqual(Object.keys(ignored[0]).sort(), ['print', 'rule', 'time']);
  assert.ok(Number.isInteger(ignored[0].print) && ignored[0].print < 2 ** 24);
  assert.ok(!JSON.stringify(await page.evaluate(() => chrome.storage.local.get(null))).includes(NUMBER));

  // Another number is another matter.
  const next = await scene.open('textarea', { host: 'www.linkedin.com' });
  await next.front();
  await write(next, '#box', TWICE);
  await untilWords(next, [OTHER]);

  await page.evaluate(() => document.querySelector('#ignored-list button').click());
  await untilWords(next, [NUMBER, OTHER]);
  await untilWords(tab, [NUMBER]);
  assert.deepEqual(await until('an empty list', () => stored(page, 'ignored'), (list) => list.length === 0), []);
});

test('where the organisation does not allow it, nothing is fine and nothing is wrong', { only: 'chromium' }, async (scene) => {
  const page = await openOurs(scene, 'popup/popup.html');
  // As the background keeps a policy that the browser has told once.
  await page.evaluate(() => chrome.storage.local.set({ policy: { values: { allowIgnore: false, allowFeedback: false }, hash: '0', since: new Date().toISOString() } }));
  const tab = await scene.open('textarea');
  await write(tab, '#box', RISKY);
  await untilWords(tab, [NUMBER]);
  await tab.press('Alt+Shift+C');
  const texts = await untilShown(tab, /45 CFR/);
  assert.ok(texts.length > 0);
  assert.deepEqual((await shown(tab)).filter((text) => /This is fine here|\bWrong\b/.test(text)), []);
  await forget(page, 'policy');
  assert.equal((await marks(tab)).length, 1);
});
