// What may be written although nothing has to be changed: the disclaimer of the organisation, asked for where it wants
// one, and a safe reply to a review. Both reach the box as any other fix does, and one undo takes them back.
import assert from 'node:assert/strict';
import { test } from '../lib/suite.mjs';
import { openWith, records } from '../lib/engine.mjs';
import { buttons, clickOn, enter, GATE, pressButton, sent, shown, textOf, untilGone, untilShown, untilState, untilStill, write } from '../lib/look.mjs';
import { until } from '../lib/until.mjs';

const TEXT = 'The office is open on Monday.';
const WORDS = 'General information, not medical advice.';
const wants = (more) => ({ disclaimers: [{ text: WORDS, ...more }] });
const gateIsOpen = async (tab) => (await shown(tab)).some((text) => GATE.test(text));

for (const [page, gap] of [['textarea', '\n\n'], ['editable', ' ']]) {
  test(`a disclaimer that the organisation requires is asked for, and added by one press (${page})`, async (scene) => {
    const tab = await openWith(scene, page, wants({ required: true }));
    await write(tab, '#box', TEXT);
    // Nobody is told while writing; the first pause tells.
    await untilState(tab, 'findings');
    await clickOn(tab, '#post');
    await untilShown(tab, /A disclaimer is missing/);
    assert.deepEqual(await sent(tab), []);
    await pressed(tab, /^Add: General information/);
    await until('the disclaimer in the box', () => textOf(tab, '#box'), (text) => text.trimEnd() === `${TEXT}${gap}${WORDS}`);
    await untilGone(tab, GATE);
    await untilState(tab, 'checked');
    await until('the focus back in the box', () => tab.evaluate(() => document.activeElement?.id === 'box'));
    // Told once the editor is seen to keep it; nobody undoes sooner than that.
    assert.deepEqual(await until('the record', () => records(tab), (list) => list.length > 0), [{ kind: 'record', action: 'fixed' }]);
    await tab.press('Control+z');
    await until('the old text after one undo', () => textOf(tab, '#box'), (text) => text.trimEnd() === TEXT);
    await untilState(tab, 'findings');
  });
}

test('a disclaimer that is there, or belongs elsewhere, is not asked for', async (scene) => {
  const tab = await openWith(scene, 'textarea', { disclaimers: [{ text: WORDS, required: true }, { text: 'For e-mail.', contexts: ['email'], required: true }] });
  await write(tab, '#box', `${TEXT} general  information, not medical advice.`);
  await untilState(tab, 'checked');
  await clickOn(tab, '#post');
  await until('the text sent', () => sent(tab), (list) => list.length === 1);
  assert.ok(!(await gateIsOpen(tab)));
});

test('the policy decides what follows from a missing disclaimer', async (scene) => {
  const tab = await openWith(scene, 'textarea', { ...wants({ required: true }), actions: [{ what: 'id.other/org-disclaimer', action: 'block' }] });
  await write(tab, '#box', TEXT);
  await untilState(tab, 'findings');
  await clickOn(tab, '#post');
  await untilShown(tab, /Has to be changed/);
  assert.deepEqual((await buttons(tab)).filter(({ words }) => /^Post/.test(words)), []);
});

test('“This is fine here” holds for this text, and the next one is asked about again', async (scene) => {
  const tab = await openWith(scene, 'textarea', wants({ required: true }));
  await write(tab, '#box', TEXT);
  await untilState(tab, 'findings');
  await tab.press('Alt+Shift+C');
  await untilShown(tab, /A disclaimer is missing/);
  await pressButton(tab, /This is fine here/);
  await untilState(tab, 'checked');
});

test('a disclaimer that is only offered waits behind the chip', async (scene) => {
  const tab = await openWith(scene, 'textarea', wants({ required: false }));
  await write(tab, '#box', TEXT);
  await untilState(tab, 'checked');
  await tab.press('Alt+Shift+C');
  await until('the offer with the focus', () => buttons(tab), (seen) => seen.some(({ words, focused }) => focused && /^Add: General/.test(words)));
  await tab.press('Escape');
  await until('the focus back in the box', () => tab.evaluate(() => document.activeElement?.id === 'box'));
  await untilGone(tab, /Add: General/);
  assert.equal(await textOf(tab, '#box'), TEXT);
});

test('a safe reply to a review is written into an empty box by key, and taken back by one undo', async (scene) => {
  const tab = await scene.open('reply', { host: 'business.google.com' });
  await enter(tab, '#reply');
  await untilState(tab, 'checked');
  await tab.press('Alt+Shift+C');
  const offers = await until('two replies, the first with the focus', () => buttons(tab), (seen) => seen.filter(({ words }) => /^Write the whole reply/.test(words)).length === 2 && seen.some(({ words, focused }) => focused && /taking the time to write/.test(words)));
  assert.ok(offers.some(({ words }) => /Privacy rules/.test(words)), 'one for a complaint');
  await tab.press('Enter');
  await until('the reply in the box', () => textOf(tab, '#reply'), (text) => /^Thank you for taking the time to write\./.test(text));
  await untilState(tab, 'checked');
  await until('the focus back in the box', () => tab.evaluate(() => document.activeElement?.id === 'reply'));
  await tab.press('Control+z');
  await until('an empty box after one undo', () => textOf(tab, '#reply'), (text) => text === '');
});

test('the organisation’s own replies stand behind the chip', async (scene) => {
  const policy = { replies: [{ text: 'Thank you for writing to {practice}. Please call us.', for: 'any' }], practiceNames: ['Alder Dental'] };
  const tab = await openWith(scene, 'reply', policy);
  await enter(tab, '#reply');
  await untilState(tab, 'checked');
  const chip = await until('the chip', async () => (await buttons(tab)).find(({ words }) => /Curbside: checked/.test(words)));
  await tab.mouse.click(chip.x, chip.y);
  const offers = await until('the reply', () => buttons(tab), (seen) => seen.some(({ words }) => /Thank you for writing to Alder Dental/.test(words)));
  assert.equal(offers.filter(({ words }) => /^Write the whole reply/.test(words)).length, 1, 'one that answers everything stands once');
  await untilStill(tab);
  await pressButton(tab, /Thank you for writing to Alder Dental/);
  await until('the reply in the box', () => textOf(tab, '#reply'), (text) => text === 'Thank you for writing to Alder Dental. Please call us.');
});

/** Presses a button of the gate until it takes it: it takes no press in its first moment. */
const pressed = (tab, pattern) =>
  until(`${pattern} taken`, async () => {
    const button = (await buttons(tab)).find(({ words, width }) => pattern.test(words) && width > 0);
    if (button && (await gateIsOpen(tab))) await tab.mouse.click(button.x, button.y);
    return !(await gateIsOpen(tab));
  });
