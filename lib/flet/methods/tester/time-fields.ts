/** The fields of a `TimePicker`: hour, minute, and which half of the day. What is entered counts when the picker is confirmed. */

import type { ClientContext } from '../../context.js';
import type { Control } from '../../control.js';
import { performGesture } from '../../gestures/index.js';
import { TimeOfDay } from '../../values.js';
import { StateOf } from '../method.js';

/** A text on the screen that can be tapped, or written over. */
export interface TimeField {
  text: string;
  tap?: () => void;
  enter?: (text: string) => void;
}

const entered = new StateOf<{ time: TimeOfDay | undefined }>(() => ({ time: undefined }));

function shownTime(picker: Control): TimeOfDay {
  const value = picker.get('value');
  return entered.get(picker).time ?? (value instanceof TimeOfDay ? value : new TimeOfDay(0, 0));
}

/** Whether hours are counted up to 24: as the picker says, else as the device does. */
function has24Hours(context: { page: Control }, picker: Control): boolean {
  const format = picker.get('hour_format');
  if (format === 'h24' || format === 'h12') return format === 'h24';
  const media = context.page.get('media');
  return (media as { always_use_24_hour_format?: unknown } | null)?.always_use_24_hour_format === true;
}

function number(text: string, least: number, most: number): number {
  const value = /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new Error(`Exception: ${JSON.stringify(text)} is no number from ${least} to ${most}`);
}

const padded = (value: number): string => String(value).padStart(2, '0');

export function timeFields(tree: { page: Control }, picker: Control): TimeField[] {
  const { hour, minute } = shownTime(picker);
  const set = (time: TimeOfDay): void => {
    entered.get(picker).time = time;
  };
  const is24 = has24Hours(tree, picker);
  const isAfternoon = hour >= 12;
  const enterHour = (text: string): void =>
    set(new TimeOfDay(is24 ? number(text, 0, 23) : (number(text, 1, 12) % 12) + (isAfternoon ? 12 : 0), minute));
  const fields: TimeField[] = [
    { text: is24 ? padded(hour) : String(hour % 12 === 0 ? 12 : hour % 12), enter: enterHour },
    { text: padded(minute), enter: (text) => set(new TimeOfDay(hour, number(text, 0, 59))) },
  ];
  if (is24) return fields;
  return [
    ...fields,
    { text: 'AM', tap: () => set(new TimeOfDay(hour % 12, minute)) },
    { text: 'PM', tap: () => set(new TimeOfDay((hour % 12) + 12, minute)) },
  ];
}

/** Ends the picker with what was entered, or without. */
export function endTimePicker(context: ClientContext, picker: Control, how: 'pick' | 'dismiss'): void {
  const { time } = entered.get(picker);
  if (how === 'pick') performGesture(context, picker, 'pick', time);
  else performGesture(context, picker, 'dismiss', undefined);
  entered.get(picker).time = undefined;
}
