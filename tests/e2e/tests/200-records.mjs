// Records: what became of findings is kept in the browser, without text, in a chain that holds when the background is ended.
import assert from 'node:assert/strict';
import { test } from '../lib/suite.mjs';
import { answerGate, clickOn, untilState, write } from '../lib/look.mjs';
import { NUMBER, RISKY } from '../lib/texts.mjs';
import { until } from '../lib/until.mjs';

/** Every record in the store, read by a page of the extension. */
export const records = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open('audit');
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const db = request.result;
          if (!db.objectStoreNames.contains('records')) return resolve([]);
          const all = db.transaction('records').objectStore('records').getAll();
          all.onsuccess = () => {
            db.close();
            resolve(all.result);
          };
        };
      }),
  );

const ours = async (scene, path = 'popup/popup.html') => {
  const page = await scene.blank();
  await page.goto(await scene.browser.extensionPage(path));
  return page;
};

test('what became of a finding is recorded with its site, and nothing that was typed is', async (scene) => {
  const page = await ours(scene);
  // Another test may have left some.
  const before = new Set((await records(page)).map(({ id }) => id));
  const tab = await scene.open('textarea', { host: 'www.reddit.com' });
  await write(tab, '#box', RISKY);
  await untilState(tab, 'findings');
  await clickOn(tab, '#post');
  await answerGate(tab, /^Post anyway/);
  const found = await until('the records', async () => (await records(page)).filter(({ id }) => !before.has(id)), (seen) => seen.some(({ action }) => action === 'posted-anyway'));
  assert.deepEqual(found.map(({ action }) => action), ['shown', 'posted-anyway']);
  for (const record of found) {
    assert.equal(record.site, 'www.reddit.com');
    assert.match(record.rules, /^[0-9a-f]{12}$/);
    assert.match(record.time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  }
  assert.ok(!JSON.stringify(found).includes(NUMBER), 'a record repeats what was typed');
  const stored = await page.evaluate(() => chrome.storage.local.get(null));
  assert.ok(!JSON.stringify(stored).includes(NUMBER), 'the settings repeat what was typed');
});

test('records that were acknowledged are there after the background was ended in the middle', { only: 'chromium' }, async (scene) => {
  const page = await ours(scene);
  const tab = await scene.open('textarea');
  await write(tab, '#box', RISKY);
  await untilState(tab, 'findings');
  const before = await until('the first record', () => records(page), (seen) => seen.length > 0);
  const id = await scene.browser.extensionId();
  const end = async () => {
    const session = await scene.browser.context.newCDPSession(tab.page);
    const { targetInfos } = await session.send('Target.getTargets');
    const worker = targetInfos.find(({ type, url }) => type === 'service_worker' && url.includes(id));
    if (worker) await session.send('Target.closeTarget', { targetId: worker.targetId }).catch(() => {});
  };
  await end();
  await clickOn(tab, '#post');
  await answerGate(tab, /^Go back/);
  const after = await until('the record of a background that began anew', () => records(page), (seen) => seen.at(-1)?.action === 'went-back' && seen.length > before.length);
  assert.deepEqual(after.slice(0, before.length), before, 'nothing that was there is lost or changed');
  const broken = await page.evaluate(async (list) => {
    const canonical = (record) => `{${Object.keys(record).sort().map((key) => `${JSON.stringify(key)}:${JSON.stringify(record[key])}`).join()}}`;
    const hash = async (record) =>
      [...new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonical(record))))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const wrong = [];
    for (let place = 1; place < list.length; place += 1) if (list[place].previous !== (await hash(list[place - 1]))) wrong.push(place);
    return wrong;
  }, after);
  assert.deepEqual(broken, []);
});

test('a page cannot make a record up', async (scene) => {
  const page = await ours(scene);
  const before = (await records(page)).length;
  const tab = await scene.open('textarea');
  // What a page can reach of us: nothing. `runtime` is there for no page, for we are externally connectable to none.
  const reached = await tab.evaluate(() => typeof globalThis.chrome?.runtime?.connect === 'function' || typeof globalThis.browser?.runtime?.connect === 'function');
  assert.equal(reached, false);
  // And one of our own pages that sends nonsense on the line is not a page with a text box.
  const answered = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const port = chrome.runtime.connect({ name: 'page' });
        port.onMessage.addListener(() => resolve('stored'));
        port.onDisconnect.addListener(() => resolve('refused'));
        port.postMessage({ kind: 'record', id: 'x', rule: 'id.ssn', label: 'id.ssn', severity: 'block', action: 'shown', text: 'Dana' });
        setTimeout(() => resolve('ignored'), 1000);
      }),
  );
  assert.notEqual(answered, 'stored');
  assert.equal((await records(page)).length, before);
});
