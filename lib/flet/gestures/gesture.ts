/** What a user does to a control: the verbs, and the tables that say which control takes which. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { FletError } from '../flet-error.js';
import { printControl } from '../print-tree.js';
import type { DateTime, Duration, TimeOfDay } from '../values.js';

/** What can be chosen: an option by key or text, an item by its index, several at once. */
export type Choice = string | number;

/** Logical pixels, from the upper left corner of the control. */
export interface Point {
  x: number;
  y: number;
}

/** A pointer that goes down, moves in equal steps, and is released. */
export interface Drag {
  by: Point;
  /** How many moves. Default 1. */
  steps?: number;
  /** Default: the middle of the control, as far as its size is known; else its corner. */
  from?: Point;
  /** Default `primary`. */
  button?: 'primary' | 'secondary' | 'tertiary';
  /** Presses long before it moves. Default false. */
  hold?: boolean;
}

/** Two fingers. */
export interface Pinch {
  /** Above 1 they part. Default 1. */
  scale?: number;
  /** Radians. Default 0. */
  rotation?: number;
  /** How far their middle moves. */
  by?: Point;
}

/** Several fingers that come down together and are lifted again. */
export interface Touches {
  fingers: number;
  /** They stay long enough for a long press. Default false. */
  hold?: boolean;
}

/** A gesture that can be taken away before it is complete, by the name of its events. */
export type Cancellable =
  | 'tap'
  | 'secondary_tap'
  | 'tertiary_tap'
  | 'double_tap'
  | 'long_press'
  | 'secondary_long_press'
  | 'tertiary_long_press'
  | 'pan'
  | 'horizontal_drag'
  | 'vertical_drag';

/** What a picker gives: a date, a time, a span of time, or the first and last date of a range. */
export type Picked = DateTime | TimeOfDay | Duration | readonly [start: DateTime, end: DateTime];

/** A file out of the clipboard. */
export interface PastedFile {
  name: string;
  mimeType: string;
  bytes: Uint8Array;
}

/** Every verb and what it takes. */
export interface GestureArguments {
  /** Press and release, or a tap. At a point, where the control tells it; default as for `Drag.from`. */
  click: Point | undefined;
  /** A click on the text beside a box, a switch or a radio, which is not always the same as a click on the thing itself. */
  clickLabel: undefined;
  doubleClick: Point | undefined;
  /** A click of another mouse button. */
  buttonClick: 'secondary' | 'tertiary';
  longPress: Point | undefined;
  /** Begins a gesture that something else then takes over. */
  cancel: Cancellable;
  /** Several fingers at once. */
  multiTouch: Touches;
  /** Presses ever harder, up to so much: from 0 to 1. */
  forcePress: number;
  /** Presses somewhere, moves, releases: pans, drags of an axis, window areas, viewers. */
  drag: Drag;
  /** Drags a `Draggable` onto a `DragTarget`. */
  dropOn: Control;
  /** Drags a `Draggable` over a `DragTarget` and releases it elsewhere. */
  dragOver: Control;
  /** Drags an item of a list to another place: from index, to index as Python will see it. */
  reorder: readonly [from: number, to: number];
  /** A quick drag: away with a `Dismissible`, a bar or a sheet, on to another page or tab. */
  swipe: 'left' | 'right' | 'up' | 'down';
  /** Two fingers that part, close, turn or move. */
  pinch: Pinch;
  /** Scrolls by so many pixels, as a wheel does. */
  scroll: Point;
  /** Unfolds a menu or a drop-down without choosing; slides a drawer in. */
  open: undefined;
  /** Switches a picker between its dial or calendar and its text input. */
  switchEntryMode: undefined;
  /** Marks text between two offsets; both the same: puts the caret there. */
  selectText: readonly [base: number, extent: number];
  pasteFiles: readonly PastedFile[];
  /** Ticks (true) or clears the box in the header of a table. */
  selectAll: boolean;
  /** What assistive technology can do to a `Semantics`: `increase`, `copy`, `scroll_left` … */
  assist: string;
  /** The pointer comes (true) or goes (false). */
  hover: boolean;
  /** The mouse moves to a point of the control; comes there first if it was elsewhere. */
  pointAt: Point;
  /** Replaces a field's whole text. */
  fill: string;
  /** Types a text, key by key; a newline is the Enter key. */
  type: string;
  /** Presses Enter in a field. */
  submit: undefined;
  /** Presses Shift+Enter in a field of several lines. */
  newline: undefined;
  /** Presses the eye of a password field: shows or hides what is in it. */
  reveal: undefined;
  /** Chooses an option, an item, a destination or a tab. */
  select: Choice;
  /** Drags a slider to a value; a range slider to two. */
  slide: number | readonly [number, number];
  /** Confirms a picker with a value, or turns a wheel to it; undefined: the value that it shows. */
  pick: Picked | undefined;
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
