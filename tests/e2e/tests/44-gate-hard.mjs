// Pages that are hard on the gate: closed roots, menus and last questions far from the box, drag and drop, handlers that
// take no press but a person's, and pages that try to win the answer.
import assert from 'node:assert/strict';
import { test } from '../lib/suite.mjs';
import { answerGate, buttons, clickOn, GATE, sent, shown, textOf, untilGone, untilShown, untilState, untilStill, untilWords, write } from '../lib/look.mjs';
import { CLEAN, NUMBER, RISKY } from '../lib/texts.mjs';
import { until } from '../lib/until.mjs';

/** A page whose text is being asked about. */
async function asked(scene) {
  const tab = await scene.open('textarea');
  await write(tab, '#box', RISKY);
  await untilWords(tab, [NUMBER]);
  await clickOn(tab, '#post');
  await untilShown(tab, GATE);
  return tab;
}

test('a composer in a closed root is held, and let go', async (scene) => {
  const tab = await scene.open('sites/gate-closed');
  const middle = (name) =>
    tab.evaluate((wanted) => {
      const { x, y, width, height } = window[wanted].getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    }, name);
  const press = async (name) => {
    const { x, y } = await middle(name);
    await tab.mouse.click(x, y);
  };
  await press('box');
  await tab.type(CLEAN);
  await untilState(tab, 'checked');
  await press('send');
  await until('the clean text sent', () => sent(tab), (list) => list.length === 1);
  await press('box');
  await tab.type(RISKY);
  await untilState(tab, 'findings');
  await press('send');
  await untilShown(tab, GATE);
  assert.equal((await sent(tab)).length, 1);
  await answerGate(tab, /^Post anyway/);
  await until('the text sent', () => sent(tab), (list) => list.length === 2);
});

test('what a menu or a last question sends is held; what they do besides is not', async (scene) => {
  const tab = await scene.open('sites/gate-menu');
  await write(tab, '#box', RISKY);
  await untilWords(tab, [NUMBER]);
  await clickOn(tab, '#more');
  await clickOn(tab, '#draft');
  await until('the draft', () => tab.evaluate(() => window.pressed.length === 1));
  assert.deepEqual((await shown(tab)).filter((text) => GATE.test(text)), []);
  await clickOn(tab, '#later');
  await answerGate(tab, /^Go back/);
  assert.deepEqual(await sent(tab), []);
  await tab.press('End');
  await tab.type(' So.');
  await tab.evaluate(() => (document.querySelector('#sure').hidden = false));
  await clickOn(tab, '#yes');
  await answerGate(tab, /^Post anyway/);
  await until('the text sent', () => sent(tab), (list) => list.length === 1);
});

test('what is dragged to where it goes out from is held, and may be dropped once more', async (scene) => {
  const tab = await scene.open('sites/gate-drag');
  await write(tab, '#box', CLEAN);
  await untilState(tab, 'checked');
  await drag(tab, scene.browser.name, '#card', '#monday');
  await until('the clean text sent', () => sent(tab), (list) => list.length === 1);
  await tab.press('Control+a');
  await write(tab, '#box', RISKY);
  await untilState(tab, 'findings');
  // Within the composer it goes nowhere.
  await drag(tab, scene.browser.name, '#card', '#inside');
  await until('the drop inside', () => tab.evaluate(() => window.pressed.length === 1));
  assert.deepEqual((await shown(tab)).filter((text) => GATE.test(text)), []);
  await drag(tab, scene.browser.name, '#card', '#monday');
  await untilShown(tab, GATE);
  assert.equal((await sent(tab)).length, 1);
  await answerGate(tab, /^Post anyway/);
  await untilShown(tab, /Drop it once more/);
  await drag(tab, scene.browser.name, '#card', '#monday');
  await until('the text sent', () => sent(tab), (list) => list.length === 2);
});

test('where only a person’s own press counts, the gate asks for it once more and lets it pass', async (scene) => {
  const tab = await scene.open('sites/gate-trusted');
  await write(tab, '#box', RISKY);
  await untilWords(tab, [NUMBER]);
  await clickOn(tab, '#post');
  await answerGate(tab, /^Post anyway/);
  await untilShown(tab, /Press the button once more/);
  assert.deepEqual(await sent(tab), []);
  await clickOn(tab, '#post');
  assert.deepEqual(await until('the text sent', () => sent(tab), (list) => list.length > 0), [RISKY]);
  await untilGone(tab, /once more/);
});

test('a text that a script changes while the gate stands does not go out on the old answer', async (scene) => {
  const tab = await scene.open('textarea');
  await write(tab, '#box', CLEAN);
  await untilState(tab, 'checked');
  await tab.type(RISKY);
  await untilWords(tab, [NUMBER]);
  await clickOn(tab, '#post');
  await untilShown(tab, GATE);
  // No event tells of it, and what is in the box now was never asked about.
  const other = 'Hers is 519-00-4472.';
  await tab.evaluate((text) => (document.querySelector('#box').value = text), other);
  await untilShown(tab, /The text has changed since/);
  assert.deepEqual(await sent(tab), []);
  await answerGate(tab, /^Post anyway/);
  assert.deepEqual(await until('the text sent', () => sent(tab), (list) => list.length > 0), [other]);
});

test('a page cannot answer for the person: presses made by script are no answer', async (scene) => {
  const tab = await asked(scene);
  const { x, y } = await settled(tab, /^Post anyway/);
  await tab.evaluate(
    ([left, top]) => {
      const made = { bubbles: true, composed: true, cancelable: true, clientX: left, clientY: top, detail: 1 };
      for (const target of [document.elementFromPoint(left, top), document.activeElement, ...document.querySelectorAll('html > div')]) {
        for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']) target?.dispatchEvent(new PointerEvent(type, made));
        target?.dispatchEvent(new KeyboardEvent('keydown', { ...made, key: 'Enter', code: 'Enter', keyCode: 13 }));
        target?.click?.();
      }
    },
    [x, y],
  );
  // The person's own answer still is one, and comes after all of these.
  await answerGate(tab, /^Go back/);
  await untilGone(tab, GATE);
  assert.deepEqual(await sent(tab), []);
});

const COVERS = {
  'a picture over it that lets clicks through': 'pointer-events:none;opacity:1;background:#fff',
  'a picture over it': 'background:#fff',
};

for (const [what, style] of Object.entries(COVERS)) {
  test(`a page that lays ${what} wins no answer`, async (scene) => {
    const tab = await scene.open('textarea');
    await write(tab, '#box', RISKY);
    await untilWords(tab, [NUMBER]);
    await clickOn(tab, '#post');
    await untilShown(tab, GATE);
    const { x, y } = await settled(tab, /^Post anyway/);
    await tab.evaluate((css) => {
      const cover = document.createElement('div');
      cover.id = 'cover';
      cover.popover = 'manual';
      cover.style.cssText = `position:fixed;inset:0;width:100vw;height:100vh;margin:0;border:0;${css}`;
      cover.textContent = 'Press here to win';
      document.body.append(cover);
      cover.showPopover();
    }, style);
    await tab.mouse.click(x, y);
    // The question is back above it and says so, or the cover took the press: it went nowhere in either case.
    await until('the press to have landed', async () => (await shown(tab)).some((text) => /covered this question/.test(text) || GATE.test(text)));
    assert.deepEqual(await sent(tab), []);
    if (style.startsWith('pointer')) {
      await untilShown(tab, /covered this question/);
      // Now it is seen, and the answer counts.
      await answerGate(tab, /^Post anyway/);
      await until('the text sent', () => sent(tab), (list) => list.length === 1);
    }
  });
}

test('a page that filters itself away while the question stands wins no answer', { only: 'firefox' }, async (scene) => {
  const tab = await asked(scene);
  const { x, y } = await settled(tab, /^Post anyway/);
  const filter = (style) => tab.evaluate((css) => document.documentElement.setAttribute('style', css), style);
  await filter('filter: opacity(0)');
  await tab.mouse.click(x, y);
  await untilShown(tab, /covered this question/);
  assert.deepEqual(await sent(tab), []);
  // What nothing of ours can take away leaves one answer.
  await filter('filter: opacity(0) !important');
  const again = await settled(tab, /^Post anyway/);
  await tab.mouse.click(again.x, again.y);
  await answerGate(tab, /^Go back/);
  await untilGone(tab, GATE);
  assert.deepEqual(await sent(tab), []);
});

test('a press that began before the question stood is no answer', async (scene) => {
  const tab = await asked(scene);
  const { x, y } = await settled(tab, /^Post anyway/);
  await answerGate(tab, /^Go back/);
  await untilGone(tab, GATE);
  await tab.press('End');
  await tab.type(' So.');
  // The page opens the question under a pointer that is down where the button will be.
  await tab.mouse.move(x, y);
  await tab.mouse.down();
  await tab.evaluate(() => document.querySelector('#post').click());
  await untilShown(tab, GATE);
  await tab.mouse.up();
  await tab.mouse.click(x, y);
  assert.ok((await shown(tab)).some((text) => GATE.test(text)));
  assert.deepEqual(await sent(tab), []);
});

/** Where a button of the gate stands once nothing moves and it would take an answer. */
async function settled(tab, pattern) {
  await untilStill(tab);
  const since = Date.now();
  return until('the gate to be ready', async () => {
    const button = (await buttons(tab)).find(({ words }) => pattern.test(words));
    return Date.now() - since > 500 && button;
  });
}

async function drag(tab, by, from, to) {
  // BROWSER: over WebDriver BiDi, Firefox turns no movement of the mouse into a drag; its events are made by hand.
  if (by === 'firefox') {
    return tab.evaluate((selectors) => {
      const [card, place] = selectors.map((selector) => document.querySelector(selector));
      const made = { bubbles: true, composed: true, cancelable: true, dataTransfer: new DataTransfer() };
      card.dispatchEvent(new DragEvent('dragstart', made));
      place.dispatchEvent(new DragEvent('dragover', made));
      place.dispatchEvent(new DragEvent('drop', made));
    }, [from, to]);
  }
  const [start, end] = await tab.evaluate(
    (selectors) =>
      selectors.map((selector) => {
        const { x, y, width, height } = document.querySelector(selector).getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }),
    [from, to],
  );
  await tab.mouse.move(start.x, start.y);
  await tab.mouse.down();
  for (const part of [0.1, 0.5, 0.9, 1]) await tab.mouse.move(start.x + (end.x - start.x) * part, start.y + (end.y - start.y) * part);
  await tab.mouse.up();
}
