// Pictures for people to look at: node tests/e2e/shots.mjs FOLDER [view]
//
// The note behind a chip, underlines with chip, card, gate, popup, options, onboarding and demo, each in light, dark, narrow, at 200 %, in forced
// colours and in Spanish. The view `readme` takes the few of README.md: node tests/e2e/shots.mjs docs/pictures readme
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as chromium from './lib/chromium.mjs';
import { answerGate, clickOn, setCaret, untilCount, untilShown, untilState, untilStill, write } from './lib/look.mjs';
import { openWith } from './lib/engine.mjs';
import { startServer } from './lib/server.mjs';
import { Scene } from './lib/suite.mjs';
import { ISSUE, RISKY } from './lib/texts.mjs';
import { until } from './lib/until.mjs';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const VIEWS = [
  { name: 'light', width: 1000, height: 640 },
  { name: 'dark', width: 1000, height: 640, media: { colorScheme: 'dark' } },
  { name: 'narrow', width: 360, height: 640 },
  { name: 'zoom200', width: 640, height: 400, scale: 2 },
  { name: 'forced', width: 1000, height: 640, media: { forcedColors: 'active', colorScheme: 'dark' } },
  { name: 'spanish', width: 1000, height: 640, language: 'es' },
];

// What a person reads, by which we wait for a surface.
const SAID = {
  en: { step: /1 of 5/, gate: /Before this goes out/, back: /^Go back/, some: /5 to check/, of: / of 5/, note: /Write the whole reply/ },
  es: { step: /1 de 5/, gate: /Antes de que esto salga/, back: /^Volver/, some: /5 por revisar/, of: / de 5/, note: /respuesta/ },
};

// As the background keeps what the browser told it once.
const HELD = {
  organization: 'Lakeside Dental Group', profile: 'Front desk', actionForBlock: 'block', justificationRequired: true,
  privacyOfficerName: 'Marisol Vance', privacyOfficerContact: 'ext. 4410', practiceNames: ['Lakeside Dental'],
  practiceStaff: ['Dr. Ned Farrow'], terms: [{ term: 'Unit 7 North' }], auditRetentionDays: 365,
};

// What an organisation can want before a text goes out, beside the question that everybody gets.
const GATES = {
  justify: { actionForBlock: 'justify', actionForWarn: 'justify', justificationText: 'optional' },
  block: { actionForBlock: 'block', privacyOfficerName: 'Marisol Vance', privacyOfficerContact: 'ext. 4410' },
};

const [folder, only] = process.argv.slice(2);
if (!folder) throw new Error('expected a folder for the pictures');
await mkdir(folder, { recursive: true });
const server = await startServer();
const browser = await chromium.launch({ extension: `${DIST}chrome`, port: server.port });

try {
  if (only === 'readme') await forReadme();
  else for (const view of VIEWS.filter(({ name }) => !only || name === only)) await everySurface(view);
} finally {
  await browser.close();
  await server.close();
}

async function everySurface(view) {
  const said = SAID[view.language ?? 'en'];
  await keep({ options: view.language ? { language: view.language } : {} });
  const empty = await open(view, 'https://business.google.com/reply.html');
  await write(empty, '#reply', ' ');
  await untilState(empty, 'checked');
  await empty.press('Alt+Shift+C');
  await untilShown(empty, said.note);
  await shoot(empty, view, 'note');
  await empty.close();

  const tab = await answering(view);
  await shoot(tab, view, 'underline');
  await openCard(tab, said);
  await shoot(tab, view, 'card');
  await tab.press('Escape');
  await clickOn(tab, '#post');
  await untilShown(tab, said.gate);
  await shoot(tab, view, 'gate');
  await answerGate(tab, said.back);

  for (const [name, policy] of Object.entries(GATES)) {
    const held = await fitted(await openWith(new Scene(browser, server, DIST), 'textarea', { ...policy, language: view.language ?? 'en' }), view);
    await write(held, '#box', `We guarantee a smile. ${RISKY}`);
    await untilCount(held, 2);
    await clickOn(held, '#post');
    await untilShown(held, said.gate);
    await shoot(held, view, `gate-${name}`);
    await held.close();
  }

  const popup = await openPopup(tab, view, said);
  await shoot(popup, view, 'popup');
  await popup.close();
  await tab.close();

  for (const path of ['options', 'onboarding']) {
    const page = await ours(view, path);
    await shoot(page, view, path, { fullPage: true });
    await page.close();
  }

  // The demo is in English, as is all that it says.
  if (existsSync(`${DIST}curbside-demo.html`) && !view.language) {
    const demo = await open(view, pathToFileURL(`${DIST}curbside-demo.html`).href);
    await until('the demo to be ready', () => demo.evaluate(() => document.readyState === 'complete'));
    await shoot(demo, view, 'demo');
    await demo.evaluate(() => {
      const box = [...document.querySelectorAll('textarea')].find((one) => /reply/i.test(`${one.id} ${one.placeholder} ${one.ariaLabel} ${one.labels[0]?.innerText}`));
      box.scrollIntoView({ block: 'center' });
      box.focus();
      box.select();
    });
    await demo.type(ISSUE);
    // The last word waits for a pause in typing.
    await untilShown(demo, said.some);
    await demo.press('Alt+Shift+C');
    await untilShown(demo, said.of);
    await shoot(demo, view, 'demo-reply');
    await demo.close();
  }
}

async function forReadme() {
  const small = { width: 640, height: 720 };
  const said = SAID.en;
  for (const view of [{ ...small, name: 'light' }, { ...small, name: 'dark', media: { colorScheme: 'dark' } }]) {
    await keep({ options: {} });
    const tab = await answering(view);
    await openCard(tab, said);
    await shoot(tab, view, 'card');
    await tab.press('Escape');
    const popup = await openPopup(tab, view, said);
    await shoot(popup, view, 'popup');
    await popup.close();
    await tab.front();
    await clickOn(tab, '#post');
    await untilShown(tab, said.gate);
    await shoot(tab, view, 'gate');
    await tab.close();
  }
  await keep({ options: { language: 'es' } });
  const spanish = { ...small, name: 'spanish' };
  const tab = await answering(spanish);
  await openCard(tab, SAID.es);
  await shoot(tab, spanish, 'card');
  await tab.close();
  await keep({ options: {}, policy: { values: HELD, hash: '4f2a9c', since: '2026-01-05T08:00:00Z' } });
  const options = await ours({ name: 'light', width: 900, height: 620 }, 'options');
  await shoot(options, { name: 'light' }, 'options');
  await options.close();
}

/** What is stored is stored from a page of ours, and pages follow it at once. */
async function keep(values) {
  const page = await browser.open();
  await page.goto(await browser.extensionPage('popup/popup.html'));
  await page.evaluate(async (wanted) => {
    await chrome.storage.local.remove(['options', 'policy']);
    await chrome.storage.local.set(wanted);
  }, values);
  await page.close();
}

/** The reply of the issue, underlined. */
async function answering(view) {
  const tab = await open(view, 'https://business.google.com/reply.html');
  await write(tab, '#reply', ISSUE);
  await untilState(tab, 'findings');
  await untilCount(tab, 5, '#reply');
  return tab;
}

async function openCard(tab, said) {
  await setCaret(tab, '#reply', 0);
  await tab.press('Alt+Shift+C');
  await untilShown(tab, said.step);
}

/** The popup over the tab, which has to be the one in front when it opens. */
async function openPopup(tab, view, said) {
  const popup = await open({ ...view, width: 360, height: 600 }, await browser.extensionPage('popup/popup.html'));
  await tab.front();
  await popup.evaluate(() => setTimeout(() => location.reload()));
  await until('the popup to speak of the page', () => popup.evaluate((source) => new RegExp(source).test(document.body?.innerText ?? ''), said.some.source).catch(() => false));
  // It stays connected to the page that it opened on; a tab behind another cannot be shot.
  await popup.front();
  return popup;
}

async function ours(view, path) {
  const page = await open(view, await browser.extensionPage(`${path}/${path}.html`));
  await until('the words of the page', () => page.evaluate(() => document.querySelector('h1')?.textContent));
  if (path === 'options') await until('the options', () => page.evaluate(() => 'ready' in document.documentElement.dataset));
  return page;
}

async function open(view, url) {
  const tab = await fitted(await browser.open(), view);
  await tab.goto(url);
  return tab;
}

async function fitted(tab, { width, height, scale, media }) {
  await tab.page.setViewportSize({ width, height });
  if (media) await tab.page.emulateMedia(media);
  if (scale) {
    const session = await tab.page.context().newCDPSession(tab.page);
    await session.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: scale, mobile: false });
  }
  return tab;
}

async function shoot(tab, view, what, options) {
  await untilStill(tab);
  const file = join(folder, `${what}-${view.name}.png`);
  await writeFile(file, await tab.screenshot(options));
  console.log(file);
}
