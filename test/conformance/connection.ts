import { describe, expect, test } from 'vitest';
import { expectBytes, message, numbered, numberOf } from './message.js';
import type { Context } from './setting.js';
import { rejection, watched } from './watched.js';

/** Larger than the buffers of an operating system between the two ends. */
const BULK = 24_000_000;

/** How the bounds hold where each end has its own, with the buffers of the operating system between. */
export function connectionRow({ pair }: Context): void {
  describe('bounds on each end', () => {
    test.each([1, 2, 5, 1024])('within a turn capacity %i admits exactly as many messages', async (capacity) => {
      const { channel } = await pair({ capacity });
      for (let index = 0; index < capacity; index++) expect(channel.trySend(numbered(index))).toBe(true);
      expect(channel.trySend(numbered(0))).toBe(false);
    });

    test('within a turn the high-water mark admits exactly as many bytes', async () => {
      const { channel } = await pair({ highWaterMark: 100 });
      expect(channel.trySend(message(60))).toBe(true);
      expect(channel.trySend(message(41))).toBe(false);
      expect(channel.trySend(message(40))).toBe(true);
      expect(channel.trySend(message(1))).toBe(false);
    });

    test('one message larger than the mark is admitted when the queue is empty, in both directions', async () => {
      const { channel, peer } = await pair({ highWaterMark: 100 });
      await channel.send(message(1000));
      expectBytes(await peer.receive(), message(1000));
      await peer.send(message(1000));
      expectBytes(await channel.receive(), message(1000));
    });

    test('sends wait while the peer does not read, and go on in order when it does', async () => {
      const { channel, peer } = await pair({ capacity: 1 });
      const bulk = message(BULK);
      const done: number[] = [];
      const sending = (async () => {
        for (let index = 0; index < 6; index++) {
          await channel.send(bulk);
          done.push(index);
        }
        await channel.send(numbered(7));
      })();
      // The peer has taken none: one has its place there, one is held for it, one lies in the buffers, one waits here.
      for (let index = 0; index < 6; index++) {
        expect(done.length).toBeLessThanOrEqual(index + 4);
        expectBytes(await peer.receive(), bulk);
      }
      expect(numberOf(await peer.receive())).toBe(7);
      await sending;
    });

    test('messages that nobody receives are taken in up to the capacity, and the peer is held back', async () => {
      const { channel, peer } = await pair({ capacity: 2 });
      const bulk = message(BULK);
      const sends = watched(
        (async () => {
          for (let index = 0; index < 6; index++) await peer.send(bulk);
        })(),
      );
      for (let index = 0; index < 6; index++) {
        expect(channel.statistics.received.messages).toBeLessThanOrEqual(index + 2);
        if (index === 0) expect(sends.state).toBe('pending');
        expectBytes(await channel.receive(), bulk);
      }
      await sends.promise;
    });

    test('a small message does not overtake a large one that waits', async () => {
      const { channel, peer } = await pair({ capacity: 1 });
      const bulk = message(BULK);
      expect(channel.trySend(bulk)).toBe(true);
      const large = channel.send(bulk);
      await rejection(channel.send(numbered(9)));
      expect(channel.trySend(numbered(9))).toBe(false);
      expectBytes(await peer.receive(), bulk);
      await large;
      expectBytes(await peer.receive(), bulk);
      await channel.send(numbered(1));
      expect(numberOf(await peer.receive())).toBe(1);
    });

    test('what was accepted and not yet sent counts as dropped after a destroy', async () => {
      const { channel } = await pair();
      const bulk = message(BULK);
      expect(channel.trySend(bulk)).toBe(true);
      channel.destroy();
      expect(channel.statistics.sent).toMatchObject({ messages: 1, bytes: BULK, dropped: 1 });
    });
  });
}
