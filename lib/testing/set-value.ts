/** Brings a control to a value, whichever gesture that takes. */

import { expected } from '../errors.js';
import { DateTime, Duration, interactiveFor, TimeOfDay } from '../flet/index.js';
import { check } from './check.js';
import type { Parts } from './parts.js';
import { actOn, perform, reach } from './perform.js';
import type { Step } from './step.js';

export type SettableValue =
  | string
  | number
  | boolean
  | readonly [number, number]
  | Date
  | DateTime
  | TimeOfDay
  | Duration;

export async function setValue(parts: Parts, step: Step, value: SettableValue): Promise<void> {
  if (typeof value === 'boolean') {
    await check(parts, step, value);
  } else if (value instanceof Date) {
    await perform(parts, step, 'pick', DateTime.from(value));
  } else if (value instanceof DateTime || value instanceof TimeOfDay || value instanceof Duration) {
    await perform(parts, step, 'pick', value);
  } else if (Array.isArray(value)) {
    await perform(parts, step, 'slide', value as unknown as readonly [number, number]);
  } else if (typeof value === 'number') {
    const control = await reach(parts, step, 'slide', 'select');
    if (interactiveFor(control, 'slide') === control) await actOn(parts, step, control, 'slide', value);
    else await actOn(parts, step, control, 'select', value);
  } else if (typeof value === 'string') {
    // A drop-down takes both; what it is for is choosing.
    const control = await reach(parts, step, 'select', 'fill');
    if (interactiveFor(control, 'select') === control) await actOn(parts, step, control, 'select', value);
    else await actOn(parts, step, control, 'fill', value);
  } else {
    throw expected('a text, a number, two numbers, true, false, a date or a time', 'setValue', value);
  }
}
