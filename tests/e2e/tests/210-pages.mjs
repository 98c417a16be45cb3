// The extension's own pages: options, onboarding, popup. What is set there holds on pages that are open, without reload.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { forget, openOurs, stored } from '../lib/ours.mjs';
import { test } from '../lib/suite.mjs';
import { marks, untilState, untilWords, write } from '../lib/look.mjs';
import { NUMBER, RISKY } from '../lib/texts.mjs';
import { until } from '../lib/until.mjs';

const PAGES = ['options/options.html', 'onboarding/onboarding.html', 'popup/popup.html'];
const axe = await readFile(new URL('../../../extension/node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

const optionsOf = async (page) => (await stored(page, 'options')) ?? {};

/** Writes into a box of ours as a person does, over what stood there, and leaves it. */
async function fill(page, id, text) {
  await page.evaluate((wanted) => document.getElementById(wanted).select(), id);
  await page.type(text);
  await page.evaluate(() => document.activeElement.blur());
}

for (const path of PAGES) {
  for (const [name, media, width] of [
    ['light', { colorScheme: 'light' }, 1000], ['dark', { colorScheme: 'dark' }, 1000], ['forced colours', { forcedColors: 'active' }, 1000], ['360 px', {}, 360],
  ]) {
    test(`axe finds nothing wrong with ${path} in ${name}`, { only: 'chromium' }, async (scene) => {
      const page = await openOurs(scene, path);
      await page.page.setViewportSize({ width, height: 800 });
      // Without motion: colours that are on their way to others have no contrast to measure.
      await page.page.emulateMedia({ ...media, reducedMotion: 'reduce' });
      await page.page.evaluate(axe);
      const { violations, passes } = await page.page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`), []);
      assert.ok(passes.length > 10);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(wide <= 0, `${wide} px stick out`);
    });
  }
}

for (const path of PAGES) {
  test(`${path} runs from right to left as well`, { only: 'chromium' }, async (scene) => {
    const page = await openOurs(scene, path);
    await page.page.setViewportSize({ width: 1000, height: 800 });
    const places = () =>
      page.evaluate(() => {
        const [first, last] = { options: ['nav', 'main'], onboarding: ['.what > div', 'figure'], popup: ['header img', '#options'] }[location.pathname.split('/')[1]].map((one) => document.querySelector(one).getBoundingClientRect().x);
        return { isFirst: first < last, wide: document.documentElement.scrollWidth - document.documentElement.clientWidth };
      });
    assert.deepEqual(await places(), { isFirst: true, wide: 0 });
    await page.evaluate(() => (document.documentElement.dir = 'rtl'));
    assert.deepEqual(await places(), { isFirst: false, wide: 0 });
  });
}

test('the names given in the first minute are stored, and the box beside them is really checked', async (scene) => {
  const page = await openOurs(scene, 'onboarding/onboarding.html');
  await fill(page, 'practiceNames', 'Lakeside Dental');
  await fill(page, 'practiceStaff', 'Dr. Ned Farrow\nKayla Brandt');
  await page.evaluate(() => document.querySelector('#practice button[type=submit]').click());
  await page.evaluate(() => document.querySelector('#reply').scrollIntoView({ block: 'center' }));
  await until('the names in storage', () => optionsOf(page), ({ practiceStaff }) => practiceStaff?.length === 2);
  assert.deepEqual(await optionsOf(page), { practiceNames: ['Lakeside Dental'], practiceStaff: ['Dr. Ned Farrow', 'Kayla Brandt'] });
  // What is written about the practice itself is no text to be checked.
  assert.deepEqual(await page.evaluate(() => document.querySelectorAll('[data-curbside-state]').length), 0);
  await write(page, '#reply', RISKY);
  await untilState(page, 'findings');
  await untilWords(page, [NUMBER], '#reply');
  await forget(page);
});

test('a term that is added in the options is underlined in a page that is open, and no longer when it is removed', async (scene) => {
  const page = await openOurs(scene, 'options/options.html');
  await forget(page);
  const tab = await scene.open('textarea');
  await write(tab, '#box', 'We will meet at zebrawood on Friday.');
  await untilState(tab, 'checked');
  await page.front();
  await fill(page, 'term', 'zebrawood');
  await page.evaluate(() => document.querySelector('#term-form button').click());
  await until('the term in storage', () => optionsOf(page), ({ terms }) => terms?.length === 1);
  await untilWords(tab, ['zebrawood']);
  await until('the term in the list', () => page.evaluate(() => document.querySelectorAll('#term-list button').length === 1));
  await page.evaluate(() => document.querySelector('#term-list button').click());
  await until('no term in storage', () => optionsOf(page), ({ terms }) => !terms);
  await untilState(tab, 'checked');
  assert.deepEqual(await marks(tab), []);
});

test('an action that is chosen in the options holds at once', async (scene) => {
  const tab = await scene.open('textarea');
  await write(tab, '#box', RISKY);
  await untilState(tab, 'findings');
  const page = await openOurs(scene, 'options/options.html');
  await page.evaluate(() => {
    const box = document.getElementById('actionForBlock');
    box.value = 'allow';
    box.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await untilState(tab, 'checked');
  await forget(page);
  await untilState(tab, 'findings');
});

test('the options speak Spanish when that is chosen', async (scene) => {
  const page = await openOurs(scene, 'options/options.html');
  await page.evaluate(() => {
    const box = document.getElementById('language');
    box.value = 'es';
    box.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await until('Spanish', () => page.evaluate(() => document.documentElement.lang === 'es' && document.querySelector('h1').textContent.startsWith('Opciones')).catch(() => false));
  await until('the options', () => page.evaluate(() => 'ready' in document.documentElement.dataset).catch(() => false));
  const words = await until('the words', () => page.evaluate(() => document.body.innerText).catch(() => ''), (text) => /Política en vigor/.test(text));
  assert.doesNotMatch(words, /undefined|\$\w+\$/);
  await forget(page);
});

test('the records are shown, filtered and saved as files', { only: 'chromium' }, async (scene) => {
  const tab = await scene.open('textarea', { host: 'www.linkedin.com' });
  await write(tab, '#box', RISKY);
  await untilState(tab, 'findings');
  const page = await openOurs(scene, 'options/options.html');
  const rows = () => page.evaluate(() => document.querySelectorAll('#record-rows tr').length);
  await until('a record', rows);
  await page.evaluate(() => {
    const box = document.getElementById('f-site');
    box.value = 'www.linkedin.com';
    box.dispatchEvent(new Event('change', { bubbles: true }));
  });
  const sites = await page.evaluate(() => [...document.querySelectorAll('#record-rows td:nth-child(6)')].map(({ textContent }) => textContent));
  assert.ok(sites.length > 0 && sites.every((site) => site === 'www.linkedin.com'));
  assert.ok(await page.evaluate(() => document.querySelectorAll('#chart rect').length));
  for (const [id, beginning] of [['export-csv', 'seq,time,id,'], ['export-json', '{\n "format": "curbside-audit-1"']]) {
    const download = page.page.waitForEvent('download');
    await page.evaluate((wanted) => document.getElementById(wanted).click(), id);
    const content = await readFile(await (await download).path(), 'utf8');
    assert.ok(content.startsWith(beginning));
    assert.ok(!content.includes(NUMBER));
  }
});
