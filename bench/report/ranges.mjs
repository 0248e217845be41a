import * as Plot from '@observablehq/plot';
import { spoken } from '../figures.mjs';
import { colorOf } from './colors.mjs';
import { logScale, marksAt, rowsFor, values } from './rows.mjs';
import { figure } from './svg.mjs';

/**
 * One line for each row, the fastest first: a dot at p50, a bar to p99 (or the highest percentile that is known below it), and a thin
 * line to the maximum. The scale is logarithmic.
 *
 * @param options `label(row)`; `marks`, `[{ at, label }]` in microseconds: vertical lines such as the length of a frame.
 */
export function ranges({ title, note, rows, label = ({ transport }) => transport, marks = [] }) {
  const data = rows
    .filter((row) => row.p50_us !== null)
    .map((row) => ({
      name: label(row),
      p50: row.p50_us,
      high: row.p99_us ?? row.p90_us ?? row.max_us,
      max: row.max_us,
      color: colorOf(row.transport),
      text: `${label(row)}: p50 ${spoken(row.p50_us)}, p99 ${row.p99_us === null ? '–' : spoken(row.p99_us)}, max ${spoken(row.max_us)}`,
    }))
    .sort((a, b) => a.p50 - b.p50);
  if (data.length === 0) return '';
  const draw = (_width, isNarrow) => {
    const { plot, labels } = rowsFor(
      data.map(({ name }) => name),
      isNarrow,
      { above: marks.length > 0 ? 26 : 10 },
    );
    const ends = [...data.flatMap(({ p50, max }) => [p50, max]), ...marks.map(({ at }) => at)];
    return {
      ...plot,
      x: logScale(ends, isNarrow ? 4 : 8),
      marks: [
        ...marksAt(marks),
        Plot.ruleY(data, { y: 'name', x1: 'p50', x2: 'max', stroke: 'color', strokeOpacity: 0.35 }),
        Plot.ruleY(data, { y: 'name', x1: 'p50', x2: 'high', stroke: 'color', strokeWidth: 4, strokeOpacity: 0.6 }),
        Plot.dot(data, { y: 'name', x: 'p50', fill: 'color', r: 4.5, title: 'text' }),
        values(data, { y: 'name', text: ({ p50 }) => spoken(p50), shift: 0 }),
        ...labels,
      ],
    };
  };
  return figure({ title, note, draw });
}
