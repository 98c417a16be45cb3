// Curbside speaks the language of the person, whatever the page is written in.
import assert from 'node:assert/strict';
import { openWith } from '../lib/engine.mjs';
import { answerGate, clickOn, pressButton, untilGone, untilShown, untilState, untilWords, write } from '../lib/look.mjs';
import { forget, openOurs } from '../lib/ours.mjs';
import { test } from '../lib/suite.mjs';
import { CLEAN, NUMBER, RISKY } from '../lib/texts.mjs';
import { until } from '../lib/until.mjs';

/** How the surface that holds these words runs, by what a screen reader is told and by where things stand. */
const runs = (tab, words) =>
  tab.inRoots((roots, wanted) => {
    const spoken = roots.flatMap((root) => [...root.querySelectorAll('[lang]')]).find((body) => body.textContent.includes(wanted));
    if (!spoken) return null;
    const [title] = spoken.getElementsByTagName('h2');
    const close = [...spoken.querySelectorAll('button[aria-label]')].filter((button) => button.checkVisibility()).pop();
    const [middle, { x }] = [title.getBoundingClientRect(), close.getBoundingClientRect()];
    return { lang: spoken.lang, direction: getComputedStyle(spoken).direction, closesAtItsRight: x > middle.x + middle.width / 2 };
  }, words);

test('chip, card and gate speak Spanish where the person chose it, and English again at once', async (scene) => {
  // The options would load themselves again for the new language, under our hands.
  const page = await openOurs(scene, 'onboarding/onboarding.html');
  const choose = (language) => page.evaluate((wanted) => chrome.storage.local.set({ options: { language: wanted } }), language);
  try {
    await choose('es');
    const tab = await scene.open('textarea');
    await tab.front();
    await write(tab, '#box', CLEAN);
    await untilShown(tab, /Curbside: revisado/);
    await write(tab, '#box', RISKY);
    await untilWords(tab, [NUMBER]);
    await untilShown(tab, /Curbside: 1 por revisar/);

    await tab.press('Alt+Shift+C');
    const [card] = (await untilShown(tab, /Un número de Seguro Social/)).filter((text) => /Seguro Social/.test(text));
    assert.match(card, /No lo publique/);
    assert.match(card, /señala a una sola persona y no debe publicarse \(45 CFR 164\.514\(b\)\(2\)\(i\)\(G\)\)\./);
    assert.match(card, /Está bien aquí.*Es un error.*¿Por qué\?/);
    assert.doesNotMatch(card, /\b(?:the|Write|Leave|Wrong|Check)\b/);
    assert.equal((await runs(tab, 'Seguro Social')).lang, 'es');
    await tab.press('Escape');
    await untilGone(tab, /Seguro Social/);

    await clickOn(tab, '#post');
    const [gate] = (await untilShown(tab, /Antes de que esto salga/)).filter((text) => /Antes de que/.test(text));
    assert.match(gate, /Hay algo que conviene mirar primero.*Publicar así.*Volver/);
    await answerGate(tab, /^Volver/);
    await untilGone(tab, /Antes de que esto salga/);

    await choose('en');
    await untilShown(tab, /Curbside: 1 to check/);
    await untilGone(tab, /por revisar/);
    await untilWords(tab, [NUMBER]);
  } finally {
    await forget(page);
  }
});

test('the policy says the language, and the manual of a rule is in it', async (scene) => {
  const tab = await openWith(scene, 'textarea', { language: 'es', sitesAdded: ['practice.example'] });
  await write(tab, '#box', RISKY);
  await untilWords(tab, [NUMBER]);
  await tab.press('Alt+Shift+C');
  await untilShown(tab, /Seguro Social/);
  await pressButton(tab, /¿Por qué\?/);
  await untilShown(tab, /La regla.*es uno de los datos que Safe Harbor quita.*Así no/);
});

test('on a page that runs from right to left the card keeps its own direction', async (scene) => {
  const tab = await scene.open('textarea');
  await tab.evaluate(() => {
    document.documentElement.dir = 'rtl';
    document.documentElement.lang = 'he';
  });
  await write(tab, '#box', RISKY);
  await untilState(tab, 'findings');
  await untilWords(tab, [NUMBER]);
  await tab.press('Alt+Shift+C');
  await untilShown(tab, /social security number/i);
  const card = await until('the card', () => runs(tab, 'social security number'), Boolean);
  assert.deepEqual(card, { lang: 'en', direction: 'ltr', closesAtItsRight: true });
});
