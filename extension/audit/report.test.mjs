// Reports against a collector on this machine, which reads each body with the official protobuf definitions of
// OpenTelemetry (those in @opentelemetry/otlp-transformer) and knows nothing of ours.

import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { IDBFactory } from 'fake-indexeddb';
import { auditOf } from '../policy.js';
import { record } from './record.js';
import { BATCH, LONGEST_WAIT, MOST_REQUESTS, MOST_WAITING, report } from './report.js';
import { openStore } from './store.js';

const proto = createRequire(import.meta.url)('@opentelemetry/otlp-transformer/build/src/generated/root.js');
const { ExportLogsServiceRequest } = proto.opentelemetry.proto.collector.logs.v1;

const WHO = { install: 'i-1', extension: '0.1.0', rules: 'abcdef012345', policy: 'f00d', profile: 'pilot', browser: 'chromium' };
const NOW = Date.parse('2026-03-01T12:00:00.000Z');
const MINUTE = 60_000;

let server;
let heard;
let answers;
let misunderstood;
let policy;

/** The message of a body: everything in it must be in the definitions, or it would not come back. */
function decoded(body) {
  const json = JSON.parse(body);
  const wire = ExportLogsServiceRequest.encode(ExportLogsServiceRequest.fromObject(json)).finish();
  const back = ExportLogsServiceRequest.toObject(ExportLogsServiceRequest.decode(wire), { longs: String, defaults: false });
  assert.deepEqual(JSON.parse(JSON.stringify(back)), json);
  return back;
}

before(async () => {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const [status, headers, answer] = answers.shift() ?? [200, {}, '{}'];
    try {
      heard.push({ method: request.method, headers: request.headers, message: decoded(body) });
    } catch (error) {
      misunderstood = error;
    }
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(answer ?? '{}');
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
});
after(() => server.close());
afterEach(() => assert.ifError(misunderstood));
beforeEach(() => {
  heard = [];
  answers = [];
  policy = { endpoint: `http://127.0.0.1:${server.address().port}/v1/logs`, headers: { authorization: 'Bearer 1' }, minutes: 15, heartbeatHours: 0 };
});

async function storeWith(many) {
  const store = await openStore(new IDBFactory());
  const where = { time: '2026-03-01T10:00:00.000Z', site: 'www.example.org', ...WHO, mayNote: false };
  const told = { kind: 'record', rule: 'id.ssn', label: 'id.ssn', severity: 'block', action: 'went-back', context: 'post' };
  await Promise.all(Array.from({ length: many }, (_, n) => store.append(record({ ...told, id: `r-${n}` }, where))));
  return store;
}

const go = (store, more = {}) => report(store, policy, WHO, { now: NOW, chance: () => 1, ...more });
const logs = ({ message }) => message.resourceLogs[0].scopeLogs[0].logRecords;
const attributes = (owner) => Object.fromEntries(owner.attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue]));

test('without an endpoint nothing is asked for, of anybody', async () => {
  const never = () => assert.fail('a request');
  assert.deepEqual(await report(await storeWith(3), null, WHO, { fetch: never }), { sent: 0, requests: 0, due: null });
});

test('only https is an endpoint, and only whole values count', () => {
  const of = (managed) => auditOf(managed).report;
  assert.equal(of({}), null);
  for (const wrong of ['http://otel.example.org/v1/logs', 'ftp://x.example', 'otel', 7, 'https://a:b@otel.example.org/', '']) {
    assert.equal(of({ reportEndpoint: wrong }), null, String(wrong));
  }
  assert.deepEqual(of({ reportEndpoint: 'https://otel.example.org/v1/logs', reportMinutes: 0, heartbeatHours: 'x', reportHeaders: { ok: 'yes', 'no no': 'x', bad: 'a\nb' } }), {
    endpoint: 'https://otel.example.org/v1/logs', headers: { ok: 'yes' }, minutes: 15, heartbeatHours: 24,
  });
});

test('a collector with the official definitions understands every record', async () => {
  const { sent, due } = await go(await storeWith(2));
  assert.deepEqual([sent, due, heard.length], [2, NOW + 15 * MINUTE, 1]);
  const [{ method, headers, message }] = heard;
  assert.deepEqual([method, headers['content-type'], headers.authorization, headers.cookie], ['POST', 'application/json', 'Bearer 1', undefined]);
  assert.deepEqual(attributes(message.resourceLogs[0].resource), {
    'service.name': 'curbside', 'service.version': '0.1.0', 'service.instance.id': 'i-1', 'curbside.rules.version': 'abcdef012345',
    'curbside.policy.hash': 'f00d', 'curbside.profile': 'pilot', 'browser.name': 'chromium',
  });
  const [log] = logs(heard[0]);
  assert.ok(!('attributes' in heard[0].message.resourceLogs[0].scopeLogs[0].scope), 'nothing was dropped');
  assert.deepEqual([log.eventName, log.severityNumber, log.severityText], ['curbside.finding', 17, 'ERROR']);
  assert.equal(String(log.timeUnixNano), '1772359200000000000');
  const { 'curbside.action': action, 'curbside.site': site, 'curbside.record.seq': seq } = attributes(log);
  assert.deepEqual([action, site, seq], ['went-back', 'www.example.org', '1']);
});

test('many go in batches, with an end, and what was taken is not sent again', async () => {
  const store = await storeWith(BATCH + 5);
  assert.equal((await go(store)).sent, BATCH + 5);
  assert.deepEqual(heard.map((one) => logs(one).length), [BATCH, 5]);
  assert.deepEqual(await go(store), { sent: 0, requests: 0, due: NOW + 15 * MINUTE });
  const many = await storeWith(BATCH * (MOST_REQUESTS + 1));
  assert.equal((await go(many)).requests, MOST_REQUESTS);
});

test('a collector that is busy is left alone, longer each time, and then gets everything', async () => {
  const store = await storeWith(3);
  answers = [[503, {}], [503, {}], [429, { 'retry-after': '600' }]];
  let { due } = await go(store);
  assert.equal(due, NOW + 30_000);
  assert.equal((await go(store, { now: due - 1 })).requests, 0, 'too early');
  ({ due } = await go(store, { now: due }));
  assert.equal(due, NOW + 30_000 + 60_000);
  const third = due;
  ({ due } = await go(store, { now: third }));
  assert.equal(due, third + 600_000, 'as long as it asked for');
  assert.equal((await go(store, { now: due })).sent, 3);
  assert.deepEqual(heard.map((one) => logs(one).length), [3, 3, 3, 3]);
});

test('a collector that cannot be reached never makes us wait longer than an hour', async () => {
  const store = await storeWith(1);
  let now = NOW;
  for (let failure = 0; failure < 12; failure += 1) {
    const { due } = await go(store, { now, fetch: () => Promise.reject(new TypeError('refused')) });
    assert.ok(due > now && due - now <= LONGEST_WAIT);
    now = due;
  }
});

test('a batch that is refused for good is given up, and the next report says so', async () => {
  const store = await storeWith(BATCH + 1);
  answers = [[400, {}]];
  assert.equal((await go(store)).sent, 1);
  const { scope } = heard[1].message.resourceLogs[0].scopeLogs[0];
  assert.deepEqual(attributes(scope), { 'curbside.records.dropped': String(BATCH) });
});

test('what a collector takes in part is counted as it says', async () => {
  const store = await storeWith(4);
  answers = [[200, {}, '{"partialSuccess":{"rejectedLogRecords":"3"}}']];
  assert.equal((await go(store)).sent, 1);
});

test('what waits is capped, and the rest is told as dropped', async () => {
  const store = await storeWith(MOST_WAITING + 50);
  await go(store);
  assert.equal(attributes(logs(heard[0])[0])['curbside.record.seq'], '51');
  assert.equal(attributes(heard[0].message.resourceLogs[0].scopeLogs[0].scope)['curbside.records.dropped'], '50');
});

test('a sign of life says what is in force, at the time the policy wants', async () => {
  policy.heartbeatHours = 24;
  const store = await storeWith(1);
  await go(store);
  const beat = logs(heard[0])[1];
  assert.equal(beat.eventName, 'curbside.heartbeat');
  assert.deepEqual(attributes(beat)['curbside.records.head'], (await store.head()).hash);
  assert.equal((await go(store, { now: NOW + 60 * MINUTE })).requests, 0);
  assert.equal((await go(store, { now: NOW + 24 * 60 * MINUTE })).requests, 1);
  assert.deepEqual(logs(heard[1]).map(({ eventName }) => eventName), ['curbside.heartbeat']);
});

test('another collector gets everything that is still there', async () => {
  const store = await storeWith(2);
  await go(store);
  policy.endpoint += '?other';
  assert.equal((await go(store)).sent, 2);
});
