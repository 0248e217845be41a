import { describe, expect, test } from 'vitest';
import { expectBytes, message, numbered, numberOf } from './message.js';
import type { Context, Peer } from './setting.js';
import { rejection, thrown, watched } from './watched.js';

export function receiveRow({ pair, supports }: Context): void {
  describe('receive', () => {
    test('receive() resolves with a message that is there, and with one that comes', async () => {
      const { channel, peer } = await pair();
      await peer.send(numbered(1));
      expect(numberOf(await channel.receive())).toBe(1);
      const waiting = watched(channel.receive());
      await peer.sync();
      expect(waiting.state).toBe('pending');
      await peer.send(numbered(2));
      expect(numberOf(await waiting.promise)).toBe(2);
    });

    test('the async iterator yields messages that are there, and those that come', async () => {
      const { channel, peer } = await pair();
      await sendNumbers(peer, 0, 3);
      const seen: (number | undefined)[] = [];
      for await (const data of channel) {
        seen.push(numberOf(data));
        if (seen.length === 3) await sendNumbers(peer, 3, 5);
        if (seen.length === 5) break;
      }
      expect(seen).toEqual([0, 1, 2, 3, 4]);
    });

    test('onmessages gets every message in order, in batches that do not overlap', async () => {
      const { channel, peer } = await pair();
      const seen: (number | undefined)[] = [];
      let inside = 0;
      let overlaps = 0;
      const done = new Promise<void>((resolve) => {
        channel.onmessages = async (batch) => {
          if (inside++ > 0) overlaps++;
          await peer.sync();
          for (const data of batch) seen.push(numberOf(data));
          inside--;
          if (seen.length >= 50) resolve();
        };
      });
      await sendNumbers(peer, 0, 50);
      await done;
      expect(seen).toEqual(Array.from({ length: 50 }, (_, index) => index));
      expect(overlaps).toBe(0);
    });

    test('messages of a batch hold what was sent, whatever their sizes', async () => {
      const { channel, peer } = await pair();
      const sizes = [3, 0, 100, 70_000, 1, 4096];
      for (const size of sizes) await peer.send(message(size));
      for (const size of sizes) {
        const data = await channel.receive();
        expect(data?.constructor).toBe(Uint8Array);
        expectBytes(data, message(size));
      }
    });

    test('a received message can be changed and stays the receiver’s own', async () => {
      const { channel, peer } = await pair();
      await sendNumbers(peer, 1, 3);
      const first = await channel.receive();
      first?.fill(255);
      expect(numberOf(await channel.receive())).toBe(2);
    });

    test('with null onmessages stops, and what is left goes to the next consumer', async () => {
      const { channel, peer } = await pair();
      await sendNumbers(peer, 0, 1);
      await new Promise<void>((resolve) => {
        channel.onmessages = () => {
          channel.onmessages = null;
          resolve();
        };
      });
      await sendNumbers(peer, 1, 2);
      expect(channel.onmessages).toBe(null);
      expect(numberOf(await channel.receive())).toBe(1);
    });

    test('onmessages can be replaced', async () => {
      const { channel, peer } = await pair();
      channel.onmessages = () => expect.fail('the callback was replaced before the first message');
      const received = new Promise<number | undefined>((resolve) => {
        channel.onmessages = (batch) => resolve(numberOf(batch[0]));
      });
      await sendNumbers(peer, 7, 8);
      expect(await received).toBe(7);
    });

    test('a second receive() is refused, and the first goes on', async () => {
      const { channel, peer } = await pair();
      const first = channel.receive();
      expect((await rejection(channel.receive())).code).toBe('ERR_EMBED_CHANNEL_BUSY');
      await sendNumbers(peer, 1, 2);
      expect(numberOf(await first)).toBe(1);
    });

    test('during an iteration everything else is refused, also between two messages', async () => {
      const { channel, peer } = await pair();
      await sendNumbers(peer, 1, 3);
      const iterator = channel[Symbol.asyncIterator]();
      expect(numberOf((await iterator.next()).value)).toBe(1);
      expect((await rejection(channel.receive())).code).toBe('ERR_EMBED_CHANNEL_BUSY');
      expect((await rejection(channel[Symbol.asyncIterator]().next())).code).toBe('ERR_EMBED_CHANNEL_BUSY');
      const setting = thrown(() => {
        channel.onmessages = () => {};
      });
      expect(setting.code).toBe('ERR_EMBED_CHANNEL_BUSY');
      expect(numberOf((await iterator.next()).value)).toBe(2);
      await iterator.return?.();
      await sendNumbers(peer, 3, 4);
      expect(numberOf(await channel.receive())).toBe(3);
    });

    test('while onmessages is set everything else is refused', async () => {
      const { channel } = await pair();
      channel.onmessages = () => {};
      expect((await rejection(channel.receive())).code).toBe('ERR_EMBED_CHANNEL_BUSY');
      expect((await rejection(channel[Symbol.asyncIterator]().next())).code).toBe('ERR_EMBED_CHANNEL_BUSY');
    });

    test('while a receive() waits, onmessages and an iteration are refused', async () => {
      const { channel, peer } = await pair();
      const waiting = channel.receive();
      const setting = thrown(() => {
        channel.onmessages = () => {};
      });
      expect(setting.code).toBe('ERR_EMBED_CHANNEL_BUSY');
      expect((await rejection(channel[Symbol.asyncIterator]().next())).code).toBe('ERR_EMBED_CHANNEL_BUSY');
      await sendNumbers(peer, 1, 2);
      expect(numberOf(await waiting)).toBe(1);
    });

    test('after a break the rest is there for the next consumer', async () => {
      const { channel, peer } = await pair();
      await sendNumbers(peer, 0, 6);
      for await (const data of channel) if (numberOf(data) === 1) break;
      expect(numberOf(await channel.receive())).toBe(2);
      for await (const data of channel) if (numberOf(data) === 4) break;
      expect(numberOf(await channel.receive())).toBe(5);
    });

    test('return() ends a next() that waits, and no message is lost by it', async () => {
      const { channel, peer } = await pair();
      const iterator = channel[Symbol.asyncIterator]();
      const next = iterator.next();
      await iterator.return?.();
      expect((await next).done).toBe(true);
      await sendNumbers(peer, 1, 2);
      expect(numberOf(await channel.receive())).toBe(1);
      expect((await iterator.next()).done).toBe(true);
    });

    test('an aborted receive() rejects with the reason of its signal and loses no message', async () => {
      const { channel, peer } = await pair();
      const controller = new AbortController();
      const reason = new Error('no longer interested');
      const aborted = channel.receive({ signal: controller.signal });
      controller.abort(reason);
      expect(await rejection(aborted)).toBe(reason);
      await sendNumbers(peer, 1, 2);
      expect(numberOf(await channel.receive({ signal: new AbortController().signal }))).toBe(1);
    });

    test('a receive() with a signal that has aborted already takes nothing', async () => {
      const { channel, peer } = await pair();
      await sendNumbers(peer, 1, 2);
      expect((await rejection(channel.receive({ signal: AbortSignal.abort() }))).name).toBe('AbortError');
      expect(numberOf(await channel.receive())).toBe(1);
    });

    test.each<[string, () => Promise<void>]>([
      [
        'throws',
        () => {
          throw new RangeError('my handler');
        },
      ],
      ['rejects', () => Promise.reject(new RangeError('my handler'))],
    ])('a callback that %s destroys the channel with its error', async (_, callback) => {
      const { channel, peer } = await pair();
      channel.onmessages = callback;
      await sendNumbers(peer, 1, 2);
      const reason = await rejection(channel.closed);
      expect(reason.code).toBe('ERR_EMBED_CHANNEL_DESTROYED');
      expect(reason.message).toContain('my handler');
      expect(reason.cause).toBeInstanceOf(RangeError);
      const { code } = await rejection(peer.receive());
      expect(code).toBe(supports.reasons ? 'ERR_EMBED_CHANNEL_DESTROYED' : 'ERR_EMBED_CONNECTION_LOST');
    });

    test('onmessages takes a function or null', async () => {
      const { channel } = await pair();
      const error = thrown(() => {
        channel.onmessages = 'console.log' as never;
      });
      expect(error).toBeInstanceOf(TypeError);
      expect(error.message).toMatch(/^Expected a function or null for onmessages but received /);
    });
  });
}

async function sendNumbers(peer: Peer, from: number, to: number): Promise<void> {
  for (let value = from; value < to; value++) await peer.send(numbered(value));
}
