import * as Plot from '@observablehq/plot';
import { count } from '../figures.mjs';
import { colorOf } from './colors.mjs';
import { rowsFor, values } from './rows.mjs';
import { figure } from './svg.mjs';

/**
 * One bar for each row, the longest first.
 *
 * @param options `value(row)`, `label(row)`, `unit`, `digits`; `parts(row)`, `[{ value, opacity, label }]` where a bar is put together.
 */
export function bars({ title, note, rows, value, label = ({ transport }) => transport, unit = '', digits = 0, parts }) {
  const known = rows.filter((row) => typeof value(row) === 'number').sort((a, b) => value(b) - value(a));
  if (known.length === 0) return '';
  const said = (number) => `${digits === 0 ? count(number) : number.toFixed(digits)}${unit === '' ? '' : ` ${unit}`}`;
  const pieces = known.flatMap((row) => {
    let from = 0;
    return (parts?.(row) ?? [{ value: value(row), opacity: 0.75, label: '' }]).map((part) => {
      const name = label(row);
      const text = `${name}${part.label === '' ? '' : `, ${part.label}`}: ${said(part.value)}`;
      const piece = { name, from, to: from + part.value, color: colorOf(row.transport), opacity: part.opacity, text };
      from = piece.to;
      return piece;
    });
  });
  const draw = (_width, isNarrow) => {
    const { plot, labels, shift, inset } = rowsFor(known.map(label), isNarrow);
    return {
      ...plot,
      marginRight: 76,
      x: { label: null, grid: true, ticks: isNarrow ? 3 : 6, tickFormat: '~s' },
      marks: [
        Plot.barX(pieces, {
          y: 'name',
          x1: 'from',
          x2: 'to',
          fill: 'color',
          fillOpacity: 'opacity',
          title: 'text',
          ...inset,
        }),
        values(known, { y: label, text: (row) => said(value(row)), shift }),
        Plot.ruleX([0]),
        ...labels,
      ],
    };
  };
  return figure({ title, note, draw });
}
