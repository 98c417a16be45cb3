// The archives that a store or an administrator takes. The same files always give the same bytes: sorted names, one
// fixed time, and a compressor that is part of the lock file rather than of the machine.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { DIST, filesBelow, write } from './steps.mjs';

/** Packs `dist/<browser>/` into `dist/<name>`. */
export async function pack(browser, name) {
  const folder = join(DIST, browser);
  const entries = {};
  for (const path of await filesBelow(folder)) entries[path] = await readFile(join(folder, path));
  // Local time, because that is how a zip keeps it: so the bytes do not depend on the machine's time zone.
  const bytes = zipSync(entries, { level: 9, mtime: new Date(1980, 0, 1) });
  await write(join(DIST, name), bytes);
  return `${name} ${Math.round(bytes.length / 1024)} KB`;
}
