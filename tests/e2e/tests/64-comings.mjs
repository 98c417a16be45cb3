// What a browser does to a page or to the extension while somebody writes: keeps the page behind the Back button, discards
// its tab, loads the extension anew, runs it twice. What Firefox does when the extension goes is in 60-quiet.mjs.
import assert from 'node:assert/strict';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apart, built } from '../lib/apart.mjs';
import { answerGate, clickOn, enter, GATE, marks, sent, shown, states, textOf, untilShown, untilState, untilWords, write } from '../lib/look.mjs';
import { copyOf } from '../lib/managed.mjs';
import { test } from '../lib/suite.mjs';
import { NUMBER, OTHER, RISKY } from '../lib/texts.mjs';
import { until } from '../lib/until.mjs';

/** A browser of its own has to be started. */
const LONG = 120_000;

async function underlined(scene, query = '') {
  const tab = await scene.open('textarea', { query });
  await write(tab, '#box', RISKY);
  await untilState(tab, 'findings');
  await untilWords(tab, [NUMBER]);
  return tab;
}

/** One chip, one line, one question, one answer, one text sent. */
async function checkedOnce(tab, text) {
  await until('one chip that says findings', () => states(tab), (seen) => seen.join() === 'findings');
  await untilWords(tab, [NUMBER]);
  await clickOn(tab, '#post');
  await answerGate(tab, /^Post anyway/);
  await until('the text sent once', () => sent(tab), (texts) => JSON.stringify(texts) === JSON.stringify([text]));
}

test('a page that Chromium keeps behind the Back button comes back checked', { only: 'chromium', limit: LONG }, (scene) =>
  apart(scene, { without: ['--disable-back-forward-cache'] }, async (own) => {
    const tab = await underlined(own, 'keep');
    const title = await tab.evaluate(() => {
      window.isKept = true;
      return document.title;
    });
    const titled = (wanted) => until(`the page ${wanted}`, () => tab.evaluate(() => document.title), (seen) => seen === wanted);
    await tab.evaluate(() => void setTimeout(() => { location.href = 'two.html?keep'; }));
    await titled('Two boxes');
    await tab.evaluate(() => void setTimeout(() => history.back()));
    await titled(title);
    assert.ok(await tab.evaluate(() => window.isKept), 'the browser has kept the page');
    await untilShown(tab, /1 to check/);
    await checkedOnce(tab, RISKY);
  }));

test('a tab that Chromium discarded is checked again when somebody comes back to it', { only: 'chromium', limit: LONG }, (scene) =>
  apart(scene, {}, async (own) => {
    const { context } = own.browser;
    const tab = await underlined(own);
    const panel = await own.blank();
    await panel.goto(await own.browser.extensionPage('options/options.html'));
    await panel.front();
    const kept = await panel.evaluate(async () => {
      const tabs = await chrome.tabs.query({ active: false });
      const discarded = await Promise.all(tabs.map(({ id }) => chrome.tabs.discard(id).catch(() => undefined)));
      return discarded.filter(Boolean).map(({ id }) => id);
    });
    assert.ok(kept.length > 0, 'the browser has discarded nothing');
    // The page is another one when it is shown again.
    const isBack = async () => {
      await panel.evaluate((ids) => Promise.all(ids.map((id) => chrome.tabs.update(id, { active: true }).catch(() => undefined))), kept);
      const pages = context.pages().filter((page) => page.url().includes('/textarea.html'));
      return pages.at(-1);
    };
    tab.page = await until('the page', isBack);
    tab.mouse = tab.page.mouse;
    tab.session = undefined;
    await until('the page to be loaded', () => tab.evaluate(() => document.readyState === 'complete' && Array.isArray(window.sent)).catch(() => false));
    await tab.evaluate(() => (document.querySelector('#box').value = ''));
    await write(tab, '#box', RISKY);
    await checkedOnce(tab, RISKY);
  }));

test('a tab that Firefox discarded is checked again when somebody comes back to it', { only: 'firefox', limit: LONG }, (scene) =>
  apart(scene, {}, async (own) => {
    const { browser, inBrowser } = own.browser;
    const tab = await underlined(own);
    await (await own.blank()).front();
    // What the browser does by itself when memory runs low.
    const inTabs = (what) =>
      inBrowser(`{
        const { gBrowser } = Services.wm.getMostRecentWindow('navigator:browser');
        const tab = gBrowser.tabs.find(({ linkedBrowser }) => linkedBrowser.currentURI.spec.includes('/textarea.html'));
        ${what};
      }`);
    assert.equal(await inTabs('gBrowser.discardBrowser(tab, true)'), true);
    assert.equal(await inTabs("tab.hasAttribute('pending')"), true);
    const pages = async () => (await browser.pages()).filter((page) => page.url().includes('/textarea.html'));
    await until('the page gone', pages, (found) => found.length === 0);
    await inTabs('gBrowser.selectedTab = tab');
    [tab.page] = await until('the page', pages, (found) => found.length === 1);
    tab.mouse = tab.page.mouse;
    await until('the page to be loaded', () => tab.evaluate(() => document.readyState === 'complete' && Array.isArray(window.sent)).catch(() => false));
    await tab.evaluate(() => (document.querySelector('#box').value = ''));
    await write(tab, '#box', RISKY);
    await checkedOnce(tab, RISKY);
  }));

test('an extension that is loaded anew while somebody types takes no letter, and no chip of the old one stays', { only: 'chromium', limit: LONG }, async (scene) => {
  const tab = await underlined(scene);
  await tab.type(' Half a wo');
  await scene.browser.removeExtension();
  await until('no chip', () => states(tab), (seen) => seen.length === 0);
  assert.deepEqual(await marks(tab), []);
  await tab.front();
  await enter(tab, '#box');
  await tab.press('Control+End');
  await tab.type('rd');
  await scene.browser.addExtension();
  await tab.front();
  await enter(tab, '#box');
  await tab.press('Control+End');
  await tab.type(' more.');
  assert.equal(await textOf(tab, '#box'), `${RISKY} Half a word more.`);
  // Chromium runs the new one on pages that are loaded from now on; the open one is the page's own again.
  await clickOn(tab, '#post');
  await until('the text sent', () => sent(tab), (texts) => texts.length === 1);
  await tab.goto(tab.url());
  await write(tab, '#box', RISKY);
  await checkedOnce(tab, RISKY);
});

test('a page in which the extension is run a second time is checked once', { limit: LONG }, async (scene) => {
  // Only a test may run scripts by hand on a page; what ships has no permission for it.
  const copy = await copyOf(built(scene), { host_permissions: ['https://*/*'] });
  try {
    await apart(scene, { extension: copy.folder }, async (own) => {
      const tab = await underlined(own);
      const panel = await own.blank();
      await panel.goto(await own.browser.extensionPage('options/options.html'));
      const again = await panel.evaluate(async () => {
        const tabs = await chrome.tabs.query({ url: 'https://*/*' });
        const runs = await Promise.all(tabs.map(({ id }) => chrome.scripting.executeScript({ target: { tabId: id }, files: ['content.js'] })));
        return runs.length;
      });
      assert.equal(again, 1);
      await tab.front();
      await enter(tab, '#box');
      await tab.press('Control+End');
      await tab.type(' So.');
      await checkedOnce(tab, `${RISKY} So.`);
    });
  } finally {
    await copy.drop();
  }
});

test('two copies of the extension in one browser hold a text until both are answered, and send it once', { only: 'chromium', limit: LONG }, async (scene) => {
  // One from the store and one from the organisation: two ids, two worlds, one page.
  const folder = await mkdtemp(join(tmpdir(), 'curbside-twice-'));
  try {
    await cp(built(scene), folder, { recursive: true });
    await apart(scene, { extension: `${built(scene)},${folder}` }, async (own) => {
      const tab = await own.open('textarea');
      await write(tab, '#box', `${RISKY} Another says ${OTHER}.`);
      await until('chips that say findings', () => states(tab), (seen) => seen.length > 0 && seen.every((state) => state === 'findings'));
      await until('lines under both numbers', () => marks(tab), (seen) => [NUMBER, OTHER].every((number) => seen.some(({ words }) => words === number)));
      await clickOn(tab, '#post');
      await untilShown(tab, GATE);
      assert.deepEqual(await sent(tab), []);
      await until('the text sent', async () => {
        if ((await shown(tab)).some((words) => GATE.test(words))) await answerGate(tab, /^Post anyway/);
        return (await sent(tab)).length > 0;
      });
      assert.equal((await sent(tab)).length, 1);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
