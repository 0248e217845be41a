import { describe, expect, test } from 'vitest';
import { EmbedError } from '../../lib/errors.js';
import { numbered, numberOf } from './message.js';
import { type Context, given } from './setting.js';
import { rejection, thrown, watched } from './watched.js';

export function destroyRow({ pair, supports }: Context): void {
  /** What the side that did not destroy the channel learns. */
  const learned = (error: Error & { code?: string }, reason: string): void => {
    expect(error.code).toBe(supports.reasons ? 'ERR_EMBED_CHANNEL_DESTROYED' : 'ERR_EMBED_CONNECTION_LOST');
    if (supports.reasons) expect(error.message).toContain(reason);
  };

  describe('destroy', () => {
    test('what is queued in both directions is dropped', async () => {
      const { channel, peer } = await pair();
      await channel.send(numbered(1));
      await peer.send(numbered(2));
      channel.destroy();
      expect((await rejection(channel.receive())).code).toBe('ERR_EMBED_CHANNEL_DESTROYED');
      await peer.sync();
      learned(await rejection(peer.receive()), '');
    });

    test('what was drained but not taken is dropped too', async () => {
      const { channel, peer } = await pair();
      for (const value of [1, 2, 3]) await peer.send(numbered(value));
      expect(numberOf(await channel.receive())).toBe(1);
      channel.destroy();
      expect((await rejection(channel.receive())).code).toBe('ERR_EMBED_CHANNEL_DESTROYED');
    });

    test('the reason reaches every later operation on both sides', async () => {
      const { channel, peer } = await pair();
      channel.destroy(new Error('the roof is on fire'));
      const operations = [
        () => channel.send(numbered(1)),
        () => channel.receive(),
        () => channel.close(),
        () => channel.closed,
      ];
      for (const operation of operations) {
        const error = await rejection(operation());
        expect(error.code).toBe('ERR_EMBED_CHANNEL_DESTROYED');
        expect(error.message).toContain('the roof is on fire');
        expect((error.cause as Error).message).toBe('the roof is on fire');
      }
      expect(thrown(() => channel.trySend(numbered(1))).code).toBe('ERR_EMBED_CHANNEL_DESTROYED');
      await peer.sync();
      for (const operation of [() => peer.receive(), () => peer.send(numbered(1))]) {
        learned(await rejection(operation()), 'the roof is on fire');
      }
    });

    given(supports.reasons)('an error with a code of ours keeps the code on both sides', async () => {
      const { channel, peer } = await pair();
      const reason = new EmbedError('ERR_EMBED_RUNTIME_STOPPED', 'the theatre closes');
      channel.destroy(reason);
      expect(await rejection(channel.receive())).toBe(reason);
      const error = await rejection(peer.receive());
      expect(error.code).toBe('ERR_EMBED_RUNTIME_STOPPED');
      expect(error.message).toContain('the theatre closes');
    });

    test('it ends every wait on this side', async () => {
      const { channel } = await pair({ capacity: 1 });
      await channel.send(numbered(1));
      const waits = [watched<unknown>(channel.send(numbered(2))), watched<unknown>(channel.receive())];
      channel.destroy();
      for (const wait of [...waits.map((wait) => wait.promise), channel.closed])
        expect((await rejection(wait)).code).toBe('ERR_EMBED_CHANNEL_DESTROYED');
    });

    test('it ends an iteration and a close that wait', async () => {
      const { channel } = await pair();
      const waits = [watched<unknown>(channel[Symbol.asyncIterator]().next()), watched<unknown>(channel.close())];
      channel.destroy();
      for (const wait of waits) expect((await rejection(wait.promise)).code).toBe('ERR_EMBED_CHANNEL_DESTROYED');
    });

    test('it ends every wait of the peer', async () => {
      const { channel, peer } = await pair({ capacity: 1 });
      await peer.send(numbered(1));
      const waits = [watched<unknown>(peer.receive())];
      if (supports.sharedBounds) waits.push(watched<unknown>(peer.send(numbered(2))));
      await peer.sync();
      channel.destroy();
      for (const wait of waits) learned(await rejection(wait.promise), '');
    });

    test('the peer’s destroy ends every wait on this side, with its reason', async () => {
      const { channel, peer } = await pair({ capacity: 1 });
      await channel.send(numbered(1));
      const waits = [watched<unknown>(channel.receive())];
      if (supports.sharedBounds) waits.push(watched<unknown>(channel.send(numbered(2))));
      await peer.destroy('out of tea');
      for (const wait of [...waits.map((wait) => wait.promise), channel.closed]) {
        learned(await rejection(wait), 'out of tea');
      }
    });

    test('the peer’s destroy ends an iteration and a close that wait', async () => {
      const { channel, peer } = await pair();
      const waits = [watched<unknown>(channel[Symbol.asyncIterator]().next()), watched<unknown>(channel.close())];
      await peer.destroy('out of tea');
      for (const wait of waits) learned(await rejection(wait.promise), 'out of tea');
    });

    test('a second destroy changes nothing', async () => {
      const { channel } = await pair();
      channel.destroy(new Error('first'));
      channel.destroy(new Error('second'));
      expect((await rejection(channel.receive())).message).toContain('first');
    });

    test('after the close of both ends it drops what was not read and changes nothing else', async () => {
      const { channel, peer } = await pair();
      await peer.send(numbered(1));
      await Promise.all([channel.close(), peer.close()]);
      channel.destroy();
      await channel.closed;
      expect((await rejection(channel.receive())).code).toBe('ERR_EMBED_CHANNEL_DESTROYED');
    });

    test('within a batch callback it ends the delivery', async () => {
      const { channel, peer } = await pair();
      let batches = 0;
      await peer.send(numbered(1));
      channel.onmessages = () => {
        batches++;
        channel.destroy(new Error('enough'));
      };
      expect((await rejection(channel.closed)).message).toContain('enough');
      await peer.sync();
      await rejection(peer.send(numbered(2)));
      expect(batches).toBe(1);
      expect(channel.onmessages).toBe(null);
    });

    test('a destroyed channel is disposed of without an error', async () => {
      const { channel } = await pair();
      channel.destroy(new Error('gone'));
      await channel[Symbol.asyncDispose]();
    });

    test('it takes an Error', async () => {
      const { channel } = await pair();
      expect(thrown(() => channel.destroy('because' as never))).toBeInstanceOf(TypeError);
    });
  });
}
