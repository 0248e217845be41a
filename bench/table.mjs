// Results for people: the same Markdown tables on the terminal and in RESULTS.md.

import { count, duration, interval, size } from './figures.mjs';

const COLUMNS = [
  ['transport', (row) => row.transport, 'left'],
  ['variant', (row) => row.variant ?? '', 'left'],
  ['size', (row) => (row.bytes === null ? '' : size(row.bytes))],
  ['mode', (row) => row.mode, 'left'],
  ['p50 µs', (row) => duration(row.p50_us)],
  ['p90 µs', (row) => duration(row.p90_us)],
  ['p99 µs', (row) => duration(row.p99_us)],
  ['p99.9 µs', (row) => duration(row.p999_us)],
  ['max µs', (row) => duration(row.max_us)],
  ['per second', (row) => count(row.per_second)],
  ['late', (row) => count(row.late)],
  ['before MB', (row) => megabytes(row.before_mb)],
  ['host MB', (row) => megabytes(row.host_mb)],
  ['children MB', (row) => megabytes(row.children_mb)],
  ['total MB', (row) => megabytes(row.total_mb)],
  ['× floor', (row) => ratio(row.ratio_to_floor, row.ratio_to_floor_interval)],
  ['× UDS', (row) => ratio(row.ratio_to_uds, row.ratio_to_uds_interval)],
  ['n', (row) => String(row.repetitions)],
  ['load', (row) => (row.disturbed === 0 ? '' : `${row.disturbed} of ${row.repetitions}`)],
];

/** `[{ scenario, level, cells, table }]`, in the order of the scenarios; `table` is Markdown. */
export function resultTables(results, scenarios) {
  return scenarios
    .map((scenario) => ({ scenario, rows: results.filter((row) => row.scenario === scenario.name) }))
    .filter(({ rows }) => rows.length > 0)
    .map(({ scenario, rows }) => {
      const cells = cellsOf(COLUMNS, ordered(rows));
      return { scenario: scenario.name, level: scenario.section ?? scenario.level, cells, table: markdown(cells) };
    });
}

/** Systems, variants and sizes stay in the order in which they came first; pinned before unpinned. */
function ordered(rows) {
  const places = (name) => [...new Set(rows.map((row) => row[name]))];
  const transports = places('transport');
  const variants = places('variant');
  const key = (row) => [
    transports.indexOf(row.transport),
    variants.indexOf(row.variant),
    row.bytes ?? 0,
    row.mode === 'pinned' ? 0 : 1,
  ];
  const compare = (a, b) => {
    const [left, right] = [key(a), key(b)];
    const at = left.findIndex((value, index) => value !== right[index]);
    return at === -1 ? 0 : left[at] - right[at];
  };
  return [...rows].sort(compare);
}

export function barCells(bars) {
  return cellsOf(
    [
      ['bar', (bar) => bar.name, 'left'],
      ['wanted', (bar) => bar.limit],
      ['measured', barValue],
      ['', (bar) => (bar.met === null ? 'not measured' : bar.met ? 'met' : 'not met'), 'left'],
    ],
    bars,
  );
}

export function barTable(bars) {
  return markdown(barCells(bars));
}

function barValue({ value }) {
  return value === null ? '' : value >= 1000 ? count(value) : value.toFixed(2);
}

/** A column for each row that has stages. */
export function stageTable(rows) {
  const names = rows[0].stages.map(({ name }) => name);
  const columns = rows.map((row) => [
    `${row.variant} (${row.mode})`,
    (name) => duration(row.stages.find((stage) => stage.name === name)?.us ?? null),
  ]);
  return markdown(cellsOf([['stage, µs', (name) => name, 'left'], ...columns], names));
}

export function systemCells(systems) {
  return cellsOf(
    [
      ['system', (system) => system.name, 'left'],
      ['kind', (system) => system.kind, 'left'],
      ['what it is', (system) => system.title, 'left'],
      ['state', (system) => (system.installed ? '' : `not installed: ${system.error.split('\n')[0]}`), 'left'],
    ],
    systems,
  );
}

export function systemTable(systems) {
  return markdown(systemCells(systems));
}

/** What a table says, in whatever form: a column without a figure in any row is left out. */
function cellsOf(columns, rows) {
  const shown = columns
    .map(([title, cell, side]) => ({ title, side, texts: rows.map(cell) }))
    .filter(({ title, texts }) => title === '' || texts.some((text) => text !== ''));
  return {
    columns: shown.map(({ title, side }) => ({ title, side })),
    rows: rows.map((_, row) => shown.map(({ texts }) => texts[row])),
  };
}

function markdown({ columns, rows }) {
  const widths = columns.map(({ title }, at) => Math.max(3, title.length, ...rows.map((row) => row[at].length)));
  const isLeft = (at) => columns[at].side === 'left';
  const line = (texts) =>
    `| ${texts.map((text, at) => (isLeft(at) ? text.padEnd(widths[at]) : text.padStart(widths[at]))).join(' | ')} |`;
  const rule = `|${widths.map((width, at) => (isLeft(at) ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(columns.map(({ title }) => title)), rule, ...rows.map(line)].join('\n');
}

function ratio(value, range) {
  if (value === null) return '';
  return range === null ? value.toFixed(2) : `${value.toFixed(2)} (${interval(range)})`;
}

function megabytes(value) {
  return value === undefined || value === null ? '' : value.toFixed(1);
}

export function printTables(run, scenarios) {
  const { results, bars, systems, errors, seed, seconds, left_out: leftOut } = run;
  for (const { scenario, table } of resultTables(results, scenarios)) console.log(`${scenario}\n\n${table}\n`);
  const measured = bars.filter((bar) => bar.met !== null);
  if (measured.length > 0) console.log(`Bars\n\n${barTable(measured)}\n`);
  for (const { name, error } of systems.filter((system) => !system.installed))
    console.log(`${name}: not installed: ${error}\n`);
  for (const { case: name, message } of errors) console.log(`${name}: ${message}\n`);
  const missing = leftOut === 0 ? '' : `, ${leftOut} repetitions left out for lack of time`;
  console.log(`seed ${seed}, ${seconds.toFixed(0)} s${missing}`);
}
