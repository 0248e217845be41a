/** Real viewers that show the page of a headless client: what they are told of, and what they do in its place. */

import type { ClientContext } from './context.js';
import type { Control } from './control.js';
import type { DataChannel } from './data-channel.js';
import { resumeBars, suspendBars } from './gestures/bars.js';
import type { MethodCall } from './messages.js';
import type { Change } from './patch.js';
import type { WireMap } from './values.js';

/**
 * Everything is called at once and in order, from within the client: nothing here may throw or wait.
 *
 * Packets are as the app sent them. They may be views of memory that holds other packets too: copy what is kept for long.
 */
export interface Audience {
  /**
   * True while a real viewer does by itself what a client does by itself: the packets of dialogs that the app closes, snack bars'
   * time, focus at first, layout, data channels. The headless client does none of it then. Call `client.leadChanged()` after
   * every change.
   */
  readonly leads: boolean;
  /** The app has answered the client's registration: there is a page. */
  registered(): void;
  /**
   * The app's patch is in the tree, as far as it could be applied; what the client does about it comes after that.
   *
   * @param added The topmost controls that came in. Some may have left again.
   */
  patched(packet: Uint8Array, changes: readonly Change[], added: readonly Control[]): void;
  /** The client itself has changed properties: a gesture, a method, a reaction. The app is told beside that. */
  updated(control: Control, properties: WireMap): void;
  /** The app calls a method. True: a viewer answers, through `client.relay`. False: the client does. */
  called(call: MethodCall, packet: Uint8Array): boolean;
  /** The app's session crashed. */
  crashed(report: string): void;
  /** A data channel's message came. Acknowledging it (`channel.acknowledge`) is the audience's business now. */
  framed(channel: DataChannel, bytes: Uint8Array): void;
}

/** What a viewer that led has left unfinished: open bars get their time, frames somebody who takes them. */
export function takeLead(context: ClientContext): void {
  context.focus.prune(context);
  for (const control of context.tree.page.walk()) context.dataChannels.appeared(context, control);
  resumeBars(context);
}

/** A real viewer leads from here on: it takes the bars away that it shows. */
export function leaveLead(context: ClientContext): void {
  suspendBars(context);
}
