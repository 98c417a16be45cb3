// Runs every bench of tests/bench and puts what they measured into one table, with the weight of what ships below it.

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT, run, step } from './steps.mjs';

const FOLDER = join(ROOT, 'tests/bench');
/** Where each bench measures. */
const PLACES = { 'scan.mjs': 'Node', 'browser.mjs': 'Chromium', 'editors.mjs': 'Chromium' };

/** Every row of every bench. A bench that cannot run says why instead of rows; that is passed on. */
export async function measureAll() {
  const rows = [];
  for (const file of (await readdir(FOLDER)).filter((name) => name.endsWith('.mjs')).sort()) {
    await step(`measure: tests/bench/${file}`, async () => {
      const said = (await run(process.execPath, [join(FOLDER, file), '--json'])).trim();
      const found = parsed(said);
      if (!found) return said;
      rows.push(...found.map((row) => ({ place: PLACES[file] ?? file, ...row })));
      return `${found.length} figures`;
    });
  }
  return rows;
}

function parsed(said) {
  try {
    return JSON.parse(said);
  } catch {
    return null;
  }
}

export function benchTable(rows) {
  const ms = (value) => (typeof value === 'number' ? value.toFixed(value < 10 ? 2 : 1) : '');
  const cells = rows.map(({ place, what, encoding, characters, best, p50, p99 }) => [
    place, what, encoding ?? '', typeof characters === 'number' ? characters.toLocaleString('en') : '', ms(best), ms(p50), ms(p99),
  ]);
  const all = [['where', 'what', 'encoding', 'characters', 'best ms', 'p50 ms', 'p99 ms'], ...cells];
  const widths = all[0].map((_, column) => Math.max(...all.map((row) => row[column].length)));
  return all
    .map((row) => `    ${row.map((cell, column) => (column < 3 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('  ')}`)
    .join('\n');
}
