import { describe, expect, test } from 'vitest';
import { message, numbered } from './message.js';
import { type Context, given } from './setting.js';
import { watched } from './watched.js';

const NOTHING = { messages: 0, bytes: 0, rings: 0, waits: 0, dropped: 0 };

export function statisticsRow({ pair, supports }: Context): void {
  describe('statistics', () => {
    test('they begin at zero', async () => {
      const { channel } = await pair();
      expect(channel.statistics).toEqual({ sent: NOTHING, received: NOTHING });
    });

    test('accepted messages and their bytes are counted per direction', async () => {
      const { channel, peer } = await pair();
      for (const size of [0, 10, 100_000]) await channel.send(message(size));
      for (const size of [1, 2]) await peer.send(message(size));
      await peer.sync();
      expect(channel.statistics.sent).toMatchObject({ messages: 3, bytes: 100_010, dropped: 0 });
      expect(channel.statistics.received).toMatchObject({ messages: 2, bytes: 3, dropped: 0 });
    });

    test('a message that was refused or aborted is not counted', async () => {
      const { channel } = await pair({ capacity: 1 });
      await channel.send(numbered(1));
      channel.trySend(numbered(2));
      const controller = new AbortController();
      const aborted = watched(channel.send(numbered(3), { signal: controller.signal }));
      controller.abort();
      await aborted.promise.catch(() => {});
      expect(channel.statistics.sent).toMatchObject({ messages: 1, bytes: 4 });
    });

    given(supports.sharedBounds)('a sender that finds no space counts as a wait', async () => {
      const { channel, peer } = await pair({ capacity: 1 });
      await channel.send(numbered(1));
      expect(channel.statistics.sent.waits).toBe(0);
      const waiting = channel.send(numbered(2));
      expect(channel.statistics.sent.waits).toBeGreaterThanOrEqual(1);
      expect(channel.statistics.received.waits).toBe(0);
      await peer.receive();
      await waiting;

      await peer.send(numbered(1));
      const peerWaiting = peer.send(numbered(2));
      await peer.sync();
      expect(channel.statistics.received.waits).toBeGreaterThanOrEqual(1);
      await channel.receive();
      await peerWaiting;
    });

    test('a consumer that waits is rung for, one that does not is left alone', async () => {
      const { channel, peer } = await pair();
      const waiting = channel.receive();
      await peer.send(numbered(1));
      await waiting;
      const { rings } = channel.statistics.received;
      expect(rings).toBeGreaterThanOrEqual(1);
      for (let index = 0; index < 100; index++) await peer.send(numbered(index));
      expect(channel.statistics.received.rings - rings).toBeLessThanOrEqual(1);
    });

    given(supports.sharedBounds)('accepted messages that a destroy drops are counted as dropped', async () => {
      const { channel, peer } = await pair();
      for (const value of [1, 2, 3]) {
        await channel.send(numbered(value));
        await peer.send(numbered(value));
      }
      await peer.receive();
      await channel.receive();
      channel.destroy();
      expect(channel.statistics.sent).toMatchObject({ messages: 3, dropped: 2 });
      expect(channel.statistics.received).toMatchObject({ messages: 3, dropped: 2 });
    });

    test('they can be read after the end', async () => {
      const { channel, peer } = await pair();
      await channel.send(message(10));
      await peer.receive();
      await Promise.all([channel.close(), peer.close()]);
      expect(await channel.receive()).toBe(undefined);
      expect(channel.statistics.sent).toMatchObject({ messages: 1, bytes: 10, dropped: 0 });
    });
  });
}
