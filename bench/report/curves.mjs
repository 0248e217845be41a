import * as Plot from '@observablehq/plot';
import { size, spoken } from '../figures.mjs';
import { PARTS } from '../histogram.mjs';
import { colorOf, legendOf, OTHER } from './colors.mjs';
import { logScale } from './rows.mjs';
import { figure } from './svg.mjs';

const NINES = [0.5, 0.9, 0.99, 0.999, 0.9999, 0.99999];

/** How slow the slowest are: each percentile of each row, with as much room for the last per mille as for the first ninety. */
export function distributions({ title, note, rows, name = ({ transport }) => transport }) {
  const lines = rows
    .filter((row) => row.quantiles !== null)
    .map((row) => ({
      row,
      points: row.quantiles
        .map((value, at) => ({ nines: nines(PARTS[at]), part: PARTS[at], value }))
        .filter(({ value, part }) => value !== null && part >= 0.5),
    }))
    .filter(({ points }) => points.length > 1);
  if (lines.length === 0) return '';
  const ticks = NINES.filter((part) => lines.some(({ points }) => points.some((point) => point.part === part)));
  const draw = (_width, isNarrow) => ({
    height: isNarrow ? 240 : 320,
    marginLeft: 50,
    marginRight: 14,
    x: {
      label: 'percentile',
      ticks: ticks.map(nines),
      tickFormat: (value) => `${+(100 * (1 - 10 ** -value)).toFixed(3)}`,
      grid: true,
    },
    y: logScale(
      lines.flatMap(({ points }) => points.map(({ value }) => value)),
      8,
    ),
    marks: inOrder(lines).flatMap(({ row, points }) => [
      Plot.line(points, {
        x: 'nines',
        y: 'value',
        stroke: colorOf(row.transport),
        strokeWidth: 1.8,
        title: () => name(row),
      }),
      Plot.dot(points, {
        x: 'nines',
        y: 'value',
        r: 2.2,
        fill: colorOf(row.transport),
        title: ({ part, value }) => `${name(row)}, ${part * 100} %: ${spoken(value)}`,
      }),
    ]),
  });
  return figure({ title, note, legend: legendOf(transportsOf(rows)), draw });
}

/** What a message costs by its size. Transfers are dashed. */
export function sizeCurves({ title, note, rows }) {
  if (rows.length === 0) return '';
  const lines = grouped(rows, (row) => `${row.transport} ${row.variant}`);
  const sizes = [...new Set(rows.map((row) => row.bytes))].sort((a, b) => a - b);
  const draw = (_width, isNarrow) => ({
    height: isNarrow ? 260 : 360,
    marginLeft: 50,
    marginRight: 22,
    x: {
      type: 'log',
      base: 2,
      label: null,
      ticks: isNarrow ? everySecond(sizes) : sizes,
      tickFormat: size,
      grid: true,
    },
    y: logScale(
      rows.map((row) => row.p50_us),
      8,
    ),
    marks: inOrder(lines.map((points) => ({ row: points[0], points }))).flatMap(({ row, points }) => [
      Plot.line(points, {
        x: 'bytes',
        y: 'p50_us',
        stroke: colorOf(row.transport),
        strokeWidth: 1.8,
        strokeDasharray: row.variant === 'transfer' ? '5 4' : undefined,
      }),
      Plot.dot(points, {
        x: 'bytes',
        y: 'p50_us',
        r: 2.6,
        fill: colorOf(row.transport),
        title: (point) => `${point.transport}, ${point.variant}, ${size(point.bytes)}: ${spoken(point.p50_us)}`,
      }),
    ]),
  });
  const dashed = rows.some((row) => row.variant === 'transfer')
    ? [{ label: 'by transfer', color: 'currentColor', dashed: true }]
    : [];
  return figure({ title, note, legend: [...legendOf(transportsOf(rows)), ...dashed], draw });
}

function nines(part) {
  return -Math.log10(1 - part);
}

function transportsOf(rows) {
  return [...new Set(rows.map((row) => row.transport))];
}

/** Those without a colour of their own first, so that they lie below. */
function inOrder(lines) {
  const isOther = ({ row }) => (colorOf(row.transport) === OTHER ? 0 : 1);
  return [...lines].sort((a, b) => isOther(a) - isOther(b));
}

function grouped(rows, key) {
  const groups = new Map();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return [...groups.values()].map((group) => group.sort((a, b) => a.bytes - b.bytes));
}

function everySecond(values) {
  return values.filter((_, at) => at % 2 === 0);
}
