/** The app's calls that a viewer is to answer: the driving one, the next one when it leaves, the headless client after the last. */

import type { FletClient } from '../flet/client.js';
import type { MethodCall } from '../flet/messages.js';
import type { ConnectedViewer } from './connected-viewer.js';

interface Pending {
  call: MethodCall;
  packet: Uint8Array;
  /** Undefined until somebody could be asked. */
  asked: ConnectedViewer | undefined;
}

export class Calls {
  readonly #pending = new Map<string, Pending>();

  /** @param packet Copied: the answer may take as long as a person thinks. */
  add(call: MethodCall, packet: Uint8Array): void {
    this.#pending.set(call.callId, { call, packet: packet.slice(), asked: undefined });
  }

  /** Asks a viewer what nobody has been asked yet. One that has no page yet is asked later. */
  offer(viewer: ConnectedViewer | undefined): void {
    if (viewer?.hasPage !== true) return;
    for (const pending of this.#pending.values()) {
      if (pending.asked !== undefined) continue;
      pending.asked = viewer;
      viewer.send(pending.packet);
    }
  }

  /** Whether the app waits for this answer from this viewer; it does not any more then. */
  take(viewer: ConnectedViewer, callId: string, controlId: number): boolean {
    const pending = this.#pending.get(callId);
    if (pending?.asked !== viewer || pending.call.controlId !== controlId) return false;
    this.#pending.delete(callId);
    return true;
  }

  /** A viewer shows another page or none: what it was asked, others have to answer. */
  left(viewer: ConnectedViewer): void {
    for (const pending of this.#pending.values()) if (pending.asked === viewer) pending.asked = undefined;
  }

  /** There is no viewer left. */
  handOver(client: FletClient): void {
    const calls = [...this.#pending.values()];
    this.#pending.clear();
    for (const { call } of calls) client.answer(call);
  }
}
