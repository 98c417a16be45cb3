// Archives: for stores, for administrators, for whoever reviews the source. The same files always give the same bytes:
// sorted names, one fixed time, fixed modes, and a compressor that is part of the lock file rather than of the machine.

import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { BuildError, filesBelow } from './steps.mjs';

/** In the upper half of a zip's attributes stands what Unix makes of a file; `os` says that it is Unix who speaks. */
const UNIX = 3;
const PLAIN = 0o100644;
const PROGRAM = 0o100755;

/** The bytes of a zip with all that is in a folder. */
export const zipOf = async (folder) => zipOfNamed(folder, await filesBelow(folder));

/** The bytes of a zip with these files of a folder; `programs` may have programs among them, which stay such. */
export async function zipOfNamed(folder, names, { programs = false } = {}) {
  const entries = {};
  for (const name of [...names].sort()) {
    const path = join(folder, name);
    const isProgram = programs && (await stat(path)).mode & 0o100;
    entries[name] = [await readFile(path), attributes(isProgram ? PROGRAM : PLAIN)];
  }
  return packed(entries);
}

/** The same zip with some of its files replaced. */
export function zipWith(zip, changes) {
  const files = unzipSync(zip);
  const entries = Object.keys(files).sort().map((name) => [name, [changes[name] ?? files[name], attributes(PLAIN)]]);
  return packed(Object.fromEntries(entries));
}

/** A file of JSON inside a zip. */
export function jsonInside(zip, name) {
  const file = unzipSync(zip, { filter: (entry) => entry.name === name })[name];
  if (!file) throw new BuildError(`expected ${name} in the archive, but found none`);
  return JSON.parse(new TextDecoder().decode(file));
}

const attributes = (mode) => ({ os: UNIX, attrs: (mode << 16) >>> 0 });

// Local time, because that is how a zip keeps it: so the bytes do not depend on the machine's time zone.
const packed = (entries) => zipSync(entries, { level: 9, mtime: new Date(1980, 0, 1) });
