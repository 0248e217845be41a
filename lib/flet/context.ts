/** What a gesture, a method or a reaction may do: the inside of a client, seen by the tables of knowledge about controls. */

import type { Control } from './control.js';
import type { ControlTree } from './control-tree.js';
import type { DataChannels } from './data-channels.js';
import type { Focus } from './focus.js';
import type { Frames } from './frames.js';
import type { Layout } from './layout.js';
import type { ClientServices } from './methods/services.js';
import type { Finders } from './methods/tester/finders.js';
import type { PointerState } from './pointer-state.js';
import type { WireMap, WireValue } from './values.js';

/** Where the client's own time-outs come from (snack bars, a back gesture that waits for its answer). */
export interface Timers {
  /** Calls back once, after so many milliseconds, unless the returned function is called before. */
  after(milliseconds: number, callback: () => void): () => void;
}

export interface ClientContext {
  readonly tree: ControlTree;
  readonly focus: Focus;
  readonly services: ClientServices;
  readonly dataChannels: DataChannels;
  readonly timers: Timers;
  /** In which transitions run. */
  readonly frames: Frames;
  readonly layout: Layout;
  readonly pointerState: PointerState;
  /** Sends every event in the form of Flet's own client, also where Python does not understand it. */
  readonly faithful: boolean;
  /** Swipes of a `Dismissible` that wait for `confirm_dismiss`, by its id. */
  readonly pendingDismissals: Map<number, (dismiss: boolean) => void>;
  /** Back gestures that wait for `confirm_pop`, by the id of their view. */
  readonly pendingPops: Map<number, (shouldPop: boolean) => void>;
  /** What Flet's tester has found so far. */
  readonly finders: Finders;

  /** A real viewer does what a client does by itself: see `Audience`. */
  isLed(): boolean;
  /** Writes properties as the user's doing: into the tree first, then to Python. */
  update(control: Control, properties: WireMap): void;
  /** Sends an event if the app has a handler for it. */
  emit(control: Control, event: string, data?: WireValue): void;
  /** Sends one of the events that go out unasked. */
  emitAlways(control: Control, event: string, data?: WireValue): void;
  /** Calls a method of a service as a client action does, without Python. Unknown services are skipped. */
  actLocally(serviceId: number, method: string, args: WireMap): void;
  /** Resolves when the app has nothing more to do for now, as far as the host can tell. */
  quiet(): Promise<void>;
  /** The user or the app has closed the window. */
  exit(): void;
  /** Something failed that no caller waits for. */
  report(error: Error): void;
}
