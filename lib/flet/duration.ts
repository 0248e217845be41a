/** Spans of time, as Python sends them. */

import { Duration, isMap } from './values.js';

/** Milliseconds. */
const UNITS: Readonly<Record<string, number>> = {
  days: 86_400_000,
  hours: 3_600_000,
  minutes: 60_000,
  seconds: 1000,
  milliseconds: 1,
  microseconds: 0.001,
};

/** A number of milliseconds, a `Duration`, or a map by units, in milliseconds; undefined for anything else. */
export function milliseconds(duration: unknown): number | undefined {
  if (typeof duration === 'number') return duration;
  if (duration instanceof Duration) return duration.milliseconds;
  if (!isMap(duration)) return undefined;
  return Object.entries(duration).reduce((sum, [unit, count]) => sum + (UNITS[unit] ?? 0) * Number(count), 0);
}
