// The policy that holds while the browser is late, and the few keys of it that the background reads.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KNOWN, auditOf, managedPolicy } from './policy.js';

const storage = (managed, known) => ({
  managed: { get: async () => (managed instanceof Error ? Promise.reject(managed) : managed) },
  local: { get: async () => (known ? { [KNOWN]: { values: known } } : {}) },
});

test('what the browser says holds, else what was known last, else nothing', async () => {
  assert.deepEqual(await managedPolicy(storage({ profile: 'new' }, { profile: 'old' })), { profile: 'new' });
  assert.deepEqual(await managedPolicy(storage({}, { profile: 'old' })), { profile: 'old' });
  assert.deepEqual(await managedPolicy(storage({})), {});
  // Firefox, where no policy was set.
  assert.deepEqual(await managedPolicy(storage(new Error('Managed storage manifest not found'))), {});
});

test('a value that is not as it should be is as if it were not there', () => {
  const usual = { enabled: true, days: 90, mayExport: true, mayNote: false, profile: '', report: null };
  assert.deepEqual(auditOf({}), usual);
  assert.deepEqual(auditOf({ auditEnabled: 'no', auditRetentionDays: 0, auditExport: 1, justificationText: 'no', profile: 7, reportEndpoint: {} }), usual);
  assert.deepEqual(auditOf({ auditEnabled: false, auditRetentionDays: 365, auditExport: false, justificationText: 'optional', profile: 'pilot' }), {
    enabled: false, days: 365, mayExport: false, mayNote: true, profile: 'pilot', report: null,
  });
});
