import { describe, expect, test } from 'vitest';
import { numbered, numberOf } from './message.js';
import type { Context } from './setting.js';
import { rejection } from './watched.js';

export function endsRow({ pair, supports }: Context): void {
  describe('ends', () => {
    test('an iteration yields what is queued and ends normally after the peer’s close', async () => {
      const { channel, peer } = await pair();
      for (const value of [1, 2, 3]) await peer.send(numbered(value));
      const closing = peer.close();
      const seen: (number | undefined)[] = [];
      for await (const data of channel) seen.push(numberOf(data));
      expect(seen).toEqual([1, 2, 3]);
      await Promise.all([channel.close(), closing]);
    });

    test('an iteration that waits ends normally when the peer closes', async () => {
      const { channel, peer } = await pair();
      const next = channel[Symbol.asyncIterator]().next();
      const closing = peer.close();
      expect(await next).toEqual({ value: undefined, done: true });
      await Promise.all([channel.close(), closing]);
    });

    test('a receive() that waits resolves with undefined when the peer closes', async () => {
      const { channel, peer } = await pair();
      const waiting = channel.receive();
      const closing = peer.close();
      expect(await waiting).toBe(undefined);
      await Promise.all([channel.close(), closing]);
    });

    test('a receive() of the peer that waits sees the end when we close', async () => {
      const { channel, peer } = await pair();
      const waiting = peer.receive();
      await peer.sync();
      const closing = channel.close();
      expect(await waiting).toBe(undefined);
      await Promise.all([peer.close(), closing]);
    });

    test('an iteration that waits goes on to the end when both ends close at once', async () => {
      const { channel, peer } = await pair();
      const next = channel[Symbol.asyncIterator]().next();
      await Promise.all([channel.close(), peer.close()]);
      expect((await next).done).toBe(true);
    });

    test('an iteration throws after a destroy of the peer', async () => {
      const { channel, peer } = await pair();
      await peer.send(numbered(1));
      const seen: (number | undefined)[] = [];
      const iteration = (async () => {
        for await (const data of channel) {
          seen.push(numberOf(data));
          await peer.destroy('pulled the plug');
        }
      })();
      const error = await rejection(iteration);
      expect(error.code).toBe(supports.reasons ? 'ERR_EMBED_CHANNEL_DESTROYED' : 'ERR_EMBED_CONNECTION_LOST');
      if (supports.reasons) expect(error.message).toContain('pulled the plug');
      expect(seen).toEqual([1]);
    });

    test('an iterator that has thrown is done', async () => {
      const { channel } = await pair();
      const iterator = channel[Symbol.asyncIterator]();
      const next = iterator.next();
      channel.destroy();
      await rejection(next);
      expect(await iterator.next()).toEqual({ value: undefined, done: true });
    });

    test('onmessages gets all that was queued before the peer’s close', async () => {
      const { channel, peer } = await pair();
      for (const value of [1, 2, 3]) await peer.send(numbered(value));
      const closing = peer.close();
      const seen: (number | undefined)[] = [];
      channel.onmessages = (batch) => {
        seen.push(...batch.map(numberOf));
      };
      await Promise.all([channel.close(), closing]);
      await peer.sync();
      expect(seen).toEqual([1, 2, 3]);
    });

    test('a failure that nobody waits for is not an unhandled rejection', async () => {
      const { channel, peer } = await pair();
      const unhandled: unknown[] = [];
      const listener = (reason: unknown): void => {
        unhandled.push(reason);
      };
      process.on('unhandledRejection', listener);
      try {
        channel.destroy(new Error('nobody cares'));
        await peer.sync();
        // Unhandled rejections are reported before the event loop turns.
        await new Promise((resolve) => setImmediate(resolve));
      } finally {
        process.off('unhandledRejection', listener);
      }
      expect(unhandled).toEqual([]);
    });
  });
}
