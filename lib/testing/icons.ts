/**
 * The names of icons.
 *
 * On the wire an icon is a number: the icon set in the upper bits, a place in a list of about nine thousand below. Both the list
 * and the places change with Flet's version, so the names come from the Flet that runs the app, the first time a test asks for
 * one; nothing of them is in this package.
 */

import type { Control, Value } from '../flet/index.js';
import { isMap } from '../flet/values.js';
import { nearest } from '../options.js';

/** The icon sets of an app's Flet: `{ Icons: { ADD: 65604, … }, CupertinoIcons: { … } }`. */
export type IconSets = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Where the sets come from. Called at most once in the life of an app. */
export type IconSource = (signal: AbortSignal) => Promise<IconSets>;

/** The numbers that a name stands for: `ADD` in every set that has it, `CupertinoIcons.ADD` in that one. */
export function codesOf(sets: IconSets, name: string): Set<number> {
  const dot = name.indexOf('.');
  const set = dot < 0 ? undefined : name.slice(0, dot);
  const member = name.slice(dot + 1);
  const codes = new Set<number>();
  for (const [title, icons] of Object.entries(sets)) {
    if (set !== undefined && set !== title) continue;
    if (Object.hasOwn(icons, member)) codes.add(icons[member]!);
  }
  return codes;
}

/** The name that was probably meant. */
export function nearestIcon(sets: IconSets, name: string): string | undefined {
  const member = name.slice(name.indexOf('.') + 1).toUpperCase();
  const all = Object.values(sets).flatMap((icons) => Object.keys(icons));
  return all.includes(member) ? member : nearest(member, all);
}

/** The name of an icon's number, with its set where another one has the same name. */
export function iconName(sets: IconSets, code: number): string | undefined {
  for (const [title, icons] of Object.entries(sets)) {
    for (const [name, value] of Object.entries(icons)) {
      if (value === code) return codesOf(sets, name).size > 1 ? `${title}.${name}` : name;
    }
  }
  return undefined;
}

/** Properties that can hold an icon as a number. */
const ICON = /^(icon|leading|trailing|prefix|suffix)$|_icon$/;

/** The numbers of the icons that a control draws itself, not those of the controls in it. */
export function iconsOf(control: Control): number[] {
  const codes: number[] = [];
  for (const [name, value] of control.properties) if (ICON.test(name)) collect(value, codes);
  return codes;
}

/** A number, or a map from a control's states to numbers. */
function collect(value: Value, codes: number[]): void {
  if (typeof value === 'number') codes.push(value);
  else if (isMap(value)) for (const item of Object.values(value)) if (typeof item === 'number') codes.push(item);
}
