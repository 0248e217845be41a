/** Where the time of the messages of one channel goes; see `Runtime.recordTimes`. */

import type { ChannelHandle, Native } from '../native.js';

/** `fe_direction` */
const DIRECTIONS = ['to-python', 'to-host'] as const;

type Direction = 0 | 1;

/** Numbers for each message in `scratch`. */
const FIELDS = 5;

/**
 * When one message passed the places on its way: milliseconds of the clock of `performance.now()`, exact to about a
 * microsecond.
 */
export interface MessageTimes {
  readonly direction: (typeof DIRECTIONS)[number];
  /** The message's number in its direction, from 0 on. */
  readonly message: number;
  /** The sender has it in the queue. */
  readonly pushed: number;
  /**
   * The consumer's thread came out of its last wait: for a Python thread or event loop without the GIL yet, for the host
   * in the callback of its event loop. Earlier than `pushed` when the consumer was awake.
   */
  readonly woken: number;
  /** The thread that was woken has the GIL. The host needs none: as `woken`. */
  readonly ready: number;
  /** The consumer has it: JavaScript's side of the channel, or the Python code that receives. */
  readonly taken: number;
}

/** Readings of two clocks are taken for simultaneous when so many milliseconds lie around them. */
const SIMULTANEOUS = 0.002;

/** Pairs of readings at most. */
const READINGS = 32;

/** Records from its making on, until `stop()`, the next recording of the channel, or its end. Costs some readings of the clock per message; nothing before and after. */
export class TimesRecorder {
  readonly #native: Native;
  readonly #channel: ChannelHandle;
  /** By direction: the first message that was not read. */
  readonly #next: [number, number];
  /** What `performance.now()` shows when the core's clock shows 0. */
  readonly #origin: number;
  #stopped = false;

  /** @internal From `Runtime.recordTimes`. */
  constructor(native: Native, channel: ChannelHandle) {
    this.#native = native;
    this.#channel = channel;
    native.channelGetInfo(channel);
    this.#next = [native.scratch[4]!, native.scratch[9]!];
    native.channelRecordTimes(channel, 1);
    this.#origin = originOf(native);
  }

  /**
   * The messages that have been taken since the last call, first those towards Python, each direction in its order. Of
   * more than 4,096 in one direction the oldest are missing. A message that is still on its way comes with a later call.
   */
  read(): MessageTimes[] {
    const times: MessageTimes[] = [];
    if (this.#stopped) return times;
    this.#readDirection(0, times);
    this.#readDirection(1, times);
    return times;
  }

  /** Ends the recording; what was not read is lost. */
  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#native.channelRecordTimes(this.#channel, 0);
  }

  #readDirection(direction: Direction, times: MessageTimes[]): void {
    const { scratch } = this.#native;
    const at = (place: number): number => scratch[place]! / 1e6 + this.#origin;
    for (;;) {
      const count = this.#native.channelTimes(this.#channel, direction, this.#next[direction]);
      if (count === 0) return;
      for (let place = 0; place < count * FIELDS; place += FIELDS) {
        times.push({
          direction: DIRECTIONS[direction],
          message: scratch[place]!,
          pushed: at(place + 1),
          woken: at(place + 2),
          ready: at(place + 3),
          taken: at(place + 4),
        });
      }
      this.#next[direction] = times.at(-1)!.message + 1;
    }
  }
}

/** What `performance.now()` shows when the core's clock shows 0: by the closest of several pairs, as anything may come between. */
function originOf(native: Native): number {
  let origin = 0;
  let closest = Number.POSITIVE_INFINITY;
  for (let reading = 0; reading < READINGS && closest > SIMULTANEOUS; reading++) {
    const before = performance.now();
    const clock = native.clockNs() / 1e6;
    const after = performance.now();
    if (after - before >= closest) continue;
    closest = after - before;
    origin = (before + after) / 2 - clock;
  }
  return origin;
}
