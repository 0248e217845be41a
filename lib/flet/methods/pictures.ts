/** Pictures of what has no pixels. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import type { WireMap } from '../values.js';
import { type Method, type MethodTable, StateOf } from './method.js';

/** One transparent pixel: what a picture of a page without pixels looks like. */
export const EMPTY_PNG: Uint8Array = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='),
  (character) => character.charCodeAt(0),
);

/** Which picture is asked for. */
export interface PictureRequest {
  /** What is to be seen on it: the page, a `Screenshot`, a `Canvas`, a `Camera`, a `Video`, the tester's window. */
  control: Control;
  /** The method that asks. */
  method: string;
  args: WireMap;
  /** In an animation, which of its pictures; else 0. */
  frame: number;
}

/** A picture file (PNG), or what makes one. */
export type Picture = Uint8Array | ((request: PictureRequest) => Uint8Array | Promise<Uint8Array>);

/** Takes a picture with what the test has set. */
export function takePicture(
  { services }: ClientContext,
  control: Control,
  method: string,
  args: WireMap,
  frame = 0,
): Uint8Array | Promise<Uint8Array> {
  const { picture } = services;
  return typeof picture === 'function' ? picture({ control, method, args, frame }) : picture;
}

export const pictureBy =
  (method: string): Method =>
  (context, control, args) =>
    takePicture(context, control, method, args);

/** One picture per delay. The delays are not waited for: nothing moves in between. */
async function takeAnimation(context: ClientContext, control: Control, args: WireMap): Promise<Uint8Array[]> {
  const delays = Array.isArray(args['frame_delays_ms']) ? args['frame_delays_ms'] : [];
  const frames: Uint8Array[] = [];
  for (const frame of delays.keys()) frames.push(await takePicture(context, control, 'take_animation', args, frame));
  return frames;
}

export const PAGE_PICTURES: MethodTable = {
  take_screenshot: pictureBy('take_screenshot'),
  take_animation: takeAnimation,
};

export const SCREENSHOT: MethodTable = { capture: pictureBy('capture') };

const captures = new StateOf<{ picture: Uint8Array | null }>(() => ({ picture: null }));

export const CANVAS: MethodTable = {
  capture: async (context, canvas, args) => {
    captures.get(canvas).picture = await takePicture(context, canvas, 'capture', args);
    return null;
  },
  get_capture: (_context, canvas) => captures.get(canvas).picture,
  clear_capture: (_context, canvas) => {
    captures.get(canvas).picture = null;
    return null;
  },
};
