import { describe, expect, test } from 'vitest';
import { expectBytes, message, numbered, numberOf } from './message.js';
import type { Context } from './setting.js';
import { rejection, thrown } from './watched.js';

export function limitsRow({ pair }: Context): void {
  describe('limits', () => {
    test('a message of exactly maxMessageBytes passes in both directions', async () => {
      const { channel, peer } = await pair({ maxMessageBytes: 1000 });
      await channel.send(message(1000));
      expectBytes(await peer.receive(), message(1000));
      await peer.send(message(1000));
      expectBytes(await channel.receive(), message(1000));
    });

    test('a larger one is refused, and nothing is queued', async () => {
      const { channel, peer } = await pair({ maxMessageBytes: 1000 });
      const error = await rejection(channel.send(message(1001)));
      expect(error.code).toBe('ERR_EMBED_MESSAGE_TOO_LARGE');
      expect(error.message).toContain('at most 1000 bytes');
      expect(error.message).toContain('received 1001');
      expect(thrown(() => channel.trySend(message(1001))).code).toBe('ERR_EMBED_MESSAGE_TOO_LARGE');
      await channel.send(numbered(1));
      expect(numberOf(await peer.receive())).toBe(1);
    });

    test('a larger one of the peer is refused, and nothing is queued', async () => {
      const { channel, peer } = await pair({ maxMessageBytes: 1000 });
      expect((await rejection(peer.send(message(1001)))).code).toBe('ERR_EMBED_MESSAGE_TOO_LARGE');
      expect((await rejection(peer.trySend(message(1001)))).code).toBe('ERR_EMBED_MESSAGE_TOO_LARGE');
      await peer.send(numbered(1));
      expect(numberOf(await channel.receive())).toBe(1);
    });

    test('a larger one is refused at the bound as well, instead of waiting', async () => {
      const { channel } = await pair({ capacity: 1, maxMessageBytes: 1000 });
      await channel.send(numbered(1));
      expect((await rejection(channel.send(message(1001)))).code).toBe('ERR_EMBED_MESSAGE_TOO_LARGE');
    });

    test.each([
      [{ capacity: 0 }, RangeError],
      [{ capacity: 1_048_577 }, RangeError],
      [{ capacity: 1.5 }, RangeError],
      [{ capacity: '8' }, TypeError],
      [{ highWaterMark: 0 }, RangeError],
      [{ highWaterMark: Number.POSITIVE_INFINITY }, RangeError],
      [{ maxMessageBytes: -1 }, RangeError],
      [{ maxMessageBytes: null }, TypeError],
      [{ capcity: 8 }, TypeError],
      ['capacity', TypeError],
    ])('the options %j are refused', async (options, type) => {
      const error = await rejection(pair(options as object));
      expect(error).toBeInstanceOf(type);
      expect(error.message).toMatch(/^Expected .* for .* but received /);
    });
  });
}
