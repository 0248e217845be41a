/**
 * The narrow side of a channel: what a transport provides, and all that `QueueChannel` asks of it.
 *
 * A port moves messages and counts places; it keeps no promises, no line of waiting senders and no consumer. Those live
 * in `QueueChannel`, once for every transport. The embedded port maps one to one onto the `fe_channel_*` functions.
 *
 * Rules for an implementation:
 * 1. No call waits, and none calls back: `onevent` is only ever called from a turn (or microtask) of its own.
 * 2. Every method may throw an `EmbedError`; nothing has been queued, taken or detached then.
 * 3. After `release()` only `options`, `statistics()` and `keepAlive()` are used.
 */

import type { ChannelOptions, ChannelStatistics } from '../channel.js';
import type { EmbedError, EmbedErrorCode } from '../errors.js';

/** A message is there, or the end, or the channel was destroyed. */
export const READABLE = 1;
/** Some space came free, or the channel ended. */
export const WRITABLE = 2;
/** `state()` has changed. Never needs arming. */
export const STATE = 4;

/** What `ChannelPort.receive` returns when there is no message and an event will come. */
export const ARMED: Uint8Array[] = [];

/** A message that waits for space; what is inside is the port's own affair. */
export interface HeldMessage {
  readonly byteLength: number;
}

export interface PortState {
  /** Dropped and over: `reason()` tells why. Holds for ever once it holds. */
  readonly destroyed: boolean;
  /** Nothing will come any more and `receive` has handed out everything. */
  readonly ended: boolean;
  /** Both ends are closed; or this one is, the peer never came, and nothing is queued for it. */
  readonly finished: boolean;
  /**
   * A program ended without opening the other side, and none has been started since: waiting to receive is pointless
   * now (`ERR_EMBED_PROGRAM_EXITED`), though the channel is sound. False again as soon as the next program starts.
   */
  readonly abandoned: boolean;
}

export interface ChannelPort {
  /** The bounds in force. May change once, when the peer opens; a `STATE` event tells. */
  readonly options: Readonly<Required<ChannelOptions>>;

  /** Set by the channel before the first call. `bits` is a sum of READABLE, WRITABLE and STATE. */
  onevent: (bits: number) => void;

  /**
   * Queues a copy of the bytes; false: no space. Throws `ERR_EMBED_CHANNEL_CLOSED` after `close()`, the reason after a
   * destroy, `ERR_EMBED_MESSAGE_TOO_LARGE`, `ERR_EMBED_OUT_OF_MEMORY`. The channel has checked the type and the size
   * before.
   */
  trySend(data: Uint8Array): boolean;

  /**
   * The same, but takes the memory away: `data.buffer` is detached when, and only when, true is returned. Throws
   * `ERR_EMBED_NOT_TRANSFERABLE` for a partial view, shared, WebAssembly, resizable or pooled memory.
   */
  trySendTransfer(data: Uint8Array): boolean;

  /**
   * Takes the bytes of a send that has to wait: a copy, or with `transfer` the memory itself (detached at once; same
   * refusals as above). The copy should be one that `trySendHeld` need not copy again when the message is large.
   */
  hold(data: Uint8Array, transfer: boolean): HeldMessage;

  /** Queues a held message, which belongs to the queue then; false: no space, it stays held. Throws as `trySend`. */
  trySendHeld(message: HeldMessage): boolean;

  /** Lets go of a held message that will not be sent (aborted or closed). */
  discard(message: HeldMessage): void;

  /**
   * Takes up to `max` messages out of the queue, in order, as a fresh array. They keep their places until `taken`
   * covers them; with `takeFirst` the first one's place is free at once. None there: `ARMED`, and one `onevent` with
   * READABLE follows; or an empty array when READABLE holds without a message, as `arm` would say.
   */
  receive(max: number, takeFirst: boolean): Uint8Array[];

  /**
   * The consumer has taken `count` more of the received messages, oldest first: their places are free. Hot: no checks.
   */
  taken(count: number): void;

  /**
   * Asks for one `onevent` for each of READABLE and WRITABLE in `bits`. Returns those that hold now; for these none
   * follows. `wantBytes` is the size of the message that waits for space; arming again replaces it. A destroyed
   * channel, and an ended one for READABLE, holds at once.
   */
  arm(bits: number, wantBytes: number): number;

  /** No more sends from this side. What is queued is delivered; receiving goes on. Called once at most. */
  close(): void;

  /**
   * Drops what is queued in both directions and ends every wait on the other side, with this reason. No effect on one
   * that is destroyed already. `state().destroyed` holds when it returns, and no event is needed for it.
   */
  destroy(code: EmbedErrorCode, message: string): void;

  state(): PortState;

  /** Why `state().destroyed` holds. A `PythonError` where a program's failure was the reason. */
  reason(): EmbedError;

  statistics(): ChannelStatistics;

  /**
   * True: something waits on this channel and the process shall stay alive for it. Called in turns: true, false, true …
   */
  keepAlive(on: boolean): void;

  /** The channel is over and everything was received or dropped: the port may forget it. Called once at most. */
  release(): void;
}
