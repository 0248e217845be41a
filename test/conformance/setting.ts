/** What a transport gives to the conformance suite: a channel of ours, and a peer that does as it is told. */

import { test } from 'vitest';
import type { Channel, ChannelOptions } from '../../lib/channel.js';

/**
 * The other side of a channel: another channel, or a program in another language. It obeys in the order of the calls,
 * and several operations may be under way at once. Failures reject with an error that has a `code`.
 */
export interface Peer {
  send(data: Uint8Array): Promise<void>;
  trySend(data: Uint8Array): Promise<boolean>;
  /** Takes one message, no more; undefined: the end. */
  receive(): Promise<Uint8Array | undefined>;
  /** Resolves when both ends are closed. */
  close(): Promise<void>;
  destroy(message: string): Promise<void>;
  options(): Promise<Required<ChannelOptions>>;
  /** Resolves when all it was told before has begun, and its effects can be seen here. */
  sync(): Promise<void>;
}

export interface Pair {
  readonly channel: Channel;
  readonly peer: Peer;
}

/** One test's world. */
export interface Setting {
  /** A connected pair under a fresh name. Only our side chooses options. */
  pair(options?: ChannelOptions): Promise<Pair>;
  /** Opens our side by name (`supports.names`). */
  host(name: string, options?: ChannelOptions): Channel;
  /** Opens the peer's side by name; rejects as opening does. */
  peer(name: string, options?: ChannelOptions): Promise<Peer>;
  dispose(): Promise<void>;
}

/** What a program of `supports.programs` does, in this order; then it ends. */
export interface ProgramScript {
  /** Opens these channels. */
  opens?: readonly string[];
  /** Receives as many messages from the first of them. */
  receives?: number;
  /** Sends these texts on the first of them. */
  sends?: readonly string[];
  /** Ends with a `ValueError` of this message, instead of exit code 0. */
  raises?: string;
}

export interface ProgramSetting {
  host(name: string, options?: ChannelOptions): Channel;
  /** Starts a program; resolves when it has ended, with the messages that it received. */
  run(script: ProgramScript): Promise<Uint8Array[]>;
  dispose(): Promise<void>;
}

export interface Supports {
  /** `{ transfer: true }` moves memory. */
  readonly transfer: boolean;
  /** Channels are opened by name, either side first. */
  readonly names: boolean;
  /**
   * The bounds hold from end to end: a message keeps its place until the other side's consumer has taken it. Without, they
   * hold on each end by itself, with the buffers of the operating system between: see `connection.ts`.
   */
  readonly sharedBounds: boolean;
  /** `close()` leaves the other direction open. Without, it ends both. */
  readonly halfClose: boolean;
  /** The reason of `destroy()` reaches the other side. Without, that learns of a lost connection. */
  readonly reasons: boolean;
  /**
   * Source of an ES module that defines `channel`: connected, `capacity` 1, to a peer that does nothing (and reads nothing)
   * and does not keep the process alive. The suite appends to it and runs it in a process of its own.
   */
  readonly life?: string;
  /** The peer's side belongs to programs that end. */
  readonly programs?: () => Promise<ProgramSetting>;
}

export interface Transport {
  readonly name: string;
  /** Called before each test. */
  factory(): Promise<Setting>;
  readonly supports: Supports;
}

/** What the rows of the suite use: the setting of the test that runs. */
export type Context = Omit<Setting, 'dispose'> & { readonly supports: Supports };

/** For what is not said of a transport that lacks a capability. */
const notSaid = Object.assign((): void => {}, { each: () => (): void => {} });

/** `test` where a transport has the capability that the case is about; nothing where it has not. */
export function given(capability: boolean): typeof test {
  return capability ? test : (notSaid as unknown as typeof test);
}
