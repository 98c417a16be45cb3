// The demo as one file, opened by double click: no server, no extension, nothing fetched.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { test } from '../lib/suite.mjs';
import { marks, states, textOf } from '../lib/look.mjs';
import { ISSUE } from '../lib/texts.mjs';
import { until } from '../lib/until.mjs';

test('the single file finds five things in the reply of the issue', async (scene) => {
  const file = `${scene.dist}curbside-demo.html`;
  assert.ok(existsSync(file), 'dist/curbside-demo.html was not built');
  const before = scene.server.requests.length;
  const tab = await scene.blank();
  await tab.goto(pathToFileURL(file).href);
  const boxes = await tab.evaluate(() => Array.from(document.querySelectorAll('textarea, [contenteditable=true]'), (box, at) => (box.dataset.e2e = `${at}`) && (box.closest('section, article, form')?.innerText ?? '')));
  assert.ok(boxes.length >= 3, 'post, reply and e-mail');
  const reply = boxes.findIndex((words) => /reply/i.test(words));
  assert.ok(reply >= 0, 'no reply box');
  const selector = `[data-e2e="${reply}"]`;
  await tab.evaluate((wanted) => document.querySelector(wanted).scrollIntoView({ block: 'center' }), selector);
  await tab.evaluate((wanted) => document.querySelector(wanted).focus(), selector);
  await tab.evaluate(() => document.execCommand('selectAll'));
  await tab.type(ISSUE);
  await until('five underlines', () => marks(tab, selector), (seen) => seen.length === 5);
  assert.ok((await states(tab)).includes('findings'));
  assert.equal((await textOf(tab, selector)).trim(), ISSUE);
  assert.deepEqual(scene.server.requests.slice(before).filter(({ host }) => !scene.browser.ownHosts.includes(host)), []);
  assert.deepEqual(tab.problems, []);
});
