/** Dates and times as tests write them. */

import { expected } from '../errors.js';
import { DateTime, TimeOfDay } from '../flet/index.js';

/** `'2026-03-04'` as the midnight that a picker gives for it, or the moment of a `Date`. */
export function dateFrom(date: string | Date): DateTime {
  if (date instanceof Date && !Number.isNaN(date.getTime())) return DateTime.from(date);
  if (typeof date !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(Date.parse(date))) {
    throw expected("a Date or a day such as '2026-03-04'", 'pickDate', date);
  }
  const day = DateTime.from(new Date(`${date}T00:00:00Z`));
  // JavaScript reads the 31st of a shorter month as a day of the next one.
  if (!day.iso.startsWith(date)) throw expected('a day that the month has', 'pickDate', date);
  return day;
}

/** `'09:05'` */
export function timeFrom(time: string): TimeOfDay {
  const [, hour, minute] = /^(\d{1,2}):(\d\d)$/.exec(time) ?? [];
  if (hour === undefined || minute === undefined || Number(hour) > 23 || Number(minute) > 59) {
    throw expected("a time such as '09:05'", 'pickTime', time);
  }
  return new TimeOfDay(Number(hour), Number(minute));
}
