// The gate: whatever publishes is held while the text holds something that must not go out, and let go when the person
// says so. Each test first publishes a clean text, so that a gate that stops everything (or a page that never
// publishes) fails, too.
import assert from 'node:assert/strict';
import { test } from '../lib/suite.mjs';
import { answerGate, buttons, clickOn, GATE, sendAtOnce, sent, shown, textOf, untilGone, untilShown, untilState, untilWords, write } from '../lib/look.mjs';
import { CLEAN, NUMBER, RISKY } from '../lib/texts.mjs';
import { until } from '../lib/until.mjs';

const WAYS = [
  { way: 'a script button', page: 'textarea', send: (tab) => clickOn(tab, '#post') },
  { way: 'a script button beside a contenteditable', page: 'editable', send: (tab) => clickOn(tab, '#post') },
  { way: 'a button pressed by Enter', page: 'textarea', send: (tab) => byKey(tab, 'Enter') },
  { way: 'a button pressed by Space', page: 'textarea', send: (tab) => byKey(tab, 'Space') },
  { way: 'a React onSubmit', page: 'react', send: (tab) => clickOn(tab, '#post') },
  { way: 'a React onClick', page: 'react', send: (tab) => clickOn(tab, '#script') },
  { way: 'Ctrl+Enter', page: 'keys', send: (tab) => tab.press('Control+Enter') },
  { way: 'Enter in a chat', page: 'chat', send: (tab) => tab.press('Enter') },
];

for (const { way, page, send } of WAYS) {
  test(`the gate lets a clean text out at once: ${way}`, async (scene) => {
    const tab = await scene.open(page);
    await write(tab, '#box', CLEAN);
    await send(tab);
    await until('the text to be sent', () => sent(tab), (list) => list.length === 1);
    assert.deepEqual((await shown(tab)).filter((text) => GATE.test(text)), []);
  });

  test(`the gate stops ${way}; Go back keeps the text`, async (scene) => {
    const tab = await scene.open(page);
    await write(tab, '#box', RISKY);
    await untilWords(tab, [NUMBER]);
    await send(tab);
    await untilShown(tab, GATE);
    assert.deepEqual(await sent(tab), []);
    await answerGate(tab, /^Go back/);
    await untilGone(tab, GATE);
    assert.deepEqual(await sent(tab), []);
    assert.equal((await textOf(tab, '#box')).trim(), RISKY);
    await until('the focus back in the box', () => tab.evaluate(() => document.activeElement?.id === 'box'));
    // The box goes on working.
    await tab.type('x');
    assert.ok((await textOf(tab, '#box')).includes('x'));
  });

  test(`the gate lets go ${way} after Post anyway, once`, async (scene) => {
    const tab = await scene.open(page);
    await write(tab, '#box', RISKY);
    await untilWords(tab, [NUMBER]);
    await send(tab);
    await untilShown(tab, GATE);
    assert.deepEqual(await sent(tab), []);
    await answerGate(tab, /^Post anyway/);
    const list = await until('the text to be sent', () => sent(tab), (seen) => seen.length > 0);
    assert.deepEqual(list.map((text) => text.trim()), [RISKY]);
    await untilGone(tab, GATE);
    // Nothing asks twice about the same text.
    if (page !== 'chat') {
      await send(tab);
      await until('the same text sent again without a question', () => sent(tab), (seen) => seen.length === 2);
    }
  });
}

const FORMS = [
  { way: 'a form sent by its button', page: 'form', send: (tab) => clickOn(tab, '#post') },
  { way: 'a form sent by Enter in its one line', page: 'input', send: (tab) => tab.press('Enter') },
  { way: 'a form sent by requestSubmit', page: 'form', send: (tab) => tab.evaluate(() => document.querySelector('form').requestSubmit()) },
];

for (const { way, page, send } of FORMS) {
  test(`the gate stops ${way}, and Post anyway sends it once`, async (scene) => {
    const before = scene.server.posts().length;
    const clean = await scene.open(page);
    await write(clean, '#box', CLEAN);
    await send(clean);
    await until('the clean text at the server', () => scene.server.posts().length, (count) => count === before + 1);

    const tab = await scene.open(page);
    await write(tab, '#box', RISKY);
    await untilWords(tab, [NUMBER]);
    await send(tab);
    await untilShown(tab, GATE);
    await answerGate(tab, /^Go back/);
    await untilGone(tab, GATE);
    assert.equal(await textOf(tab, '#box'), RISKY);
    assert.equal(scene.server.posts().length, before + 1);

    // The text is another one now, so that the gate asks again.
    await tab.press('End');
    await tab.type(' Thanks.');
    await untilWords(tab, [NUMBER]);
    await send(tab);
    await untilShown(tab, GATE);
    await answerGate(tab, /^Post anyway/);
    await until('the page that follows', () => tab.url(), (url) => url.endsWith('/posted'));
    const posts = scene.server.posts().slice(before + 1);
    assert.deepEqual(posts.map(({ body }) => new URLSearchParams(body).get('text')), [`${RISKY} Thanks.`]);
  });
}

test('the gate has Go back focused, and Esc is Go back', async (scene) => {
  const tab = await scene.open('textarea');
  await write(tab, '#box', RISKY);
  await untilWords(tab, [NUMBER]);
  await clickOn(tab, '#post');
  await until('Go back with the focus', async () => (await buttons(tab)).find(({ words, focused }) => focused && /^Go back/.test(words)));
  await tab.press('Escape');
  await untilGone(tab, GATE);
  assert.deepEqual(await sent(tab), []);
});

test('going back is no answer to what must not be posted: the next press asks again', async (scene) => {
  const tab = await scene.open('textarea');
  await write(tab, '#box', RISKY);
  await untilWords(tab, [NUMBER]);
  for (let time = 0; time < 2; time += 1) {
    await clickOn(tab, '#post');
    await untilShown(tab, GATE);
    await answerGate(tab, /^Go back/);
    await untilGone(tab, GATE);
    assert.deepEqual(await sent(tab), []);
  }
});

test('a fix in the gate changes the text in the box', async (scene) => {
  const tab = await scene.open('textarea');
  await write(tab, '#box', 'Mrs. Alvarez, we are glad to hear it.');
  await untilWords(tab, ['Mrs. Alvarez']);
  await clickOn(tab, '#post');
  await untilShown(tab, GATE);
  // The only finding goes with its fix, and the gate with it.
  await answerGate(tab, /^Write/);
  await until('the name gone', () => textOf(tab, '#box'), (text) => !text.includes('Alvarez'));
  assert.deepEqual(await sent(tab), []);
});

test('a text pasted and sent in one breath is still judged', async (scene) => {
  const tab = await scene.open('textarea');
  await write(tab, '#box', CLEAN);
  await untilState(tab, 'checked');
  await clickOn(tab, '#post');
  await until('the clean text sent', () => sent(tab), (list) => list.length === 1);
  // No frame passes between the new text and the click: a verdict of before must not be trusted.
  await sendAtOnce(tab, RISKY);
  await untilShown(tab, GATE);
  assert.deepEqual(await sent(tab), [CLEAN]);
});

test('a text that is sent before the module has loaded waits for it, and is judged', async (scene) => {
  const tab = await scene.open('textarea');
  await sendAtOnce(tab, RISKY);
  await untilShown(tab, GATE);
  assert.deepEqual(await sent(tab), []);
});

test('a clean text that is sent before the module has loaded goes out once', async (scene) => {
  const tab = await scene.open('textarea');
  await sendAtOnce(tab, CLEAN);
  await until('the clean text sent', () => sent(tab), (list) => list.length === 1);
  await untilState(tab, 'checked');
  assert.deepEqual(await sent(tab), [CLEAN]);
});

async function byKey(tab, key) {
  await tab.evaluate(() => document.querySelector('#post').focus());
  await tab.press(key);
}
