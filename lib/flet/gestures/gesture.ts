/** What a user does to a control: the verbs, and the tables that say which control takes which. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { FletError } from '../flet-error.js';
import { printControl } from '../print-tree.js';
import type { DateTime, TimeOfDay } from '../values.js';

/** What can be chosen: an option by key or text, an item by its index, several at once. */
export type Choice = string | number;

/** Every verb and what it takes. */
export interface GestureArguments {
  /** Press and release, or a tap. */
  click: undefined;
  longPress: undefined;
  /** The pointer comes (true) or goes (false). */
  hover: boolean;
  /** Replaces a field's whole text. */
  fill: string;
  /** Types a text, key by key; a newline is the Enter key. */
  type: string;
  /** Presses Enter in a field. */
  submit: undefined;
  /** Chooses an option, an item, a destination or a tab. */
  select: Choice;
  /** Drags a slider to a value; a range slider to two. */
  slide: number | readonly [number, number];
  /** Confirms a picker with a value; undefined: with the one it shows. */
  pick: DateTime | TimeOfDay | undefined;
  /** Closes a dialog, sheet, bar or picker without choosing; swipes away. */
  dismiss: undefined;
  /** Presses the small «delete» of a chip. */
  delete: undefined;
}

export type GestureName = keyof GestureArguments;

/** Sends the packets of a gesture. Everything is in order when it is called: on the page, visible, enabled. */
export type Gesture<Name extends GestureName> = (
  context: ClientContext,
  control: Control,
  argument: GestureArguments[Name],
) => void;

/** The gestures of one control type. */
export type GestureTable = { readonly [Name in GestureName]?: Gesture<Name> };

/** The gesture does not fit the control's present state. */
export function refused(control: Control, reason: string): FletError {
  return new FletError('ERR_EMBED_FLET_REFUSED', `${printControl(control)} ${reason}`);
}
