import { describe, expect, test } from 'vitest';
import { expectBytes, message, numbered, numberOf } from './message.js';
import { type Context, given } from './setting.js';
import { watched } from './watched.js';

const SIZES = [0, 1, 0, 7, 63, 64, 65, 255, 256, 4095, 4096, 4097, 70_000, 0, 1_000_000, 2];

export function orderRow({ pair, supports }: Context): void {
  describe('order', () => {
    test('messages of every size reach the peer as they were sent, one by one', async () => {
      const { channel, peer } = await pair();
      for (const [index, size] of SIZES.entries()) await channel.send(message(size, index));
      for (const [index, size] of SIZES.entries()) expectBytes(await peer.receive(), message(size, index));
    });

    test('messages of every size come from the peer as they were sent, one by one', async () => {
      const { channel, peer } = await pair();
      for (const [index, size] of SIZES.entries()) await peer.send(message(size, index));
      for (const [index, size] of SIZES.entries()) expectBytes(await channel.receive(), message(size, index));
    });

    test('a thousand messages keep their order through many fillings of a small queue', async () => {
      const { channel, peer } = await pair({ capacity: 7 });
      const sending = (async () => {
        for (let index = 0; index < 1000; index++) await channel.send(numbered(index));
      })();
      for (let index = 0; index < 1000; index++) expect(numberOf(await peer.receive())).toBe(index);
      await sending;
    });

    given(supports.sharedBounds)('the two directions do not wait for each other', async () => {
      const { channel, peer } = await pair({ capacity: 1 });
      await channel.send(numbered(1));
      await peer.send(numbered(2));
      const waiting = watched(channel.send(numbered(3)));
      const peerWaiting = watched(peer.send(numbered(4)));
      await peer.sync();
      expect(waiting.state).toBe('pending');
      expect(peerWaiting.state).toBe('pending');
      expect(numberOf(await channel.receive())).toBe(2);
      await peerWaiting.promise;
      expect(waiting.state).toBe('pending');
      expect(numberOf(await peer.receive())).toBe(1);
      await waiting.promise;
    });

    test('waiting sends are served first come, first served', async () => {
      const { channel, peer } = await pair({ capacity: 8 });
      const order: number[] = [];
      const sends = Array.from({ length: 16 }, (_, index) =>
        channel.send(numbered(index)).then(() => {
          order.push(index);
        }),
      );
      for (let index = 0; index < 16; index++) expect(numberOf(await peer.receive())).toBe(index);
      await Promise.all(sends);
      expect(order).toEqual(Array.from({ length: 16 }, (_, index) => index));
    });

    test('the waiting sends of the peer are served first come, first served', async () => {
      const { channel, peer } = await pair({ capacity: 4 });
      const sends = Array.from({ length: 8 }, (_, index) => peer.send(numbered(index)));
      for (let index = 0; index < 8; index++) expect(numberOf(await channel.receive())).toBe(index);
      await Promise.all(sends);
    });

    given(supports.sharedBounds)('a small message does not overtake a large one that waits', async () => {
      const { channel, peer } = await pair({ highWaterMark: 100 });
      await channel.send(message(60, 1));
      const large = watched(channel.send(message(60, 2)));
      const small = watched(channel.send(message(1, 3)));
      await peer.sync();
      expect(large.state).toBe('pending');
      expect(small.state).toBe('pending');
      expect(channel.trySend(message(1, 4))).toBe(false);
      expectBytes(await peer.receive(), message(60, 1));
      await Promise.all([large.promise, small.promise]);
      expectBytes(await peer.receive(), message(60, 2));
      expectBytes(await peer.receive(), message(1, 3));
    });

    given(supports.sharedBounds)('a small message of the peer does not overtake a large one that waits', async () => {
      const { channel, peer } = await pair({ highWaterMark: 100 });
      await peer.send(message(60, 1));
      const large = watched(peer.send(message(60, 2)));
      const small = watched(peer.send(message(1, 3)));
      expect(await peer.trySend(message(1, 4))).toBe(false);
      expect([large.state, small.state]).toEqual(['pending', 'pending']);
      expectBytes(await channel.receive(), message(60, 1));
      await Promise.all([large.promise, small.promise]);
      expectBytes(await channel.receive(), message(60, 2));
      expectBytes(await channel.receive(), message(1, 3));
    });
  });
}
