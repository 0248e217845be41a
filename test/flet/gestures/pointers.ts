/** Where pointers are and when, as the events of a client tell it. */

import { ExtData } from '@msgpack/msgpack';

export const xy = (x: number, y: number): { x: number; y: number } => ({ x, y });

/** Where a pointer is: the same in the control and on the page, since nothing is laid out. */
export const at = (x: number, y: number): Record<string, unknown> => ({ l: xy(x, y), g: xy(x, y) });

/** A pointer that is pressed or released. */
export const pointer = (x: number, y: number, kind = 'mouse'): Record<string, unknown> => ({ k: kind, ...at(x, y) });

/** The time of the n-th pointer event of a client that tells the time: steps of 16 ms. */
export const tick = (n: number): ExtData => new ExtData(3, new TextEncoder().encode(String(n * 16_000)));

/** The state of a mouse; `ld` of null where the event does not tell it. */
export const mouse = (
  x: number,
  y: number,
  n: number,
  ld: { x: number; y: number } | null,
  pressure = 0,
): Record<string, unknown> => ({
  k: 'mouse',
  ...at(x, y),
  ts: tick(n),
  dev: 0,
  ps: pressure,
  pMin: 1,
  pMax: 1,
  dist: 0,
  distMax: 0,
  size: 0,
  rMj: 0,
  rMn: 0,
  rMin: 0,
  rMax: 0,
  or: 0,
  tilt: 0,
  ld: ld ?? { x: null, y: null },
});
