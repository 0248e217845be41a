/**
 * What the two sides of a worker say to each other. A post is an array of frames; frames arrive in the order in which they
 * were sent, whatever they are about.
 *
 * Numbers stand for channels: `channel` is the host's, and means the pair of both ends; `asked` is the worker's own, and is
 * used only until the host has paired it.
 */

import type { ChannelOptions } from '../../channel.js';

type Bounds = Readonly<Required<ChannelOptions>>;

/** What went wrong in Python, beside a code and a message of ours. */
export interface FrameFailure {
  readonly type: string;
  readonly message: string;
  readonly traceback: string;
}

/** How a program ended, as the worker tells it. */
export interface FrameStatus {
  readonly code: number;
  readonly stopped: boolean;
  readonly error?: FrameFailure;
}

/** Between the two ends of a pair, in both directions. */
export type PairFrame =
  | readonly ['data', channel: number, bytes: Uint8Array]
  /** The consumer has taken so many messages: their places are free. */
  | readonly ['taken', channel: number, count: number]
  /** The sender has found no space: it wants to hear at once when there is some. */
  | readonly ['waits', channel: number]
  | readonly ['close', channel: number]
  | readonly ['destroy', channel: number, code: string, message: string, failure?: FrameFailure];

export type HostFrame =
  | PairFrame
  /** The host has opened a channel that the worker has not. */
  | readonly ['open', channel: number, name: string, bounds: Bounds]
  /** And has let go of it again, before the worker came. */
  | readonly ['withdraw', channel: number]
  | readonly ['pair', channel: number, asked: number, bounds: Bounds]
  | readonly ['refuse', asked: number, code: string, message: string]
  /** The worker's end was closed before there was a pair, and so it stays. */
  | readonly ['left', asked: number]
  | readonly ['run', program: FrameProgram]
  | readonly ['stop', stage: 'cancel' | 'report'];

export type WorkerFrame =
  | PairFrame
  /** The worker has opened a channel, with these explicit options and, so far, these bounds. */
  | readonly ['ask', asked: number, name: string, options: ChannelOptions, bounds: Bounds]
  /** It was closed, or destroyed, before the worker knew of a pair. */
  | readonly ['leave', asked: number]
  | readonly ['cancel', asked: number, code: string, message: string, failure?: FrameFailure]
  | readonly ['ready', python: string]
  | readonly ['failed', code: string, message: string, failure?: FrameFailure]
  /** A run of bytes of stdout (1) or stderr (2). */
  | readonly ['output', stream: 1 | 2, bytes: Uint8Array]
  | readonly ['ended', status: FrameStatus]
  /** A stop has been heard: Python returns to its loop. */
  | readonly ['stopping']
  /** What still runs. */
  | readonly ['report', text: string];

export interface FrameProgram {
  readonly kind: number;
  readonly target: string;
  readonly args: readonly string[];
  /** `NAME=value`, or `NAME` to remove it. */
  readonly env: readonly string[];
  /** Folders of the host that Python sees meanwhile, under the same paths. */
  readonly mounts: readonly string[];
}

/** What a frame has to look like: the kinds of its parts after the name. */
const SHAPES: Readonly<Record<string, string>> = {
  data: 'nb',
  taken: 'nc',
  waits: 'n',
  close: 'n',
  destroy: 'nssf',
  open: 'nso',
  withdraw: 'n',
  pair: 'nno',
  refuse: 'nss',
  left: 'n',
  run: 'o',
  stop: 's',
  ask: 'nsoo',
  leave: 'n',
  cancel: 'nssf',
  ready: 's',
  failed: 'ssf',
  output: 'cb',
  ended: 'o',
  stopping: '',
  report: 's',
};

const CHECKS: Readonly<Record<string, (part: unknown) => boolean>> = {
  // A channel's number, a count of something, bytes, text, an object, a failure or nothing.
  n: (part) => Number.isSafeInteger(part),
  c: (part) => Number.isSafeInteger(part) && (part as number) > 0,
  b: (part) => part instanceof Uint8Array,
  s: (part) => typeof part === 'string',
  o: isObject,
  f: (part) => part === undefined || (isObject(part) && isFailure(part)),
};

/** Whether something is a frame that `names` lists, with parts of the right kinds. */
export function isFrame(value: unknown, names: ReadonlySet<string>): value is HostFrame & WorkerFrame {
  if (!Array.isArray(value)) return false;
  const name: unknown = value[0];
  if (typeof name !== 'string' || !names.has(name)) return false;
  const shape = SHAPES[name]!;
  for (let index = 0; index < shape.length; index++) if (!CHECKS[shape[index]!]!(value[index + 1])) return false;
  return true;
}

const PAIR_FRAMES = ['data', 'taken', 'waits', 'close', 'destroy'];

export const HOST_FRAMES: ReadonlySet<string> = new Set([
  ...PAIR_FRAMES,
  ...['open', 'withdraw', 'pair', 'refuse', 'left', 'run', 'stop'],
]);

export const WORKER_FRAMES: ReadonlySet<string> = new Set([
  ...PAIR_FRAMES,
  ...['ask', 'leave', 'cancel', 'ready', 'failed', 'output', 'ended', 'stopping', 'report'],
]);

function isObject(part: unknown): part is Record<string, unknown> {
  return typeof part === 'object' && part !== null && !Array.isArray(part);
}

function isFailure(part: Record<string, unknown>): boolean {
  return ['type', 'message', 'traceback'].every((name) => typeof part[name] === 'string');
}
