// The records without a browser: what may be one, the chain, the files, retention, and what happens when the background is
// ended in the middle. IndexedDB is that of fake-indexeddb, which keeps to the standard's rules for transactions.

import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { IDBFactory } from 'fake-indexeddb';
import { toCsv, toJson } from './export.js';
import { KEYS, NOTHING_BEFORE, canonical, hash, isTold, record } from './record.js';
import { openStore } from './store.js';

const TOLD = { kind: 'record', rule: 'id.date/birth', label: 'id.date', severity: 'warn', action: 'shown' };
const WHERE = {
  time: '2026-03-01T10:00:00.000Z', site: 'www.example.org', install: 'i-1', profile: 'pilot', extension: '0.1.0',
  rules: 'abcdef012345', policy: '', mayNote: false,
};
const at = (day, told = TOLD) => record({ ...told, id: `r-${day}` }, { ...WHERE, time: `2026-03-${String(day).padStart(2, '0')}T10:00:00.000Z` });

async function storeWith(days) {
  const store = await openStore(new IDBFactory());
  await Promise.all(days.map((day) => store.append(at(day))));
  return store;
}

test('a message is a record only when it has known keys with known words', () => {
  assert.ok(isTold(TOLD));
  assert.ok(isTold({ ...TOLD, action: 'justified', reason: 'Not about a patient', context: 'email', id: 'a1-b2' }));
  for (const wrong of [
    { text: 'Dana' }, { rule: 'Dana Delta' }, { rule: '' }, { label: 'x'.repeat(200) }, { severity: 'high' }, { action: 'typed' },
    { context: 'Dana' }, { id: 'Dana Delta' }, { note: 'x'.repeat(201) }, { reason: 7 }, { kind: 'status' }, { words: [] }, { print: 'Dana' }, { print: 2 ** 24 },
  ]) assert.equal(isTold({ ...TOLD, ...wrong }), false, Object.keys(wrong)[0]);
  for (const wrong of [null, undefined, 7, 'record', []]) assert.equal(isTold(wrong), false);
});

test('a record holds its keys and no others, and own words only where the policy asks for them', () => {
  const told = { ...TOLD, action: 'justified', reason: 'On file', note: 'asked the\nofficer \ud83d' };
  const kept = record(told, { ...WHERE, mayNote: true });
  assert.deepEqual(new Set([...Object.keys(kept), 'seq', 'previous']), new Set(KEYS));
  assert.equal(kept.note, 'asked the officer \ufffd');
  assert.equal(record(told, WHERE).note, '');
  assert.equal(record({ ...told, action: 'shown' }, { ...WHERE, mayNote: true }).note, '', 'words that nobody asked for');
});

test('the canonical form is that of RFC 8785', () => {
  assert.equal(canonical({ b: 'é"\u0007\n', a: 7, '\ufb33': '', '\ud83d\ude00': [1, { d: null, c: true }] }),
    '{"a":7,"b":"é\\"\\u0007\\n","\ud83d\ude00":[1,{"c":true,"d":null}],"\ufb33":""}');
});

test('each record carries the hash of the one before, also of many that are told at once', async () => {
  const store = await storeWith([1, 2, 3, 4, 5]);
  await store.append(at(6));
  const records = await store.since();
  assert.deepEqual(records.map(({ seq }) => seq), [1, 2, 3, 4, 5, 6]);
  assert.equal(records[0].previous, NOTHING_BEFORE);
  for (let place = 1; place < records.length; place += 1) assert.equal(records[place].previous, await hash(records[place - 1]));
  assert.deepEqual(await store.head(), { seq: 6, hash: await hash(records[5]) });
});

test('a record that is told twice is stored once', async () => {
  const store = await storeWith([1, 1, 2]);
  await store.append(at(1));
  assert.equal((await store.since()).length, 2);
});

test('what was promised is there after the background was ended, and the chain goes on', async () => {
  const factory = new IDBFactory();
  const first = await openStore(factory);
  const promised = [];
  for (let day = 1; day <= 20; day += 1) first.append(at(day)).then(() => promised.push(`r-${day}`), () => {});
  // In the middle of it: some are promised by now, the last are not.
  while (promised.length < 1) await new Promise((later) => setTimeout(later, 1));
  first.close();
  const second = await openStore(factory);
  await Promise.all([21, 22].map((day) => second.append(at(day))));
  const records = await second.since();
  const kept = new Set(records.map(({ id }) => id));
  assert.deepEqual(promised.filter((id) => !kept.has(id)), []);
  for (let place = 1; place < records.length; place += 1) assert.equal(records[place].previous, await hash(records[place - 1]));
});

test('two writers at once (an update) break no chain', async () => {
  const factory = new IDBFactory();
  const [one, other] = await Promise.all([openStore(factory), openStore(factory)]);
  await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 ? one : other).append(at(n + 1))));
  const records = await one.since();
  assert.equal(records.length, 20);
  for (let place = 1; place < records.length; place += 1) assert.equal(records[place].previous, await hash(records[place - 1]));
});

test('retention takes from the beginning only, and leaves one unbroken piece', async () => {
  const store = await storeWith([1, 2, 9, 3, 10]);
  assert.equal(await store.prune('2026-03-05T00:00:00.000Z'), 2);
  assert.deepEqual((await store.since()).map(({ seq }) => seq), [3, 4, 5]);
  assert.equal(await store.prune('2026-03-05T00:00:00.000Z', 1), 2, 'most records, whatever their age');
  await store.append(at(11));
  assert.deepEqual((await store.since()).map(({ seq }) => seq), [5, 6]);
  assert.equal((await store.head()).seq, 6);
});

test('the installation has one random number, whoever asks first', async () => {
  const store = await openStore(new IDBFactory());
  const drawn = await Promise.all([store.install(), store.install(), store.install()]);
  assert.equal(new Set(drawn).size, 1);
  assert.match(drawn[0], /^[0-9a-f-]{36}$/);
});

test('a table starts no formula and holds every character', async () => {
  const store = await openStore(new IDBFactory());
  const told = { ...TOLD, action: 'justified', reason: '=HYPERLINK("x","y")', note: "'quoted', twice" };
  await store.append(record(told, { ...WHERE, mayNote: true }));
  const table = await toCsv(await store.since());
  assert.match(table, /,"'=HYPERLINK\(""x"",""y""\)","''quoted', twice",/);
  assert.equal(table.split('\r\n').length, 3);
});

const CURBSIDE = process.env.CURBSIDE ?? new URL('../../target/debug/curbside', import.meta.url).pathname;

test('curbside audit verify accepts what we write and finds what was changed', { skip: !existsSync(CURBSIDE) && 'the command line is not built' }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'curbside-audit-'));
  const verify = (name, content) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    const { status, stdout, stderr } = spawnSync(CURBSIDE, ['audit', 'verify', path], { encoding: 'utf8' });
    return { status, words: stdout + stderr };
  };
  try {
    const store = await openStore(new IDBFactory());
    for (let day = 1; day <= 4; day += 1) {
      const told = { ...TOLD, id: `r-${day}`, action: 'justified', reason: '=1+1', note: `"é\u2028😀", \\ ${day}` };
      await store.append(record(told, { ...WHERE, mayNote: true, time: `2026-03-0${day}T10:00:00.000Z` }));
    }
    const records = await store.since();
    for (const [name, content] of [['a.json', await toJson(records, WHERE.time)], ['a.csv', await toCsv(records)]]) {
      assert.deepEqual([name, verify(name, content).status], [name, 0], verify(name, content).words);
      const changed = verify(name, content.replace('2026-03-02', '2026-03-03'));
      assert.equal(changed.status, 1);
      assert.match(changed.words, /record 2/);
      // The last record has nobody behind it who would notice; the file's own hash does.
      assert.equal(verify(name, content.replace('2026-03-04', '2026-03-05')).status, 1);
    }
    await store.prune('2026-03-03T00:00:00.000Z');
    const rest = verify('b.json', await toJson(await store.since(), WHERE.time));
    assert.equal(rest.status, 0);
    assert.match(rest.words, /begins at record 3/);
    const gap = records.filter(({ seq }) => seq !== 3);
    assert.match(verify('c.json', await toJson(gap, WHERE.time)).words, /record 4/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
