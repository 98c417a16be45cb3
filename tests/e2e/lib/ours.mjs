// Pages of the extension's own, as the tests use them.
import { until } from './until.mjs';

/** Opens one, and waits until it has its words. */
export async function openOurs(scene, path) {
  const page = await scene.blank();
  await page.goto(await scene.browser.extensionPage(path));
  await until('the words of the page', () => page.evaluate(() => document.documentElement.lang && document.title && document.querySelector('h1').textContent));
  if (path.startsWith('options')) await until('the options', () => page.evaluate(() => 'ready' in document.documentElement.dataset));
  return page;
}

/** What is stored under a key. */
export const stored = (page, key) => page.evaluate(async (name) => (await chrome.storage.local.get(name))[name], key);

/** Takes a key away, so that the next test finds what this one found. */
export const forget = (page, key = 'options') => page.evaluate((name) => chrome.storage.local.remove(name), key);

/** Opens the popup as a tab of its own, which speaks of `tab`. */
export async function openPopup(scene, tab) {
  const popup = await scene.blank();
  await popup.goto(await scene.browser.extensionPage('popup/popup.html'));
  // The popup asks for the active tab, which a tab of its own would be.
  await tab.front();
  const before = await popup.evaluate(() => performance.timeOrigin);
  await popup.evaluate(() => setTimeout(() => location.reload()));
  // The old document is complete as well, until the new one takes its place.
  const isNew = (origin) => performance.timeOrigin !== origin && document.readyState === 'complete';
  await until('the popup', () => popup.evaluate(isNew, before).catch(() => false));
  return popup;
}
