// SECURITY.md names a test for each thing that holds, and documents name files: all of them are there.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT, exists } from './steps.mjs';

/** Paths in backticks that begin with a folder of the repository, or are a file at its top. */
const PATH = /`((?:src|tests|extension|www)\/[\w./-]+\w\/?|[\w-]+\.(?:toml|sh|md|mjs))`/g;

test('every test that SECURITY.md names is there', async () => {
  const text = await readFile(join(ROOT, 'SECURITY.md'), 'utf8');
  const rows = text.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| who'));
  assert.ok(rows.length > 15, `${rows.length} rows`);
  for (const row of rows) {
    const [who, tries, , tests] = row.split('|').slice(1, -1).map((cell) => cell.trim());
    const named = `${who} ${tries}: `;
    const parts = tests.split(';').map((part) => part.trim());
    for (const part of parts) {
      const path = /^`([^`]+)`/.exec(part)?.[1];
      // A sentence may have a semicolon inside: what follows one belongs to the part before.
      if (!path) continue;
      assert.ok(await exists(join(ROOT, path)), `${named}${path}`);
    }
    const files = await Promise.all(parts.map((part) => /^`([^`]+)`/.exec(part)?.[1]).filter(Boolean).map((path) => readFile(join(ROOT, path), 'utf8')));
    assert.ok(files.length > 0, named);
    for (const [, sentence] of tests.matchAll(/“([^”]+)”/g)) {
      // A test in Rust is a sentence with other blanks; one that runs with several words has a gap for them.
      const wanted = [`'${sentence}'`, `fn ${sentence.replaceAll(' ', '_')}()`, `\`${sentence.replace('…', '${GAP}')}\``];
      assert.ok(files.some((file) => wanted.some((form) => file.replace(/\$\{\w+\}/g, '${GAP}').includes(form))), `${named}${sentence}`);
    }
  }
});

test('every file that a document names is there', async () => {
  for (const document of ['SECURITY.md', 'PRIVACY.md', 'README.md', 'extension/README.md', 'extension/build/REBUILD.md']) {
    const text = await readFile(join(ROOT, document), 'utf8');
    for (const [, path] of text.matchAll(PATH)) {
      // Some are told by their name alone, beside others of their folder.
      const places = ['', 'extension', 'extension/enterprise', 'extension/build'].map((folder) => join(ROOT, folder, path));
      assert.ok((await Promise.all(places.map(exists))).some(Boolean), `${document}: ${path}`);
    }
  }
});
