// Whether the samples still are what the page says of them: a risky one has something that asks for a look before it
// goes out, a clean one has nothing but perhaps a quiet note. Asks the command line, which is the same scanner.
//
//     node --test www/samples.test.mjs      (with target/release/curbside or target/debug/curbside built, or CURBSIDE)

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { CONTEXTS, SAMPLES } from './samples.js';

const top = fileURLToPath(new URL('..', import.meta.url));
const curbside = process.env.CURBSIDE ?? ['release', 'debug'].map((kind) => `${top}target/${kind}/curbside`).find(existsSync);

function findings(scene, sample) {
  const split = (addresses) => (addresses ?? '').split(',').map((address) => address.trim()).filter(Boolean);
  const line = {
    id: sample.name,
    context: CONTEXTS[scene],
    text: sample.text,
    ...(scene === 'mail' && { recipients: { to: split(sample.to), cc: split(sample.cc) } }),
    ...(scene === 'reply' && { counterpart: 'Dana R.' }),
  };
  const run = spawnSync(curbside, ['scan', '--jsonl'], { input: JSON.stringify(line) + '\n', encoding: 'utf8' });
  assert.equal(run.status, 0, run.stderr);
  return JSON.parse(run.stdout).findings.filter((finding) => finding.severity !== 'note');
}

for (const [scene, samples] of Object.entries(SAMPLES)) {
  for (const sample of samples) {
    test(`${scene}: "${sample.name}" is ${sample.kind}`, () => {
      assert.ok(curbside, 'expected the command line to be built, or CURBSIDE to name it');
      const rules = findings(scene, sample).map((finding) => finding.rule);
      if (sample.kind === 'clean') assert.deepEqual(rules, []);
      else assert.ok(rules.length >= 2, `expected two or more findings, but found ${rules.length}`);
    });
  }
}
