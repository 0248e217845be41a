/** What the client says to the app, in the order in which it says it. */

import { encodeMessage } from './codec.js';
import type { Control } from './control.js';
import { Action, type MethodCall, type Outbound } from './messages.js';
import type { Outbox } from './outbox.js';
import type { WireMap, WireValue } from './values.js';

/** Tells of a message whose packet was produced. */
export type OnSent = (sent: Outbound & { bytes: number }) => void;

export class ClientMessages {
  readonly #outbox: Outbox;
  readonly #onSent: OnSent;
  /** What was produced before the app had answered the registration. */
  #early: { message: Outbound; packet: Uint8Array | undefined }[] | undefined = [];

  constructor(outbox: Outbox, onSent: OnSent) {
    this.#outbox = outbox;
    this.#onSent = onSent;
  }

  /** The registration, before which nothing else goes out. Throws when the page cannot be encoded. */
  register(pageName: string, page: WireMap): void {
    this.#transmit({ action: Action.REGISTER_CLIENT, body: { session_id: null, page_name: pageName, page } });
  }

  /** The app has answered the registration: what `introduce` says goes out, then what has been waiting for that. */
  begin(introduce: () => void): void {
    const early = this.#early;
    if (early === undefined) return;
    this.#early = undefined;
    introduce();
    for (const { message, packet } of early) this.#transmit(message, packet);
  }

  event(control: Control, name: string, data: WireValue): void {
    this.send({ action: Action.CONTROL_EVENT, body: { target: control.id, name, data } });
  }

  properties(control: Control, props: WireMap): void {
    this.send({ action: Action.UPDATE_CONTROL_PROPS, body: { id: control.id, props } });
  }

  answer({ controlId: control_id, callId: call_id }: MethodCall, result: WireValue, error: string | null): void {
    const body = { control_id, call_id, result, error };
    try {
      this.send({ action: Action.INVOKE_METHOD, body });
    } catch (failure) {
      // The result does not fit the protocol; the app must not wait for ever for that.
      const reason = failure instanceof Error ? failure.message : String(failure);
      this.send({ action: Action.INVOKE_METHOD, body: { ...body, result: null, error: reason } });
    }
  }

  /** @param packet The message's packet where there is one already. */
  send(message: Outbound, packet?: Uint8Array): void {
    if (this.#early !== undefined) this.#early.push({ message, packet });
    else this.#transmit(message, packet);
  }

  #transmit(message: Outbound, packet = encodeMessage(message.action, message.body)): void {
    this.#outbox.push(packet);
    this.#onSent({ ...message, bytes: packet.length });
  }
}
