// Plots with a line for each row: names at the left on a wide screen, above the lines on a phone, where they would take half of it.

import * as Plot from '@observablehq/plot';
import { spoken } from '../figures.mjs';

const LETTER = 6.3;
const VALUE_ROOM = 62;

/**
 * The geometry for these names: `plot` goes into Plot.plot(), `labels` among its marks; `shift` is how far a bar's middle lies below
 * the row's, `inset` what a bar leaves free above and below itself.
 */
export function rowsFor(names, isNarrow, { above = 10, below = 30, axis = 0 } = {}) {
  const row = isNarrow ? 32 : 21;
  const plot = {
    height: above + below + axis + row * names.length,
    marginTop: above,
    marginLeft: isNarrow ? 6 : 12 + LETTER * Math.max(...names.map((name) => name.length)),
    marginRight: VALUE_ROOM,
    y: { domain: names, label: null, tickSize: 0, axis: isNarrow ? null : 'left' },
  };
  const labels = isNarrow
    ? [
        Plot.text(names, {
          y: (name) => name,
          frameAnchor: 'left',
          textAnchor: 'start',
          dx: 3,
          dy: -9,
          text: (name) => name,
        }),
      ]
    : [];
  return isNarrow
    ? { plot, labels, shift: 7, inset: { insetTop: 17, insetBottom: 3 } }
    : { plot, labels, shift: 0, inset: { insetTop: 3, insetBottom: 3 } };
}

/** What a row comes to, in a column of its own at the right edge. */
export function values(data, { y, text, shift }) {
  return Plot.text(data, {
    y,
    text,
    dy: shift,
    dx: 6,
    frameAnchor: 'right',
    textAnchor: 'start',
    fill: 'currentColor',
  });
}

/** A vertical line with a name, such as the end of a frame. `at` in the scale's own unit. */
export function marksAt(marks, textAnchor = 'middle') {
  return [
    Plot.ruleX(marks, { x: 'at', stroke: 'var(--mark)', strokeDasharray: '3 3' }),
    Plot.text(marks, { x: 'at', frameAnchor: 'top', dy: -14, text: 'label', textAnchor, fill: 'var(--mark)' }),
  ];
}

/**
 * A logarithmic scale of microseconds. Its ticks are powers of ten, few enough not to run into each other; where there are fewer than
 * two of these, the ones and twos and fives.
 */
export function logScale(microseconds, most) {
  const known = microseconds.filter((value) => value > 0);
  const domain = [Math.min(...known) * 0.85, Math.max(...known) * 1.15];
  const powers = within(domain, [1]);
  const all = powers.length >= 2 ? powers : within(domain, [1, 2, 5]);
  const step = Math.ceil(all.length / most);
  const ticks = all.filter((_, at) => at % step === 0);
  return { type: 'log', domain, label: null, grid: true, ticks, tickFormat: plain };
}

function within([from, to], digits) {
  const ticks = [];
  for (let power = Math.floor(Math.log10(from)); power <= Math.log10(to); power++) {
    ticks.push(...digits.map((digit) => digit * 10 ** power).filter((tick) => tick >= from && tick <= to));
  }
  return ticks;
}

/** A linear scale of microseconds. */
export function linearScale(domain, isNarrow) {
  return { domain, label: null, grid: true, ticks: isNarrow ? 3 : 6, tickFormat: plain };
}

/** Without the zeros that only say how exact it is. */
function plain(microseconds) {
  return microseconds === 0
    ? '0'
    : spoken(microseconds).replace(/\.?0+(?= )/, (zeros) => (zeros.startsWith('.') ? '' : zeros));
}
