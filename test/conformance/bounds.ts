import { describe, expect, test } from 'vitest';
import { expectBytes, message, numbered, numberOf } from './message.js';
import { type Context, given, type Peer } from './setting.js';
import { watched } from './watched.js';

export function boundsRow({ pair, supports }: Context): void {
  describe('bounds', () => {
    test('without options 1,024 messages, 16 MiB and messages of 256 MiB are the bounds', async () => {
      const { channel, peer } = await pair();
      const bounds = { capacity: 1024, highWaterMark: 16_777_216, maxMessageBytes: 268_435_456 };
      expect(channel.options).toEqual(bounds);
      expect(await peer.options()).toEqual(bounds);
    });

    test('both sides see the bounds that were chosen, and defaults for the others', async () => {
      const { channel, peer } = await pair({ capacity: 3, maxMessageBytes: 1000 });
      const bounds = { capacity: 3, highWaterMark: 16_777_216, maxMessageBytes: 1000 };
      expect(channel.options).toEqual(bounds);
      expect(await peer.options()).toEqual(bounds);
    });

    given(supports.sharedBounds).each([1, 2, 5, 1024])(
      'capacity %i admits exactly as many messages',
      async (capacity) => {
        const { channel, peer } = await pair({ capacity });
        for (let index = 0; index < capacity; index++) expect(channel.trySend(numbered(index))).toBe(true);
        expect(channel.trySend(numbered(0))).toBe(false);
        await peer.receive();
        expect(channel.trySend(numbered(0))).toBe(true);
        expect(channel.trySend(numbered(0))).toBe(false);
      },
    );

    given(supports.sharedBounds).each([1, 2, 5])(
      'capacity %i admits exactly as many messages of the peer',
      async (capacity) => {
        const { channel, peer } = await pair({ capacity });
        expect(await fill(peer, capacity + 1)).toBe(capacity);
        await channel.receive();
        expect(await fill(peer, 2)).toBe(1);
      },
    );

    given(supports.sharedBounds)(
      'a message keeps its place until receive() resolves with it, though more were drained',
      async () => {
        const { channel, peer } = await pair({ capacity: 8 });
        expect(await fill(peer, 8)).toBe(8);
        for (let round = 0; round < 8; round++) {
          expect(numberOf(await channel.receive())).toBe(round);
          expect(await fill(peer, 2)).toBe(1);
        }
      },
    );

    given(supports.sharedBounds)('a message keeps its place until the iterator yields it', async () => {
      const { channel, peer } = await pair({ capacity: 4 });
      expect(await fill(peer, 5)).toBe(4);
      const iterator = channel[Symbol.asyncIterator]();
      expect(await peer.trySend(numbered(9))).toBe(false);
      for (let round = 0; round < 4; round++) {
        expect((await iterator.next()).done).toBe(false);
        expect(await fill(peer, 2)).toBe(1);
      }
    });

    given(supports.sharedBounds)(
      'the messages of a batch keep their places until the promise of the callback settles',
      async () => {
        const { channel, peer } = await pair({ capacity: 4 });
        expect(await fill(peer, 4)).toBe(4);
        let settle = (): void => {};
        const size = await new Promise<number>((resolve) => {
          channel.onmessages = (batch) => {
            resolve(batch.length);
            return new Promise((done) => {
              settle = done;
            });
          };
        });
        expect(size).toBe(4);
        expect(await peer.trySend(numbered(4))).toBe(false);
        settle();
        await peer.sync();
        expect(await peer.trySend(numbered(4))).toBe(true);
        channel.onmessages = null;
        settle();
      },
    );

    given(supports.sharedBounds)('the high-water mark admits exactly as many bytes', async () => {
      const { channel, peer } = await pair({ highWaterMark: 100 });
      expect(channel.trySend(message(60))).toBe(true);
      expect(channel.trySend(message(41))).toBe(false);
      expect(channel.trySend(message(40))).toBe(true);
      expect(channel.trySend(message(1))).toBe(false);
      await peer.receive();
      expect(channel.trySend(message(61))).toBe(false);
      expect(channel.trySend(message(60))).toBe(true);
    });

    given(supports.sharedBounds)('the high-water mark admits exactly as many bytes of the peer', async () => {
      const { channel, peer } = await pair({ highWaterMark: 100 });
      expect(await peer.trySend(message(60))).toBe(true);
      expect(await peer.trySend(message(41))).toBe(false);
      expect(await peer.trySend(message(40))).toBe(true);
      expect(await peer.trySend(message(1))).toBe(false);
      await channel.receive();
      expect(await peer.trySend(message(61))).toBe(false);
      expect(await peer.trySend(message(60))).toBe(true);
    });

    given(supports.sharedBounds)(
      'one message larger than the mark is admitted when, and only when, the queue is empty',
      async () => {
        const { channel, peer } = await pair({ highWaterMark: 100 });
        expect(channel.trySend(message(1000))).toBe(true);
        expect(channel.trySend(message(1))).toBe(false);
        expectBytes(await peer.receive(), message(1000));
        expect(channel.trySend(message(1))).toBe(true);
        const large = watched(channel.send(message(1000)));
        await peer.sync();
        expect(large.state).toBe('pending');
        expectBytes(await peer.receive(), message(1));
        await large.promise;
        expectBytes(await peer.receive(), message(1000));
      },
    );

    given(supports.sharedBounds)(
      'a message of the peer larger than the mark is admitted when, and only when, the queue is empty',
      async () => {
        const { channel, peer } = await pair({ highWaterMark: 100 });
        await peer.send(message(1));
        const large = watched(peer.send(message(1000)));
        await peer.sync();
        expect(large.state).toBe('pending');
        expectBytes(await channel.receive(), message(1));
        await large.promise;
        expect(await peer.trySend(message(1))).toBe(false);
        expectBytes(await channel.receive(), message(1000));
        expect(await peer.trySend(message(1))).toBe(true);
      },
    );
  });
}

/** How many of `attempts` messages the peer could queue. */
async function fill(peer: Peer, attempts: number): Promise<number> {
  let queued = 0;
  for (let index = 0; index < attempts; index++) if (await peer.trySend(numbered(index))) queued++;
  return queued;
}
