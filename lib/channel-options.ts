import type { ChannelOptions } from './channel.js';
import { EmbedError } from './errors.js';
import { integer, validateOptions } from './options.js';

/** The bounds of a channel for which nobody chose any. */
export const DEFAULT_CHANNEL_OPTIONS: Readonly<Required<ChannelOptions>> = Object.freeze({
  capacity: 1024,
  highWaterMark: 16 * 2 ** 20,
  maxMessageBytes: 256 * 2 ** 20,
});

const RULES = {
  capacity: integer(1, 1_048_576),
  highWaterMark: integer(1, Number.MAX_SAFE_INTEGER),
  maxMessageBytes: integer(1, Number.MAX_SAFE_INTEGER),
};

/** Checks what a user passes for the options of a channel. */
export function validateChannelOptions(
  options: unknown,
  subject: string,
): asserts options is ChannelOptions | undefined {
  validateOptions(options, RULES, subject);
}

/** The bounds that hold when this opener is the first. */
export function resolveChannelOptions(options: ChannelOptions = {}): Readonly<Required<ChannelOptions>> {
  return Object.freeze({
    capacity: options.capacity ?? DEFAULT_CHANNEL_OPTIONS.capacity,
    highWaterMark: options.highWaterMark ?? DEFAULT_CHANNEL_OPTIONS.highWaterMark,
    maxMessageBytes: options.maxMessageBytes ?? DEFAULT_CHANNEL_OPTIONS.maxMessageBytes,
  });
}

/** What a later opener chose must be what holds; what it left open it takes as it is. */
export function checkSameOptions(
  name: string,
  inForce: Readonly<Required<ChannelOptions>>,
  chosen: ChannelOptions = {},
): void {
  for (const key of ['capacity', 'highWaterMark', 'maxMessageBytes'] as const) {
    const value = chosen[key];
    if (value === undefined || value === inForce[key]) continue;
    throw new EmbedError(
      'ERR_EMBED_CHANNEL_OPTIONS',
      `Expected ${key} ${inForce[key]} for channel '${name}', as its first opener has it, but received ${value}; ` +
        'choose the options on one side only, or the same on both',
    );
  }
}
