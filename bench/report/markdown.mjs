import { barTable, resultTables, stageTable, systemTable } from '../table.mjs';
import { factsOf } from './facts.mjs';

const METHOD = `Each measurement ran in a process of its own, in an order shuffled by the seed, round after round; the figures are medians
over the repetitions (column *n*), but for the maxima. *Pinned* means that the process, all its threads and its children shared
one core: that is where ratios are steady, since waking an idle core costs more than everything else here. Busy polling is off.
*× floor* and *× UDS* compare medians (p50, or the time for one message where there is only a rate) of the same mode, with the 95 %
confidence interval of the ratio over the rounds in parentheses; above 1 is slower. *load* counts repetitions during which the machine
had other things to do. How to read this, and what it does not show: [docs/benchmarks.md](../docs/benchmarks.md).`;

/** The text of bench/RESULTS.md. */
export function markdownReport(run, scenarios) {
  const tables = resultTables(run.results, scenarios);
  const section = (level) =>
    tables
      .filter((each) => each.level === level)
      .flatMap(({ scenario, table }) => [
        `### ${scenario}`,
        '',
        `${capital(scenarios.find(({ name }) => name === scenario).explains)}.`,
        '',
        table,
        '',
        ...(scenario === 'stages' ? [stageTable(run.results.filter((row) => row.stages !== undefined)), ''] : []),
      ]);
  return [
    '# Benchmark results',
    '',
    'Written by `npm run -s bench`; not edited by hand. Ratios carry over to other machines, absolute figures do not. With plots: [report.html](report.html).',
    '',
    '| | |',
    '|---|---|',
    ...factsOf(run).map(([name, value]) => `| ${name} | ${value} |`),
    '',
    METHOD,
    '',
    '## Bars',
    '',
    'Of the embedded queue:',
    '',
    barTable(run.bars.filter(({ goal }) => goal === 'queue')),
    '',
    'Beside every transport:',
    '',
    barTable(run.bars.filter(({ goal }) => goal === 'transports')),
    '',
    'What falls short, and where its time goes: [PROFILE.md](PROFILE.md).',
    '',
    '## Transports alone',
    '',
    ...section('bytes'),
    '## End to end, with Flet',
    '',
    ...section('app'),
    '## Systems',
    '',
    systemTable(run.systems),
    '',
    ...failures(run.errors),
  ].join('\n');
}

function failures(errors) {
  if (errors.length === 0) return [];
  return [
    '## What failed',
    '',
    ...errors.flatMap(({ case: name, message }) => [`${name}:`, '', '```', message, '```', '']),
  ];
}

function capital(text) {
  return text[0].toUpperCase() + text.slice(1);
}
