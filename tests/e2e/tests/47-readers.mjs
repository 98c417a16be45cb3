// The surfaces over the page as a screen reader and a person with other eyes meet them: axe-core looks into the closed
// roots of chip, note, card and gate, in light, dark, narrow and forced colours.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from '../lib/suite.mjs';
import { answerGate, buttons, clickOn, enter, GATE, marks, setCaret, untilGone, untilShown, untilState, untilStill, write } from '../lib/look.mjs';
import { ISSUE } from '../lib/texts.mjs';
import { until } from '../lib/until.mjs';

const axe = await readFile(new URL('../../../extension/node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

const VIEWS = [
  ['light', { colorScheme: 'light' }, 1000],
  ['dark', { colorScheme: 'dark' }, 1000],
  ['forced colours', { forcedColors: 'active' }, 1000],
  ['360 px', {}, 360],
];

/** What axe objects to in our own roots. It sees a closed root once the page is told of it, as no page ever is. */
async function objections(tab, what) {
  await untilStill(tab);
  await tab.page.evaluate(axe);
  const seen = await tab.inRoots(async (roots) => {
    const hosts = roots.map((root) => root.host);
    roots.forEach((root) => Object.defineProperty(root.host, 'shadowRoot', { value: root, configurable: true }));
    try {
      const wanted = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
      const { violations, passes } = await globalThis.axe.run({ include: hosts }, { runOnly: wanted, rules: { region: { enabled: false }, 'target-size': { enabled: true } } });
      return { passes: passes.length, wrong: violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.flat().join(' ')).join('; ')}`) };
    } finally {
      hosts.forEach((host) => delete host.shadowRoot);
    }
  });
  assert.ok(seen.passes > 5, `${what}: axe saw nothing`);
  const small = (await buttons(tab)).filter(({ width, height }) => width < 24 || height < 24);
  assert.deepEqual(small.map(({ words, width, height }) => `${what}: ${words}, ${width} x ${height}`), []);
  // Whoever wants less motion sees none of ours.
  const moving = await tab.inRoots((roots) => roots.flatMap((root) => root.getAnimations()).length);
  assert.equal(moving, 0, `${what} moves`);
  return seen.wrong.map((wrong) => `${what}: ${wrong}`);
}

for (const [name, media, width] of VIEWS) {
  test(`axe finds nothing wrong with chip, note, card and gate in ${name}`, { only: 'chromium' }, async (scene) => {
    const tab = await scene.open('reply', { host: 'business.google.com' });
    await tab.page.setViewportSize({ width, height: 700 });
    // Without motion: colours that are on their way to others have no contrast to measure.
    await tab.page.emulateMedia({ ...media, reducedMotion: 'reduce' });
    const wrong = [];
    await enter(tab, '#reply');
    await untilState(tab, 'checked');
    await tab.press('Alt+Shift+C');
    await untilShown(tab, /Write the whole reply/);
    wrong.push(...(await objections(tab, 'note')));
    await tab.press('Escape');
    await write(tab, '#reply', ISSUE);
    await until('five underlines', () => marks(tab, '#reply'), (seen) => seen.length === 5);
    wrong.push(...(await objections(tab, 'chip')));
    await setCaret(tab, '#reply', 0);
    await tab.press('Alt+Shift+C');
    await untilShown(tab, /1 of 5/);
    wrong.push(...(await objections(tab, 'card')));
    await tab.press('Escape');
    await clickOn(tab, '#post');
    await untilShown(tab, GATE);
    wrong.push(...(await objections(tab, 'gate')));
    await answerGate(tab, /^Go back/);
    assert.deepEqual(wrong, []);
  });
}

test('in a low frame the card stands beside its words, whole or scrolling, and its buttons can be reached', { only: 'chromium' }, async (scene) => {
  const tab = await scene.open('textarea');
  await tab.page.setViewportSize({ width: 760, height: 240 });
  await tab.evaluate(() => { document.querySelector('#box').style.marginTop = '30px'; });
  await write(tab, '#box', 'The form says 518-00-4471.');
  await until('an underline', () => marks(tab), (seen) => seen.length === 1);
  await tab.press('Alt+Shift+C');
  await untilShown(tab, /social security number/i);
  await untilStill(tab);
  const card = await tab.inRoots((roots) => {
    const found = roots.map((root) => root.querySelector('[role=dialog]')).find((one) => one?.checkVisibility());
    const { x, y, width, height } = found.getBoundingClientRect();
    return { x, y, width, height, screen: [innerWidth, innerHeight] };
  });
  const [{ rects: [line] }] = await marks(tab);
  assert.ok(card.y >= 0 && card.y + card.height <= card.screen[1] && card.x + card.width <= card.screen[0], `the card sticks out: ${JSON.stringify(card)}`);
  assert.ok(card.height >= 150, `only ${card.height} px of the card are seen`);
  const apart = card.x >= line.x + line.width || card.x + card.width <= line.x || card.y >= line.y + line.height || card.y + card.height <= line.y;
  assert.ok(apart, 'the card covers its words');
});

test('at 200 % note, card and gate are whole or scroll, and their buttons can be reached', async (scene) => {
  const tab = await scene.open('reply', { host: 'business.google.com' });
  await tab.zoom(2);
  /** What stands over the page, once it stands still. */
  const boxes = async () => {
    await untilStill(tab);
    return tab.inRoots((roots) => {
      const found = roots.flatMap((root) => Array.from(root.querySelectorAll('.note, [role=dialog], dialog'))).filter((one) => one.checkVisibility());
      return found.map((one) => {
        const { x, y, right, bottom } = one.getBoundingClientRect();
        return { inside: x >= -0.5 && y >= -0.5 && right <= innerWidth + 0.5 && bottom <= innerHeight + 0.5, x, y, right, bottom, screen: [innerWidth, innerHeight] };
      });
    });
  };
  const isInside = async (what) => {
    const seen = await until(`${what} on screen`, boxes, (list) => list.length > 0);
    assert.ok(seen.every(({ inside }) => inside), `${what} sticks out: ${JSON.stringify(seen)}`);
  };
  await enter(tab, '#reply');
  await untilState(tab, 'checked');
  await tab.press('Alt+Shift+C');
  await untilShown(tab, /Write the whole reply/);
  await isInside('the note');
  await tab.press('Escape');
  await write(tab, '#reply', ISSUE);
  await until('five underlines', () => marks(tab, '#reply'), (seen) => seen.length === 5);
  await setCaret(tab, '#reply', 0);
  await tab.press('Alt+Shift+C');
  await untilShown(tab, /1 of 5/);
  await isInside('the card');
  await tab.press('Escape');
  await clickOn(tab, '#post');
  await untilShown(tab, GATE);
  await isInside('the gate');
  // Pressed where it stands: what is not in the window cannot be.
  await answerGate(tab, /^Go back/);
  await untilGone(tab, GATE);
});
