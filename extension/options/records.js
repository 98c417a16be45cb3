// The records of this browser: filters, a chart, a table, the files. They hold no text, so nothing here shows any.

import { toCsv, toJson } from '../audit/export.js';
import { ACTIONS, CONTEXTS, SEVERITIES } from '../audit/record.js';
import { openStore } from '../audit/store.js';
import { auditOf } from '../policy.js';
import { at, make } from '../pages/dom.js';
import { locale, say } from '../pages/words.js';

const DAY = 86_400_000;
/** Most rows that are shown; the files hold all. */
const MOST_ROWS = 200;
const FILTERS = { 'f-action': 'action', 'f-severity': 'severity', 'f-label': 'label', 'f-site': 'site' };

const isFirefox = chrome.runtime.getURL('').startsWith('moz');

const camel = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
/** The names of Curbside's own reasons; see src/page/terms.rs. An organisation's are its own words. */
const REASONS = ['authorization', 'not-a-patient', 'care-or-billing', 'other'];
const reasonOf = (reason) => (REASONS.includes(reason) ? say(camel(`reason-${reason}`)) : reason);
const words = { action: (name) => say(camel(name)), severity: (name) => say(name), context: (name) => say(camel(`context-${name}`)) };

let store = null;
let drawnWidth = 0;
let all = [];
let policy = auditOf({});

export async function makeRecords() {
  const periods = [[7, say('days', 7)], [30, say('days', 30)], [90, say('days', 90)], [0, say('always')]];
  at('period').append(...periods.map(([value, text]) => make('option', { value }, text)));
  at('period').value = '30';
  fillFilter('f-action', ACTIONS, words.action);
  fillFilter('f-severity', SEVERITIES, words.severity);
  at('filters').addEventListener('change', draw);
  at('filters').addEventListener('submit', (event) => event.preventDefault());
  at('export-csv').addEventListener('click', async () => save('csv', 'text/csv', await toCsv(all)));
  at('export-json').addEventListener('click', async () => save('json', 'application/json', await toJson(all, new Date().toISOString())));
  at('allow').addEventListener('click', async () => {
    // BROWSER: Firefox asks for what leaves the browser by its kind, too; Chromium knows no such key.
    const kind = isFirefox ? { data_collection: ['technicalAndInteraction'] } : {};
    await chrome.permissions.request({ origins: [originOf(policy.report)], ...kind });
    await showReport();
  });
  new ResizeObserver(([{ contentRect }]) => contentRect.width && Math.abs(contentRect.width - drawnWidth) > 1 && draw()).observe(at('chart'));
  // The background counts with each record it stores.
  chrome.storage.onChanged.addListener((changes) => 'counts' in changes && read());
}

function fillFilter(id, values, name = (value) => value) {
  const chosen = at(id).value;
  at(id).replaceChildren(make('option', { value: '' }, say('all')), ...values.map((value) => make('option', { value }, name(value))));
  if (values.includes(chosen)) at(id).value = chosen;
}

/** Reads what there is and shows it, under this policy. */
export async function showRecords({ managed }) {
  policy = auditOf(managed);
  at('records-why').textContent = policy.enabled ? say('secRecordsWhy', policy.days) : say('recordsOff');
  at('export').hidden = !policy.mayExport;
  await read();
  await showReport();
}

async function read() {
  try {
    store ??= await openStore();
    all = await store.since();
  } catch {
    // BROWSER: Firefox that never remembers history has no store.
    at('records-why').textContent = say('recordsUnavailable');
    all = [];
  }
  const seen = (key) => [...new Set(all.map((record) => record[key]))].filter(Boolean).sort();
  fillFilter('f-label', seen('label'));
  fillFilter('f-site', seen('site'));
  draw();
}

function draw() {
  const days = Number(at('period').value);
  const from = days ? new Date(Date.now() - days * DAY).toISOString() : '';
  const wanted = Object.entries(FILTERS).map(([id, key]) => [key, at(id).value]).filter(([, value]) => value);
  const found = all.filter((record) => record.time >= from && wanted.every(([key, value]) => record[key] === value));
  at('records-count').textContent = all.length ? say('recordsFound', found.length, all.length) : say('recordsNone');
  const when = new Intl.DateTimeFormat(locale(), { dateStyle: 'short', timeStyle: 'short' });
  at('record-rows').replaceChildren(...found.slice(-MOST_ROWS).reverse().map((record) => make('tr', {},
    make('td', { class: 'when' }, when.format(new Date(record.time))),
    make('td', {}, words.action(record.action)),
    make('td', {}, words.severity(record.severity)),
    make('td', {}, make('code', {}, record.rule)),
    make('td', {}, CONTEXTS.includes(record.context) ? words.context(record.context) : ''),
    make('td', {}, record.site),
    make('td', {}, [reasonOf(record.reason), record.note].filter(Boolean).join(' · ')))));
  for (const id of ['chart', 'record-table', 'export-buttons']) at(id).hidden = !all.length;
  drawChart(found, days || 90);
}

const HEIGHT = 160;
const BASE = 132;
const LEFT = 36;

/** A column for each day, its severities one above the other. As wide as there is room, so that its words keep their size. */
function drawChart(found, days) {
  const WIDTH = Math.max(260, at('chart').clientWidth);
  drawnWidth = at('chart').clientWidth;
  const count = Math.min(days, 90);
  // The person's own days, as on the wall.
  const dayOf = (date) => `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
  const today = new Date();
  const dates = Array.from({ length: count }, (_, back) => new Date(today.getFullYear(), today.getMonth(), today.getDate() - (count - 1 - back)));
  const columns = new Map(dates.map((date) => [dayOf(date), { block: 0, warn: 0, note: 0 }]));
  for (const { time, severity } of found) {
    const column = columns.get(dayOf(new Date(time)));
    if (column) column[severity] += 1;
  }
  const sum = ({ block, warn, note }) => block + warn + note;
  const most = Math.max(1, ...[...columns.values()].map(sum));
  const step = (WIDTH - LEFT) / count;
  const short = new Intl.DateTimeFormat(locale(), { month: 'short', day: 'numeric' });
  const total = SEVERITIES.map((key) => [...columns.values()].reduce((all, column) => all + column[key], 0));
  const svg = make('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': say('chartSays', count, ...total) });
  svg.append(
    make('line', { x1: LEFT, x2: WIDTH, y1: BASE, y2: BASE }),
    make('line', { x1: LEFT, x2: WIDTH, y1: 12, y2: 12 }),
    make('text', { x: LEFT - 8, y: 16, 'text-anchor': 'end' }, String(most)),
    make('text', { x: LEFT - 8, y: BASE + 4, 'text-anchor': 'end' }, '0'),
    make('text', { x: LEFT, y: HEIGHT - 6 }, short.format(dates[0])),
    make('text', { x: WIDTH, y: HEIGHT - 6, 'text-anchor': 'end' }, short.format(dates.at(-1))),
  );
  [...columns.values()].forEach((column, place) => {
    let top = BASE;
    const group = make('g', {});
    for (const key of ['note', 'warn', 'block']) {
      const height = ((BASE - 12) * column[key]) / most;
      if (!height) continue;
      top -= height;
      group.append(make('rect', { class: key, x: LEFT + place * step + step * 0.12, y: top, width: Math.max(1, step * 0.76), height }));
    }
    if (group.childElementCount) {
      group.prepend(make('title', {}, `${short.format(dates[place])}: ${sum(column)}`));
      svg.append(group);
    }
  });
  at('chart').replaceChildren(svg, make('figcaption', { class: 'legend' }, ...SEVERITIES.map((key) => make('span', { class: key }, say(key)))));
}

function save(ending, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = make('a', { href: address, download: `curbside-records-${new Date().toISOString().slice(0, 10)}.${ending}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

const originOf = ({ endpoint }) => `${new URL(endpoint).origin}/*`;

/** Where records are sent, if anywhere, and how that goes. */
async function showReport() {
  const { report } = policy;
  at('report-allow').hidden = true;
  if (!report) {
    at('report').textContent = say('reportNone');
    return;
  }
  const state = (await store?.meta('report')) ?? {};
  const when = new Intl.DateTimeFormat(locale(), { dateStyle: 'short', timeStyle: 'short' });
  at('report').textContent = [
    say('reportTo', new URL(report.endpoint).host),
    state.last ? say('reportLast', when.format(new Date(state.last))) : say('reportNever'),
    state.problem ? say('reportProblem', state.problem) : '',
  ].join(' ');
  at('report-allow').hidden = await chrome.permissions.contains({ origins: [originOf(report)] });
}
