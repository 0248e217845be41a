/** What a worker gone mad may post: it never throws here, never takes more memory than the bounds say, and ends clearly. */

import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { Channel } from '../../lib/channel.js';
import { type EmbedError, isEmbedErrorCode } from '../../lib/errors.js';
import { HOST_FRAMES, type HostFrame, WORKER_FRAMES, type WorkerFrame } from '../../lib/transports/pyodide/frame.js';
import { HostSide } from '../../lib/transports/pyodide/host-side.js';
import { type MessageEnd, Wire } from '../../lib/transports/pyodide/wire.js';
import { WorkerSide } from '../../lib/transports/pyodide/worker-side.js';
import { QueueChannel } from '../../lib/transports/queue-channel.js';
import { rejection } from '../conformance/watched.js';
import { Random } from '../flet/random.js';
import { nextTurn } from './channel-peer.js';

/** Posts in all; `npm run test:hostile` sends more. */
const POSTS = Number(process.env['FLET_EMBED_HOSTILE_CASES'] ?? 100_000);

/** Posts to one pair of sides before the next pair. */
const POSTS_PER_SIDE = 100;

const BOUNDS = { capacity: 4, highWaterMark: 1000, maxMessageBytes: 500 };

/** A port whose other side is the test. */
class FakeEnd implements MessageEnd {
  onmessage: MessageEnd['onmessage'] = null;
  posts = 0;
  last: unknown;

  postMessage(message: unknown): void {
    this.posts++;
    this.last = message;
  }

  close(): void {}
}

describe.each([
  ['the host', true],
  ['the worker', false],
])('hostile posts to %s', (_, toHost) => {
  test(`${POSTS.toLocaleString('en')} random posts break nothing but the channels that they are for`, async () => {
    const seed = 20_251_128;
    const random = new Random(seed);
    let violations = 0;
    let ended = 0;
    for (let post = 0; post < POSTS; post += POSTS_PER_SIDE) {
      const side = toHost ? hostSide() : workerSide();
      side.wire.onviolation = () => {
        violations++;
      };
      for (let index = 0; index < POSTS_PER_SIDE; index++) {
        const data = randomPost(random, toHost);
        try {
          side.end.onmessage?.({ data });
        } catch (error) {
          throw new Error(`seed ${seed}: ${inspect(data)} threw`, { cause: error });
        }
        for (const channel of side.channels) expectWithinBounds(channel);
      }
      // The channels' own turns: what has ended is told, and no wait hangs.
      const waits = side.channels.map((channel) =>
        channel.receive().then(
          () => undefined,
          (error: unknown) => error,
        ),
      );
      for (const channel of side.channels) channel.destroy();
      for (const error of await Promise.all(waits)) {
        if (error === undefined) continue;
        expect(isEmbedErrorCode((error as EmbedError).code)).toBe(true);
        ended++;
      }
    }
    expect(violations).toBeGreaterThan(POSTS / 20);
    expect(ended).toBeGreaterThan(POSTS / POSTS_PER_SIDE);
  });
});

describe('a worker that breaks the rules of a channel loses it', () => {
  test.each<[string, unknown[], string, RegExp]>([
    [
      'more messages than places',
      frames(5, () => ['data', 1, new Uint8Array(1)]),
      'ERR_EMBED_CHANNEL_DESTROYED',
      /places/,
    ],
    [
      'more bytes than the mark',
      frames(3, () => ['data', 1, new Uint8Array(400)]),
      'ERR_EMBED_CHANNEL_DESTROYED',
      /places/,
    ],
    [
      'a message that is too large',
      [['data', 1, new Uint8Array(501)]],
      'ERR_EMBED_MESSAGE_TOO_LARGE',
      /at most 500 bytes/,
    ],
    [
      'a message after its end',
      [
        ['close', 1],
        ['data', 1, new Uint8Array(1)],
      ],
      'ERR_EMBED_CHANNEL_DESTROYED',
      /after the end/,
    ],
    ['more taken than sent', [['taken', 1, 2]], 'ERR_EMBED_CHANNEL_DESTROYED', /no more taken messages than were sent/],
  ])('%s', async (_, posted, code, message) => {
    const { end, channels } = hostSide();
    const [paired, alone] = channels as [Channel, Channel];
    expect(paired.trySend(new Uint8Array(1))).toBe(true);
    end.onmessage?.({ data: posted });
    const error = await rejection(paired.closed);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
    expect(alone.trySend(new Uint8Array(1))).toBe(true);
    alone.destroy();
  });

  test('names without end are refused', async () => {
    const { end } = hostSide();
    // What is sent in a turn leaves at its end.
    await nextTurn();
    const before = end.posts;
    const name = 'x'.repeat(65_537);
    end.onmessage?.({ data: [['ask', 7, name, {}, BOUNDS]] });
    await nextTurn();
    expect(end.last).toEqual([['refuse', 7, 'ERR_EMBED_INVALID_ARGUMENT', expect.stringContaining('Expected a name')]]);
    expect(end.posts).toBe(before + 1);
    for (let asked = 0; asked < HostSide.MOST_ASKED; asked++) {
      end.onmessage?.({ data: [['ask', asked + 100, `name ${asked}`, {}, BOUNDS]] });
    }
    end.onmessage?.({ data: [['ask', 8, 'one more', {}, BOUNDS]] });
    await nextTurn();
    expect(end.last).toEqual([['refuse', 8, 'ERR_EMBED_LIMIT', expect.any(String)]]);
  });
});

function frames(count: number, make: () => unknown[]): unknown[] {
  return Array.from({ length: count }, make);
}

interface Side {
  readonly end: FakeEnd;
  readonly channels: Channel[];
  readonly wire: { onviolation: (what: string) => void };
}

/** A side with a pair (channel 1), and a channel that has none (2). */
function hostSide(): Side {
  const end = new FakeEnd();
  const wire = new Wire<HostFrame, WorkerFrame>(end, WORKER_FRAMES, false);
  const side = new HostSide(wire);
  wire.onframe = (frame) => {
    if (!/^(ready|failed|output|ended|stopping|report)$/.test(frame[0])) side.receive(frame as never);
  };
  const channels = ['paired', 'alone'].map((name) => new QueueChannel(name, side.open(name, BOUNDS)));
  end.onmessage?.({ data: [['ask', 1, 'paired', {}, BOUNDS]] });
  return { end, channels, wire };
}

function workerSide(): Side {
  const end = new FakeEnd();
  const wire = new Wire<WorkerFrame, HostFrame>(end, HOST_FRAMES, true);
  const side = new WorkerSide(wire);
  wire.onframe = (frame) => {
    if (frame[0] !== 'run' && frame[0] !== 'stop') side.receive(frame as never);
  };
  const channels = ['paired', 'alone'].map((name) => new QueueChannel(name, side.open(name, BOUNDS)));
  end.onmessage?.({ data: [['pair', 1, 1, BOUNDS]] });
  return { end, channels, wire };
}

/** Nobody takes anything here: what is there is all that was ever accepted. */
function expectWithinBounds(channel: Channel): void {
  const { messages, bytes, dropped } = channel.statistics.received;
  const there = messages - dropped;
  if (there > BOUNDS.capacity || (there > 1 && bytes > BOUNDS.highWaterMark + BOUNDS.maxMessageBytes * dropped)) {
    expect.fail(`${there} messages of ${bytes} bytes are kept`);
  }
}

function randomPost(random: Random, toHost: boolean): unknown {
  if (random.below(20) === 0) return randomValue(random, 2);
  return Array.from({ length: 1 + random.below(3) }, () => randomFrame(random, toHost));
}

/** Mostly frames that fit, with parts that mostly do not. */
function randomFrame(random: Random, toHost: boolean): unknown {
  if (random.below(10) === 0) return randomValue(random, 2);
  const names = [...(toHost ? WORKER_FRAMES : HOST_FRAMES)];
  const name = random.below(2) === 0 ? 'data' : random.one(names);
  const channel = random.below(8) === 0 ? randomValue(random, 0) : 1 + random.below(3);
  if (random.below(8) === 0)
    return [name, channel, ...Array.from({ length: random.below(4) }, () => randomValue(random, 1))];
  switch (name) {
    case 'data':
      return [name, channel, new Uint8Array(random.below(random.below(4) === 0 ? 1000 : 300))];
    case 'taken':
      return [name, channel, random.below(3)];
    case 'ask':
      return [name, channel, random.one(['paired', 'alone', 'new', '']), randomBounds(random), randomBounds(random)];
    case 'open':
      return [name, channel, random.one(['paired', 'alone', 'new']), BOUNDS];
    case 'pair':
      return [name, channel, 1 + random.below(3), BOUNDS];
    case 'destroy':
    case 'refuse':
    case 'cancel':
      return [name, channel, random.one(['ERR_EMBED_ABORTED', 'nonsense', '']), 'a reason'];
    default:
      return [name, channel];
  }
}

function randomBounds(random: Random): unknown {
  return random.below(2) === 0 ? BOUNDS : { capacity: randomValue(random, 0), other: randomValue(random, 0) };
}

function randomValue(random: Random, depth: number): unknown {
  switch (random.below(depth > 0 ? 12 : 9)) {
    case 0:
      return undefined;
    case 1:
      return null;
    case 2:
      return random.below(2) === 0;
    case 3:
      return random.below(1000) - 500;
    case 4:
      return random.one([Number.NaN, Number.POSITIVE_INFINITY, -0.5, 2 ** 60, 1n]);
    case 5:
      return random.one(['', 'data', 'taken', '__proto__', 'x'.repeat(200)]);
    case 6:
      return new Uint8Array(random.below(50));
    case 7:
      return new ArrayBuffer(8);
    case 8:
      return new Date(0);
    case 9:
      return new Map([[1, randomValue(random, depth - 1)]]);
    case 10:
      return { type: randomValue(random, depth - 1), message: randomValue(random, 0) };
    default:
      return Array.from({ length: random.below(4) }, () => randomValue(random, depth - 1));
  }
}
