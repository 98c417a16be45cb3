// Which sites were added, read as src/policy/site.rs reads them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { originOf, parseSite, wantedSites } from './added.js';

test('a site is a host, perhaps with a path; what is none is left out', () => {
  assert.deepEqual(parseSite(' https://*.Example.org/Reviews/* '), { host: 'example.org', path: '/Reviews' });
  assert.deepEqual(parseSite('example.org'), { host: 'example.org', path: '' });
  for (const wrong of ['', 'localhost', 'not a site', 'exa mple.org', '*', 'example.org/?q', 'a..b', '<all_urls>', 'example.org:8080', 'user@example.org', null, 7]) {
    assert.equal(parseSite(wrong), null, String(wrong));
  }
  assert.equal(originOf(parseSite('example.org/reviews')), 'https://*.example.org/*');
});

test("the organisation's sites come first, one's own only where it allows them", async () => {
  const storage = (managed) => ({ managed: { get: async () => managed }, local: { get: async () => ({ options: { sitesAdded: ['mine.example', 'ours.example'] } }) } });
  const hosts = async (managed) => (await wantedSites(storage(managed))).map(({ host }) => host);
  assert.deepEqual(await hosts({ sitesAdded: ['ours.example'] }), ['ours.example', 'mine.example']);
  assert.deepEqual(await hosts({ sitesAdded: ['ours.example'], allowSites: false }), ['ours.example']);
  assert.deepEqual(await hosts({ sitesAdded: 'ours.example' }), ['mine.example', 'ours.example']);
});
