import { readFileSync } from 'node:fs';
import { barCells, resultTables, systemCells } from '../table.mjs';
import { factsOf } from './facts.mjs';
import { PLOTS } from './plots.mjs';
import { escapeHtml } from './svg.mjs';

const SECTIONS = [
  { level: 'bytes', id: 'transports', title: 'Transports alone' },
  { level: 'app', id: 'apps', title: 'End to end, with Flet' },
];

const READ = `Every measurement ran in a process of its own; figures are medians over the repetitions. <i>Pinned</i>: all threads and children
share one core, where ratios are steady. <i>Unpinned</i>: each may have a core of its own, and waking an idle one costs more than
most of what is measured here. × floor and × UDS are ratios of medians, with their 95 % interval; above 1 is slower.`;

/** The text of bench/report.html: one file, without scripts, and without anything from elsewhere. */
export function htmlReport(run, scenarios) {
  const tables = resultTables(run.results, scenarios);
  const style = readFileSync(new URL('page.css', import.meta.url), 'utf8');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>flet-embed: benchmark</title>
<style>
${style}</style>
</head>
<body>
<h1>flet-embed: benchmark</h1>
<p>${READ}</p>
${warning(run)}
<nav>${[['bars', 'Bars'], ...SECTIONS.map(({ id, title }) => [id, title]), ['systems', 'Systems']]
    .map(([id, title]) => `<a href="#${id}">${title}</a>`)
    .join('')}</nav>
<dl>${factsOf(run)
    .map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${withCode(value)}</dd>`)
    .join('')}</dl>
<h2 id="bars">Bars</h2>
<p>${barCount(run.bars)}</p>
${barSection(run.bars)}
${SECTIONS.map((section) => sectionOf(section, tables, run, scenarios)).join('\n')}
<h2 id="systems">Systems</h2>
${htmlTable(systemCells(run.systems))}
${failures(run.errors)}
</body>
</html>
`;
}

function sectionOf({ level, id, title }, tables, run, scenarios) {
  const parts = tables
    .filter((table) => table.level === level)
    .map(({ scenario, cells }) => {
      const { explains } = scenarios.find(({ name }) => name === scenario);
      const rows = run.results.filter((row) => row.scenario === scenario);
      const plots = (PLOTS[scenario]?.(rows) ?? []).filter((plot) => plot !== '');
      return [
        `<h3 id="${scenario}">${escapeHtml(scenario)}</h3>`,
        `<p>${withCode(`${explains[0].toUpperCase()}${explains.slice(1)}.`)}</p>`,
        ...plots,
        `<details><summary>All figures of ${escapeHtml(scenario)}</summary>${htmlTable(cells)}</details>`,
      ].join('\n');
    });
  return [`<h2 id="${id}">${title}</h2>`, ...parts].join('\n');
}

function warning({ results }) {
  const disturbed = results.filter((row) => row.disturbed > 0).length;
  if (disturbed === 0) return '';
  return `<p class="warning">${disturbed} of ${results.length} rows had a repetition during which the machine had other things to do; their absolute figures, and to a lesser degree their ratios, are too high.</p>`;
}

function barCount(bars) {
  const known = bars.filter(({ met }) => met !== null);
  const missing = bars.length - known.length;
  return `What was to be reached: ${known.filter(({ met }) => met).length} of ${known.length} are met${missing === 0 ? '' : `, ${missing} were not measured`}.`;
}

function barSection(bars) {
  const goals = [
    ['queue', 'Of the embedded queue'],
    ['transports', 'Beside every transport'],
  ];
  return goals
    .map(([goal, title]) => `<h3>${title}</h3>${htmlTable(barCells(bars.filter((bar) => bar.goal === goal)))}`)
    .join('\n');
}

/** @param cells `{ columns: [{ title, side }], rows: [[text]] }` */
export function htmlTable({ columns, rows }) {
  const isLong = columns.map((_, at) => rows.some((row) => row[at].length > 40));
  const tag = (name, text, at) => {
    const classes = [columns[at].side === 'left' ? 'left' : '', isLong[at] ? 'wrap' : '', judgement(text)].filter(
      Boolean,
    );
    return `<${name}${classes.length === 0 ? '' : ` class="${classes.join(' ')}"`}>${withCode(text)}</${name}>`;
  };
  const head = columns.map(({ title }, at) => tag('th', title, at)).join('');
  const body = rows.map((row) => `<tr>${row.map((text, at) => tag('td', text, at)).join('')}</tr>`);
  return `<div class="scroll" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>`;
}

function judgement(text) {
  return { met: 'good', 'not met': 'bad' }[text] ?? '';
}

/** Text with `code` and *emphasis* as in Markdown. */
function withCode(text) {
  return escapeHtml(text)
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\*([^*]+)\*/g, '<i>$1</i>');
}

function failures(errors) {
  if (errors.length === 0) return '';
  const items = errors.map(({ case: name, message }) => `<p>${escapeHtml(name)}</p><pre>${escapeHtml(message)}</pre>`);
  return `<h2 id="failures">What failed</h2>\n${items.join('\n')}`;
}
