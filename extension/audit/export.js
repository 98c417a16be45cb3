// The records as files that people and programs read. `curbside audit verify FILE` checks both.

import { KEYS, hash } from './record.js';

export const FORMAT = 'curbside-audit-1';

/** All records as JSON. `head` is the hash of the last one, without which nobody would notice that it was changed. */
export async function toJson(records, exported) {
  const last = records.at(-1);
  return `${JSON.stringify({ format: FORMAT, exported, head: last ? await hash(last) : '', records }, null, 1)}\n`;
}

/**
 * All records as a table (RFC 4180), each with its own hash in the last column.
 *
 * A cell that a spreadsheet would take for a formula gets an apostrophe before it, and so does one that begins with an
 * apostrophe: whoever reads the table takes one leading apostrophe away.
 */
export async function toCsv(records) {
  const rows = [[...KEYS, 'hash'].join()];
  for (const record of records) rows.push([...KEYS.map((key) => cell(record[key])), await hash(record)].join());
  return `${rows.join('\r\n')}\r\n`;
}

function cell(value) {
  const text = /^[=+\-@'\t]/.test(String(value)) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
