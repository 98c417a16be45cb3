// Pictures for people to look at: node tests/e2e/shots.mjs FOLDER [view]
//
// Underlines with chip, card, gate, popup and demo, each in light, dark, narrow, at 200 % and in forced colours.
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
];

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
  for (const view of VIEWS.filter(({ name }) => !only || name === only)) {
    const tab = await open(view, 'https://business.google.com/reply.html');
    await write(tab, '#reply', ISSUE);
    await untilState(tab, 'findings');
    await untilCount(tab, 5, '#reply');
    await shoot(tab, view, 'underline');
    await setCaret(tab, '#reply', 0);
    await tab.press('Alt+Shift+C');
    await untilShown(tab, /1 of 5/);
    await shoot(tab, view, 'card');
    await tab.press('Escape');
    await clickOn(tab, '#post');
    await untilShown(tab, /Before this goes out/);
    await shoot(tab, view, 'gate');
    await answerGate(tab, /^Go back/);

    for (const [name, policy] of Object.entries(GATES)) {
      const held = await fitted(await openWith(new Scene(browser, server, DIST), 'textarea', policy), view);
      await write(held, '#box', `We guarantee a smile. ${RISKY}`);
      await untilCount(held, 2);
      await clickOn(held, '#post');
      await untilShown(held, /Before this goes out/);
      await shoot(held, view, `gate-${name}`);
      await held.close();
    }

    const popup = await open({ ...view, width: 360, height: 520 }, await browser.extensionPage('popup/popup.html'));
    await tab.front();
    await popup.evaluate(() => setTimeout(() => location.reload()));
    await until('the popup to speak of the page', () => popup.evaluate(() => /5 to check/.test(document.body?.innerText ?? '')).catch(() => false));
    // It stays connected to the page that it opened on; a tab behind another cannot be shot.
    await popup.front();
    await shoot(popup, view, 'popup');
    await popup.close();
    await tab.close();

    if (existsSync(`${DIST}curbside-demo.html`)) {
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
      await untilShown(demo, /5 to check/);
      await demo.press('Alt+Shift+C');
      await untilShown(demo, / of 5/);
      await shoot(demo, view, 'demo-reply');
      await demo.close();
    }
  }
} finally {
  await browser.close();
  await server.close();
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

async function shoot(tab, view, what) {
  await untilStill(tab);
  const file = join(folder, `${what}-${view.name}.png`);
  await writeFile(file, await tab.screenshot());
  console.log(file);
}
