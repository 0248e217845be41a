// Results for people: the same Markdown tables on the terminal and in RESULTS.md.

const COLUMNS = [
  ['transport', (row) => row.transport, 'left'],
  ['variant', (row) => row.variant ?? '', 'left'],
  ['mode', (row) => row.mode, 'left'],
  ['p50 µs', (row) => duration(row.p50_us)],
  ['p99 µs', (row) => duration(row.p99_us)],
  ['p99.9 µs', (row) => duration(row.p999_us)],
  ['max µs', (row) => duration(row.max_us)],
  ['per second', (row) => count(row.per_second)],
  ['× floor', (row) => (row.ratio_to_floor === null ? '' : row.ratio_to_floor.toFixed(2))],
];

export function resultTables(results) {
  const scenarios = [...new Set(results.map((row) => row.scenario))];
  return scenarios.map((scenario) => {
    const rows = results.filter((row) => row.scenario === scenario);
    const { bytes } = rows[0];
    return { title: bytes === null ? scenario : `${scenario}, ${size(bytes)}`, table: table(COLUMNS, rows) };
  });
}

export function barTable(bars) {
  return table(
    [
      ['bar', (bar) => bar.name, 'left'],
      ['wanted', (bar) => bar.limit],
      ['measured', (bar) => (bar.value === null ? '' : bar.value >= 1000 ? count(bar.value) : bar.value.toFixed(2))],
      ['', (bar) => (bar.met === null ? 'not measured' : bar.met ? 'met' : 'not met'), 'left'],
    ],
    bars,
  );
}

function table(columns, rows) {
  const cells = rows.map((row) => columns.map(([, cell]) => cell(row)));
  const widths = columns.map(([title], at) => Math.max(3, title.length, ...cells.map((line) => line[at].length)));
  const isLeft = (at) => columns[at][2] === 'left';
  const line = (texts) =>
    `| ${texts.map((text, at) => (isLeft(at) ? text.padEnd(widths[at]) : text.padStart(widths[at]))).join(' | ')} |`;
  const rule = `|${widths.map((width, at) => (isLeft(at) ? `${'-'.repeat(width + 2)}` : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(columns.map(([title]) => title)), rule, ...cells.map(line)].join('\n');
}

function duration(microseconds) {
  if (microseconds === null) return '';
  return microseconds >= 1000 ? count(microseconds) : microseconds.toFixed(microseconds < 10 ? 2 : 1);
}

function count(number) {
  return number === null ? '' : Math.round(number).toLocaleString('en-US');
}

function size(bytes) {
  return bytes >= 2 ** 20 ? `${bytes / 2 ** 20} MiB` : `${bytes} bytes`;
}
