// What every shipped file weighs: as it is, and as the two compressions of the web would send it.

import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { DIST, exists, filesBelow } from './steps.mjs';

/** Rows of [path, raw, gzip, brotli] for a folder or a file of `dist/`; a folder's last row is its sum. */
export async function sizesOf(path) {
  const full = join(DIST, path);
  if (!await exists(full)) return [];
  if ((await stat(full)).isFile()) return [await weigh(path)];
  const rows = await Promise.all((await filesBelow(full)).map((name) => weigh(`${path}/${name}`)));
  const sum = (column) => rows.reduce((total, row) => total + row[column], 0);
  return [...rows, [`${path}, all of it`, sum(1), sum(2), sum(3)]];
}

async function weigh(path) {
  const bytes = await readFile(join(DIST, path));
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  return [path, bytes.length, gzipSync(bytes, { level: 9 }).length, brotli.length];
}

/** The rows as a table. */
export function table(rows) {
  const width = Math.max(4, ...rows.map(([file]) => file.length));
  const line = (file, ...numbers) => `    ${file.padEnd(width)}${numbers.map((number) => String(number).padStart(10)).join('')}`;
  return [line('file', 'raw', 'gzip', 'brotli'), ...rows.map(([file, ...numbers]) => line(file, ...numbers))].join('\n');
}
