import { markAsUntransferable } from 'node:worker_threads';
import type { ChannelOptions, ChannelStatistics, DirectionStatistics } from '../channel.js';
import { EmbedError, type EmbedErrorCode, isEmbedErrorCode, STATUS_CODES } from '../errors.js';
import {
  type BlockHandle,
  CHANNEL_FLAGS,
  type ChannelHandle,
  MOST_MESSAGES,
  type Native,
  type NativeChannelOptions,
  RECEIVE,
  STATUS,
} from '../native.js';
import { ARMED, type ChannelPort, type HeldMessage, type PortState, WRITABLE } from './channel-port.js';
import type { EmbeddedHost } from './embedded-host.js';
import { TimesRecorder } from './embedded-times.js';
import { checkTransferable, takeMemory } from './transferable.js';

/** Where `scratch` says in which place of the first buffer the first message begins. */
const FIRST = 1 + MOST_MESSAGES;

/** Opens the native channel whose events are to carry `index`. */
export type OpenChannel = (native: Native, index: number) => ChannelHandle;

/** A message that waits: memory of the core (transferred), or a copy. */
interface HeldBlock extends HeldMessage {
  readonly block: BlockHandle;
}

/** The port of a channel to the embedded Python: `fe_channel_*` as `QueueChannel` wants it. */
export class EmbeddedPort implements ChannelPort {
  readonly options: Readonly<Required<ChannelOptions>>;
  onevent: (bits: number) => void = ignore;
  readonly #host: EmbeddedHost;
  readonly #native: Native;
  readonly #scratch: Float64Array;
  readonly #channel: ChannelHandle;
  readonly #index: number;
  readonly #failure: () => EmbedError | undefined;
  /** What they were at the release: the core has forgotten the channel. */
  #finalStatistics: ChannelStatistics | undefined;
  #recorder: TimesRecorder | undefined;

  /**
   * @param failure The exception of the program that ended last, where it is the reason of a destroy.
   * @throws EmbedError from `open`.
   */
  constructor(host: EmbeddedHost, open: OpenChannel, failure: () => EmbedError | undefined) {
    this.#host = host;
    this.#native = host.native;
    this.#scratch = host.native.scratch;
    this.#failure = failure;
    this.#index = host.register({ onevent: (bits) => this.onevent(bits) });
    try {
      this.#channel = open(host.native, this.#index);
    } catch (error) {
      host.unregister(this.#index);
      throw embedErrorOf(error);
    }
    this.#native.channelGetInfo(this.#channel);
    this.options = Object.freeze({
      capacity: this.#scratch[1]!,
      highWaterMark: this.#scratch[2]!,
      maxMessageBytes: this.#scratch[3]!,
    });
  }

  trySend(data: Uint8Array): boolean {
    const status = this.#native.channelTrySend(this.#channel, data);
    return status === STATUS.OK || this.#refused(status);
  }

  trySendTransfer(data: Uint8Array): boolean {
    checkTransferable(data);
    const status = this.#native.channelTrySendTransfer(this.#channel, data.buffer as ArrayBuffer);
    if (status === STATUS.OK) return true;
    if (status !== STATUS.NOT_TRANSFERABLE) return this.#refused(status);
    // Not memory of the core: one copy. Nothing may be taken away while there is no space for it, and nobody but this
    // environment fills the queue, so that space found now is there in the next line.
    if ((this.#native.channelArm(this.#channel, WRITABLE, data.byteLength) & WRITABLE) === 0) return false;
    this.#throwIfOver();
    const block = this.#native.blockCopy(takeMemory(data));
    return this.#sendBlock(block);
  }

  hold(data: Uint8Array, transfer: boolean): HeldMessage {
    // Not a block: those count as transferred, which Python can see.
    if (!transfer) return new Uint8Array(data);
    checkTransferable(data);
    const { byteLength } = data;
    const buffer = data.buffer as ArrayBuffer;
    let block = this.#native.blockOf(buffer);
    if (block === undefined) block = this.#native.blockCopy(takeMemory(data));
    else this.#native.bufferDetach(buffer);
    const held: HeldBlock = { block, byteLength };
    return held;
  }

  trySendHeld(message: HeldMessage): boolean {
    return isHeldBlock(message) ? this.#sendBlock(message.block) : this.trySend(message as Uint8Array);
  }

  discard(message: HeldMessage): void {
    if (isHeldBlock(message)) this.#native.blockRelease(message.block);
  }

  receive(max: number, takeFirst: boolean): Uint8Array[] {
    const flags = takeFirst ? RECEIVE.takeFirst | RECEIVE.arm : RECEIVE.arm;
    const received = this.#native.channelReceive(this.#channel, max, flags);
    const scratch = this.#scratch;
    if (received === undefined) return scratch[1] === 0 ? ARMED : [];
    const count = scratch[0]!;
    if (Array.isArray(received)) return mixedViewsOf(received, count, scratch);
    return count === 1 ? [viewOf(received, scratch[FIRST]!, scratch[1]!)] : viewsOf(received, count, scratch);
  }

  taken(count: number): void {
    this.#native.channelTaken(this.#channel, count);
  }

  arm(bits: number, wantBytes: number): number {
    return this.#native.channelArm(this.#channel, bits, wantBytes);
  }

  close(): void {
    this.#native.channelClose(this.#channel);
  }

  destroy(code: EmbedErrorCode, message: string): void {
    this.#native.channelDestroy(this.#channel, statusOf(code), message);
  }

  state(): PortState {
    const flags = this.#native.channelGetInfo(this.#channel);
    const { peerOpen, selfClosed, peerClosed, destroyed, ended } = CHANNEL_FLAGS;
    const nothingQueued = this.#scratch[4] === 0;
    const over = (flags & peerClosed) !== 0 || ((flags & peerOpen) === 0 && nothingQueued);
    const isDestroyed = (flags & destroyed) !== 0;
    return {
      destroyed: isDestroyed,
      ended: (flags & ended) !== 0,
      finished: (flags & selfClosed) !== 0 && over,
      abandoned: !isDestroyed && this.#scratch[0] === STATUS_OF.ERR_EMBED_PROGRAM_EXITED,
    };
  }

  /** Python has opened and closed its side, and what it sent may still be queued; or all is over and released. */
  get isClosedByPeer(): boolean {
    if (this.#finalStatistics !== undefined) return true;
    return (this.#native.channelGetInfo(this.#channel) & CHANNEL_FLAGS.peerClosed) !== 0;
  }

  reason(): EmbedError {
    this.#native.channelGetInfo(this.#channel);
    const code = codeOf(this.#native, this.#scratch[0]!);
    const failure = code === 'ERR_EMBED_PROGRAM_FAILED' ? this.#failure() : undefined;
    return failure ?? new EmbedError(code, this.#native.channelReason(this.#channel) || undefined);
  }

  recordTimes(): TimesRecorder {
    this.#recorder?.stop();
    this.#recorder = new TimesRecorder(this.#native, this.#channel);
    return this.#recorder;
  }

  statistics(): ChannelStatistics {
    if (this.#finalStatistics !== undefined) return this.#finalStatistics;
    this.#native.channelGetInfo(this.#channel);
    return { sent: directionAt(this.#scratch, 4), received: directionAt(this.#scratch, 9) };
  }

  keepAlive(on: boolean): void {
    if (on) this.#host.hold();
    else this.#host.letGo();
  }

  release(): void {
    this.#finalStatistics = this.statistics();
    this.onevent = ignore;
    this.#recorder?.stop();
    this.#host.unregister(this.#index);
    this.#native.channelRelease(this.#channel);
  }

  #sendBlock(block: BlockHandle): boolean {
    const status = this.#native.channelTrySendBlock(this.#channel, block);
    return status === STATUS.OK || this.#refused(status);
  }

  /** False when there is no space, which is no error. */
  #refused(status: number): false {
    if (status === STATUS.FULL) return false;
    this.#throwIfOver();
    throw new EmbedError(codeOf(this.#native, status));
  }

  #throwIfOver(): void {
    if (this.state().destroyed) throw this.reason();
  }
}

/** `EmbeddedPort`'s options as the addon takes them. */
export function nativeOptions(options: ChannelOptions | undefined): NativeChannelOptions {
  return {
    capacity: options?.capacity ?? 0,
    highWaterMark: options?.highWaterMark ?? 0,
    maxMessageBytes: options?.maxMessageBytes ?? 0,
  };
}

/** An error of the addon as one of the library, made where it left the library's hands; others are passed through. */
export function embedErrorOf(error: unknown, message?: string): unknown {
  if (!(error instanceof Error)) return error;
  const { code } = error as { code?: unknown };
  return isEmbedErrorCode(code) ? new EmbedError(code, message) : error;
}

export function codeOf(native: Native, status: number): EmbedErrorCode {
  const code = native.statusCode(status);
  return isEmbedErrorCode(code) ? code : 'ERR_EMBED_CHANNEL_DESTROYED';
}

/** `fe_status` by its code: the table of the header in its order, beginning with 1. */
const STATUS_OF = Object.fromEntries(Object.keys(STATUS_CODES).map((code, at) => [code, at + 1])) as Record<
  keyof typeof STATUS_CODES,
  number
>;

/** The core knows nothing of connections: what ends one destroys a channel. */
function statusOf(code: EmbedErrorCode): number {
  return (STATUS_OF as Record<string, number>)[code] ?? STATUS_OF.ERR_EMBED_CHANNEL_DESTROYED;
}

/**
 * A message within a buffer of several. That must not be given away with one of them, by `postMessage` for instance, as
 * the others would lose their bytes: its first message has it marked.
 */
function viewOf(buffer: ArrayBuffer, offset: number, bytes: number): Uint8Array {
  if (offset === 0 && bytes < buffer.byteLength) markAsUntransferable(buffer);
  return new Uint8Array(buffer, offset, bytes);
}

/** All messages lie in one buffer, each at a multiple of 8. */
function viewsOf(buffer: ArrayBuffer, count: number, scratch: Float64Array): Uint8Array[] {
  const views: Uint8Array[] = new Array(count);
  let offset = scratch[FIRST]!;
  for (let i = 0; i < count; i++) {
    const bytes = scratch[i + 1]!;
    views[i] = viewOf(buffer, offset, bytes);
    offset += (bytes + 7) & ~7;
  }
  return views;
}

/** Some have a buffer of their own. */
function mixedViewsOf(
  buffers: readonly (ArrayBuffer | undefined)[],
  count: number,
  scratch: Float64Array,
): Uint8Array[] {
  const views: Uint8Array[] = new Array(count);
  let offset = scratch[FIRST]!;
  for (let i = 0; i < count; i++) {
    const place = scratch[i + 1]!;
    if (place < 0) {
      views[i] = new Uint8Array(buffers[-place]!);
    } else {
      views[i] = viewOf(buffers[0]!, offset, place);
      offset += (place + 7) & ~7;
    }
  }
  return views;
}

function isHeldBlock(message: HeldMessage): message is HeldBlock {
  return 'block' in message;
}

function directionAt(scratch: Float64Array, at: number): DirectionStatistics {
  return {
    messages: scratch[at]!,
    bytes: scratch[at + 1]!,
    rings: scratch[at + 2]!,
    waits: scratch[at + 3]!,
    dropped: scratch[at + 4]!,
  };
}

function ignore(): void {}
