/** What a preview is started with. */

import { expected } from '../errors.js';
import { flag, integer, oneOf, rule, text, type Verdict, validateOptions } from '../options.js';
import type { FrameSize } from './device-frame.js';
import type { Renderer } from './page.js';
import type { ViewerSource } from './viewer-source.js';

export interface PreviewOptions {
  /** Gets the clients that connect: a `Mirror`. */
  mirror: ViewerSource;
  /** The folder with the compiled client, as `findWeb` returns it. */
  web: string;
  /** The folder of the app's assets; it need not exist. Default none. */
  assets?: string | undefined;
  /** Where uploads go; made when the first one comes. Default none, and no uploads. */
  uploads?: string | undefined;
  /** Signs the addresses of uploads; the app knows it too. */
  uploadKey?: string | undefined;
  /** The most that one upload may have, in bytes. Default 100 MiB. */
  maxUploadBytes?: number | undefined;
  /** A name or address of this machine. Default `127.0.0.1`, which no other device reaches. */
  host?: string | undefined;
  /** Default 0: one that is free. */
  port?: number | undefined;
  /** The secret in the address: of an earlier server, whose open pages shall go on with this one. Default a new one. */
  token?: string | undefined;
  /** The title of the browser's tab until the app sets one. */
  title?: string | undefined;
  /** Shows the app in a frame of this size, in logical pixels. */
  frame?: FrameSize | undefined;
  /** How the client draws. Default `skwasm`. */
  renderer?: Renderer | undefined;
  /** Whether the app may load images, media and data from this server alone. Default true. */
  offline?: boolean | undefined;
  /** The person has asked for a restart of an app that has crashed. Without it, nothing offers that. */
  onRestart?: (() => void) | undefined;
  /** The largest packet that a client may send, in bytes. Default 64 MiB. */
  maxMessageBytes?: number | undefined;
  /** What may wait for a client that takes nothing, in bytes, before its connection is cut. Default 64 MiB. */
  maxBufferedBytes?: number | undefined;
}

const MIB = 1024 * 1024;

/** 128 bits in Base64. */
const MIN_TOKEN = 22;

function checkToken(value: unknown): Verdict {
  if (typeof value !== 'string') return 'wrong type';
  return value.length >= MIN_TOKEN && /^[\w-]+$/.test(value) ? 'valid' : 'out of range';
}

const pixels = integer(1, 10_000);

const RULES = {
  mirror: rule('an object with attach()', (value) => typeof (value as ViewerSource | null)?.attach === 'function'),
  web: text,
  assets: text,
  uploads: text,
  uploadKey: text,
  maxUploadBytes: integer(0, Number.MAX_SAFE_INTEGER),
  host: text,
  port: integer(0, 65_535),
  token: { expects: `${MIN_TOKEN} or more letters, digits, - and _`, check: checkToken },
  title: rule('a string', (value) => typeof value === 'string'),
  frame: rule('a size with width and height', (value) => typeof value === 'object' && value !== null),
  renderer: oneOf('skwasm', 'canvaskit'),
  offline: flag,
  onRestart: rule('a function', (value) => typeof value === 'function'),
  maxMessageBytes: integer(1, 2 ** 31 - 1),
  maxBufferedBytes: integer(0, Number.MAX_SAFE_INTEGER),
};

export interface ResolvedPreviewOptions extends PreviewOptions {
  maxUploadBytes: number;
  host: string;
  port: number;
  renderer: Renderer;
  offline: boolean;
  maxMessageBytes: number;
  maxBufferedBytes: number;
}

/** Checks the options, and fills in what was left out. */
export function resolvePreviewOptions(options: PreviewOptions): ResolvedPreviewOptions {
  const subject = 'PreviewServer.start';
  validateOptions(options, RULES, subject);
  for (const name of ['mirror', 'web'] as const) {
    if (options?.[name] === undefined) throw expected(RULES[name].expects, `${name} of ${subject}`, options?.[name]);
  }
  if ((options.uploads === undefined) !== (options.uploadKey === undefined)) {
    const given = options.uploads === undefined ? 'uploadKey' : 'uploads';
    throw new TypeError(`Expected uploads and uploadKey together for ${subject} but received only ${given}`);
  }
  if (options.frame !== undefined)
    validateOptions(options.frame, { width: pixels, height: pixels }, `${subject}, frame`);
  return {
    ...options,
    maxUploadBytes: options.maxUploadBytes ?? 100 * MIB,
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 0,
    renderer: options.renderer ?? 'skwasm',
    offline: options.offline ?? true,
    maxMessageBytes: options.maxMessageBytes ?? 64 * MIB,
    maxBufferedBytes: options.maxBufferedBytes ?? 64 * MIB,
  };
}
