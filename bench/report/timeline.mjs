import * as Plot from '@observablehq/plot';
import { spoken } from '../figures.mjs';
import { colorOfOwner, OWNER_LEGEND } from './colors.mjs';
import { linearScale, marksAt, rowsFor, values } from './rows.mjs';
import { figure } from './svg.mjs';

/**
 * The stages of one trip below each other, each where it begins: what costs how much, and when.
 *
 * @param options `stages`, `[{ name, owner, us }]`; `frameMs`, the length of the frame in which the trip was made, drawn around it.
 */
export function timeline({ title, note, stages, frameMs }) {
  let from = 0;
  const pieces = stages.map(({ name, owner, us }) => {
    const piece = { name, us, from, to: from + us, color: colorOfOwner(owner), text: `${name}: ${spoken(us)}` };
    from = piece.to;
    return piece;
  });
  const ends =
    frameMs === undefined ? [] : [{ at: frameMs * 1000, label: `end of the frame, ${frameMs.toFixed(1)} ms` }];
  const domain = [0, Math.max(from, ...ends.map(({ at }) => at))];
  const draw = (_width, isNarrow) => {
    const { plot, labels, shift, inset } = rowsFor(
      stages.map(({ name }) => name),
      isNarrow,
      { above: ends.length > 0 ? 26 : 10 },
    );
    const textAnchor = ends.some(({ at }) => at > domain[1] * 0.6) ? 'end' : 'start';
    return {
      ...plot,
      x: linearScale(domain, isNarrow),
      marks: [
        ...marksAt(ends, textAnchor),
        Plot.barX(pieces, { y: 'name', x1: 'from', x2: 'to', fill: 'color', title: 'text', ...inset }),
        values(pieces, { y: 'name', text: ({ us }) => spoken(us), shift }),
        Plot.ruleX([0]),
        ...labels,
      ],
    };
  };
  return figure({ title, note: `${note} ${spoken(from)} in all.`.trim(), legend: OWNER_LEGEND, draw });
}
