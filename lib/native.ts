/**
 * The addon (`native/node`): its types, written by hand, and how it is found. Nothing else knows where it lies.
 *
 * Functions bear the names of `native/include/flet_embed.h`; the comments there and in `native/node` say what they do.
 * They throw errors with the `code` of the status; those that end in `trySend…` return the status instead.
 */

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

declare const kind: unique symbol;
export type HostHandle = { readonly [kind]: 'host' };
export type RuntimeHandle = { readonly [kind]: 'runtime' };
export type ChannelHandle = { readonly [kind]: 'channel' };
export type BlockHandle = { readonly [kind]: 'block' };

/** `fe_status`, as far as this side asks for single ones. */
export const STATUS = { OK: 0, FULL: 1, NOT_TRANSFERABLE: 8 } as const;

/** The index under which events of the runtime itself arrive. */
export const RUNTIME_INDEX = 0xffff_ffff;

/** Flags of `channelGetInfo`. */
export const CHANNEL_FLAGS = { peerOpen: 1, selfClosed: 2, peerClosed: 4, destroyed: 8, ended: 16 } as const;

/** Flags of `channelReceive`: free the place of the first message; ask for an event when there is none. */
export const RECEIVE = { takeFirst: 1, arm: 2 } as const;

/** The most messages of one `channelReceive`; in `scratch` behind their places: where the first one begins. */
export const MOST_MESSAGES = 256;

/** `fe_runtime_state` */
export const RUNTIME_STATE = { starting: 1, idle: 2, running: 3, failed: 4 } as const;

/** `fe_output` */
export const OUTPUT = { inherit: 0, ignore: 1, channel: 2 } as const;

/** `fe_text` */
export const TEXT = {
  version: 0,
  executable: 1,
  prefix: 2,
  library: 3,
  foundBy: 4,
  error: 5,
  programErrorType: 6,
  programErrorMessage: 7,
  programTraceback: 8,
  stopReport: 9,
} as const;

/** `fe_program_kind` */
export const PROGRAM_KIND = { script: 0, module: 1, code: 2 } as const;

/** `fe_stop_stage` */
export const STOP_STAGE = { cancel: 1, raise: 2, report: 3 } as const;

/** 0: not chosen. */
export interface NativeChannelOptions {
  capacity: number;
  highWaterMark: number;
  maxMessageBytes: number;
}

export interface NativeRuntimeOptions {
  python: string | null;
  folder: string | null;
  packagePath: string;
  path: readonly string[];
  env: readonly string[];
  isolated: boolean;
  noDeepBind: boolean;
  output: number;
  switchInterval: number;
  busyPollUs: number;
}

export interface NativeRuntimeInfo {
  state: number;
  status: number;
  program: number;
  programRunning: boolean;
  programStopped: boolean;
  programHasError: boolean;
  programCode: number;
}

export interface Native {
  /** Where functions leave numbers; overwritten by the next call. */
  readonly scratch: Float64Array;

  abiVersion(): number;
  statusCode(status: number): string;
  statusMessage(status: number): string;
  processExitSync(timeoutMs: number, exitCode: number): void;

  /** `onEvents(count)`: as many pairs (index of a channel, bits) are in `events`. */
  hostCreate(onEvents: (count: number) => void, events: Uint32Array): HostHandle;
  hostDestroy(host: HostHandle): void;
  hostRef(host: HostHandle): void;
  hostUnref(host: HostHandle): void;

  runtimeStart(host: HostHandle, options: NativeRuntimeOptions): RuntimeHandle;
  runtimeGetInfo(runtime: RuntimeHandle): NativeRuntimeInfo;
  runtimeRelease(runtime: RuntimeHandle): void;
  runtimeOutput(runtime: RuntimeHandle, index: number): ChannelHandle;
  runtimeText(runtime: RuntimeHandle, which: number): string;
  programRun(
    runtime: RuntimeHandle,
    kind: number,
    target: string,
    args: readonly string[],
    env: readonly string[],
  ): number;
  programRequestStop(runtime: RuntimeHandle, stage: number): void;

  blockAllocate(bytes: number): ArrayBuffer;
  blockCopy(data: Uint8Array): BlockHandle;
  blockOf(buffer: ArrayBuffer): BlockHandle | undefined;
  blockRelease(block: BlockHandle): void;
  bufferDetach(buffer: ArrayBuffer): boolean;

  channelOpen(host: HostHandle, name: string, options: NativeChannelOptions, index: number): ChannelHandle;
  /** `scratch[0]` is the port. */
  bridgeOpen(host: HostHandle, options: NativeChannelOptions, index: number): ChannelHandle;
  channelTrySend(channel: ChannelHandle, data: Uint8Array): number;
  channelTrySendBlock(channel: ChannelHandle, block: BlockHandle): number;
  channelTrySendTransfer(channel: ChannelHandle, buffer: ArrayBuffer): number;
  /**
   * `scratch[0]` is the number of messages, `scratch[1 + i]` says where the i-th is: a length in the first buffer, where each
   * begins at the next multiple of 8, or, negative, the index of a buffer of its own in the array. The first one begins at
   * `scratch[1 + MOST_MESSAGES]`. `flags` as in `RECEIVE`; with `arm` and no message `scratch[1]` is 0 when an event will come.
   */
  channelReceive(
    channel: ChannelHandle,
    max: number,
    flags: number,
  ): undefined | ArrayBuffer | [ArrayBuffer?, ...ArrayBuffer[]];
  channelTaken(channel: ChannelHandle, count: number): void;
  channelArm(channel: ChannelHandle, bits: number, wantBytes: number): number;
  channelClose(channel: ChannelHandle): void;
  channelDestroy(channel: ChannelHandle, reason: number, message: string): void;
  channelRelease(channel: ChannelHandle): void;
  /**
   * `CHANNEL_FLAGS`; `scratch` holds reason, capacity, highWaterMark, maxMessageBytes, then messages, bytes, rings,
   * waits and dropped of what was sent and of what was received.
   */
  channelGetInfo(channel: ChannelHandle): number;
  channelReason(channel: ChannelHandle): string;

  /** Nanoseconds of the clock of `channelTimes`. */
  clockNs(): number;
  channelRecordTimes(channel: ChannelHandle, on: 0 | 1): void;
  /**
   * The number of messages of which `scratch` holds number, pushed, woken, ready and taken. `direction`: 0 to Python, 1 to
   * the host.
   */
  channelTimes(channel: ChannelHandle, direction: number, first: number): number;
}

/** The version of `flet_embed.h` that this file is written for. */
const ABI_VERSION = 1;

let loaded: Native | undefined;

/** The addon of this JavaScript environment; loaded by the first call. */
export function loadNative(): Native {
  loaded ??= load();
  return loaded;
}

/** The folder of the package: of `package.json`, whether this module runs from `lib`, `dist` or below. */
export function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

/**
 * The file that is loaded: one that was built here, before a prebuilt one.
 *
 * @throws when there is none for this system.
 */
export function addonFile(): string {
  return nodeGypBuild().path(packageFolder());
}

interface NodeGypBuild {
  (folder: string): Native;
  path(folder: string): string;
}

function nodeGypBuild(): NodeGypBuild {
  return createRequire(import.meta.url)('node-gyp-build') as NodeGypBuild;
}

function load(): Native {
  const folder = packageFolder();
  let native: Native;
  try {
    native = nodeGypBuild()(folder);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `The native part of flet-embed could not be loaded for ${process.platform}-${process.arch}: ${reason}\n` +
        `Install flet-embed again on this machine, or build it: npm run build in ${folder}`,
      { cause },
    );
  }
  if (native.abiVersion() !== ABI_VERSION) {
    throw new Error(
      `Expected version ${ABI_VERSION} of the native part of flet-embed but received ${native.abiVersion()}: ` +
        `it was built from other sources; run npm run build in ${folder}`,
    );
  }
  return native;
}
