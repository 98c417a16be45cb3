// What an organisation can want before a text goes out: nothing, a note, a question, a reason, a no. Both browsers, the
// module on a page of its own, the policy given to it as the extension would.
import assert from 'node:assert/strict';
import { test } from '../lib/suite.mjs';
import { openWith, records } from '../lib/engine.mjs';
import { answerGate, buttons, clickOn, GATE, marks, pressButton, sent, shown, textOf, untilCount, untilGone, untilShown, untilState, untilStill, untilWords, write } from '../lib/look.mjs';
import { NUMBER, RISKY } from '../lib/texts.mjs';
import { until } from '../lib/until.mjs';

const OFFICER = { privacyOfficerName: 'Marisol Vance', privacyOfficerContact: 'ext. 4410' };
const all = (action) => ({ actionForBlock: action, actionForWarn: action, actionForNote: action });

async function risky(scene, policy) {
  const tab = await openWith(scene, 'textarea', policy);
  await write(tab, '#box', RISKY);
  return tab;
}

test('allow: nothing is shown and nothing is asked', async (scene) => {
  const tab = await risky(scene, all('allow'));
  await untilState(tab, 'checked');
  await clickOn(tab, '#post');
  await until('the text sent', () => sent(tab), (list) => list.length === 1);
  assert.deepEqual(await marks(tab), []);
});

test('note: it is underlined and nothing is asked', async (scene) => {
  const tab = await risky(scene, all('note'));
  await untilWords(tab, [NUMBER]);
  await clickOn(tab, '#post');
  await until('the text sent', () => sent(tab), (list) => list.length === 1);
  assert.deepEqual((await shown(tab)).filter((text) => GATE.test(text)), []);
});

test('warn: Post anyway lets it go, and that is told', async (scene) => {
  const tab = await risky(scene, all('warn'));
  await untilWords(tab, [NUMBER]);
  await clickOn(tab, '#post');
  await answerGate(tab, /^Post anyway/);
  await until('the text sent', () => sent(tab), (list) => list.length === 1);
  assert.deepEqual(await records(tab), [{ kind: 'record', action: 'posted-anyway' }]);
});

test('justify: it goes out with a reason and not without one', async (scene) => {
  const tab = await risky(scene, all('justify'));
  await untilWords(tab, [NUMBER]);
  await clickOn(tab, '#post');
  await untilShown(tab, /Why should it go out\?/);
  assert.deepEqual((await buttons(tab)).filter(({ words }) => /^Post anyway/.test(words)), []);
  // No reason is chosen for anybody.
  await untilPressed(tab, /^Post with a reason/, /Choose a reason first/);
  assert.deepEqual(await sent(tab), []);
  await choose(tab, /not about a patient/);
  await answerGate(tab, /^Post with a reason/);
  assert.deepEqual(await until('the text sent', () => sent(tab), (list) => list.length > 0), [RISKY]);
  assert.deepEqual(await records(tab), [{ kind: 'record', action: 'justified', reason: 'not-a-patient' }]);
});

test('justify by key alone: the reasons are reached and chosen, Esc goes back to the caret', async (scene) => {
  const tab = await risky(scene, all('justify'));
  await untilWords(tab, [NUMBER]);
  const before = await tab.evaluate(() => document.querySelector('#box').selectionStart);
  await clickOn(tab, '#post');
  await untilShown(tab, /Why should it go out\?/);
  await until('Go back with the focus', async () => (await buttons(tab)).some(({ words, focused }) => focused && /^Go back/.test(words)));
  await tab.press('Escape');
  await untilGone(tab, GATE);
  await until('the focus back in the box', () => tab.evaluate(() => document.activeElement?.id === 'box'));
  assert.equal(await tab.evaluate(() => document.querySelector('#box').selectionStart), before);

  await clickOn(tab, '#post');
  await untilShown(tab, /Why should it go out\?/);
  await choose(tab, /agreed in writing/, (place) => focusAt(tab, place));
  await tab.press('ArrowDown');
  await tab.press('ArrowDown');
  await until('the third reason', () => checked(tab), (name) => /care or billing/.test(name));
  await until('it to be taken', async () => {
    if (!(await shown(tab)).some((text) => GATE.test(text))) return true;
    // From the reasons, the next stop is the button that posts.
    if (!(await buttons(tab)).some(({ words, focused }) => focused && /^Post with/.test(words))) await tab.press('Tab');
    else await tab.press('Enter');
    return false;
  });
  await until('the text sent', () => sent(tab), (list) => list.length === 1);
  const [back, posted] = await records(tab);
  assert.equal(back.action, 'went-back');
  assert.deepEqual(posted, { kind: 'record', action: 'justified', reason: 'care-or-billing' });
});

test('justify: the organisation’s own reasons, and a note where it wants one', async (scene) => {
  const policy = { ...all('justify'), justificationReasons: ['Signed form on file', 'Training text'], justificationText: 'required' };
  const tab = await risky(scene, policy);
  await untilWords(tab, [NUMBER]);
  await clickOn(tab, '#post');
  // What is written there is kept, and the gate says so.
  await untilShown(tab, /This note is kept/);
  await choose(tab, /Training text/);
  await untilPressed(tab, /^Post with a reason/, /Add a few words first/);
  assert.deepEqual(await sent(tab), []);
  await tab.type('Used in the course.');
  await answerGate(tab, /^Post with a reason/);
  await until('the text sent', () => sent(tab), (list) => list.length === 1);
  assert.deepEqual(await records(tab), [{ kind: 'record', action: 'justified', reason: 'Training text', note: 'Used in the course.' }]);
});

test('block: there is no way out but to change it, and the gate names whom to ask', async (scene) => {
  const tab = await risky(scene, { ...all('block'), ...OFFICER });
  await untilWords(tab, [NUMBER]);
  for (let time = 0; time < 2; time += 1) {
    await clickOn(tab, '#post');
    await untilShown(tab, /ask Marisol Vance, ext\. 4410/);
    assert.deepEqual((await buttons(tab)).map(({ words }) => words).filter((words) => /^Post/.test(words)), []);
    await answerGate(tab, /^Go back/);
    await untilGone(tab, GATE);
    assert.deepEqual(await sent(tab), []);
  }
  await tab.press('Control+a');
  await tab.type('The office is closed on Monday.');
  await untilState(tab, 'checked');
  await clickOn(tab, '#post');
  await until('the changed text sent', () => sent(tab), (list) => list.length === 1);
});

test('block beside warn: what has to be changed is told from what may stay', async (scene) => {
  // A term of the organisation is as bad as it says, whatever the rules learn.
  const terms = [{ term: 'zebrawood', severity: 'warn' }];
  const tab = await openWith(scene, 'textarea', { actionForBlock: 'block', actionForWarn: 'warn', terms, ...OFFICER });
  await write(tab, '#box', `We meet at zebrawood. ${RISKY}`);
  await untilCount(tab, 2);
  const severities = (await marks(tab)).map(({ severity }) => severity);
  assert.deepEqual([...severities].sort(), ['block', 'warn']);
  await clickOn(tab, '#post');
  await untilShown(tab, /One thing to change first/);
  const [gate] = (await shown(tab)).filter((text) => GATE.test(text));
  assert.equal(gate.match(/Has to be changed/g).length, 1);
});

/** Presses a button until the gate says what is missing: it takes no press in its first moment. */
const untilPressed = (tab, button, pattern) =>
  until(`${pattern}`, async () => {
    await pressButton(tab, button);
    return (await shown(tab)).some((text) => pattern.test(text));
  });

const places = (tab) =>
  tab.inRoots((roots) =>
    roots.flatMap((root) =>
      Array.from(root.querySelectorAll('input[type=radio]'), (radio) => {
        const { x, y, width, height } = radio.getBoundingClientRect();
        return { name: radio.closest('label').innerText.trim(), checked: radio.checked, x: x + width / 2, y: y + height / 2 };
      }),
    ),
  );

const checked = async (tab) => (await places(tab)).find((place) => place.checked)?.name ?? '';
const focusAt = (tab, { x, y }) => tab.mouse.click(x, y);

async function choose(tab, pattern, press = (place) => tab.mouse.click(place.x, place.y)) {
  await untilStill(tab);
  const place = (await places(tab)).find(({ name }) => pattern.test(name));
  assert.ok(place, `no reason ${pattern}`);
  await press(place);
  await until('the reason chosen', () => checked(tab), (name) => pattern.test(name));
}
