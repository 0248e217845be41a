/** Sliders: press, one move, release. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { Double } from '../values.js';
import { type GestureTable, refused } from './gesture.js';

/** The nearest value that the slider can stand on. */
function snap(slider: Control, value: number): number {
  const min = slider.number('min') ?? 0;
  const max = slider.number('max') ?? 1;
  if (!(value >= min && value <= max)) throw refused(slider, `goes from ${min} to ${max}, not to ${value}`);
  const divisions = slider.number('divisions');
  if (divisions === undefined || divisions < 1 || max <= min) return value;
  return min + (Math.round(((value - min) / (max - min)) * divisions) / divisions) * (max - min);
}

/** The part of its length by which a key moves a slider without divisions. */
const KEY_STEP = { apple: 0.1, others: 0.05 } as const;
const APPLE = new Set(['ios', 'macos']);

/**
 * Where an arrow key takes a slider that has the keyboard; undefined: it stands at its end.
 *
 * @param direction 1 for up and to the right, -1 for down and to the left.
 */
export function keyTarget(context: ClientContext, slider: Control, direction: 1 | -1): number | undefined {
  const min = slider.number('min') ?? 0;
  const max = slider.number('max') ?? 1;
  const divisions = slider.number('divisions');
  const isApple = APPLE.has(context.tree.page.string('platform') ?? '');
  const part = divisions !== undefined && divisions >= 1 ? 1 / divisions : KEY_STEP[isApple ? 'apple' : 'others'];
  const value = slider.number('value') ?? min;
  const target = Math.min(max, Math.max(min, value + direction * part * (max - min)));
  return target === value ? undefined : target;
}

/** @param tells Whether `change` carries the value. */
const single: (tells: boolean) => GestureTable = (tells) => ({
  slide: (context: ClientContext, slider, to) => {
    if (typeof to !== 'number') throw refused(slider, 'takes one value');
    const value = new Double(snap(slider, to));
    context.emit(slider, 'change_start', new Double(slider.number('value') ?? 0));
    context.update(slider, { value });
    context.emit(slider, 'change', tells ? value : null);
    context.emit(slider, 'change_end', value);
  },
});

const range: GestureTable = {
  slide: (context, slider, to) => {
    if (typeof to === 'number' || to.length !== 2 || to[0] > to[1]) {
      throw refused(slider, 'takes two values, the lower one first');
    }
    const [start, end] = [snap(slider, to[0]), snap(slider, to[1])];
    context.emit(slider, 'change_start');
    context.update(slider, { start_value: new Double(start), end_value: new Double(end) });
    context.emit(slider, 'change');
    context.emit(slider, 'change_end');
  },
};

export const SLIDER_GESTURES: Readonly<Record<string, GestureTable>> = {
  CupertinoSlider: single(false),
  RangeSlider: range,
  Slider: single(true),
};
