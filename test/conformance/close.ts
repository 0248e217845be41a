import { describe, expect, test } from 'vitest';
import { numbered, numberOf } from './message.js';
import { type Context, given } from './setting.js';
import { rejection, thrown, watched } from './watched.js';

export function closeRow({ pair, supports }: Context): void {
  describe('close', () => {
    test('what is queued is delivered, then the peer sees the end', async () => {
      const { channel, peer } = await pair();
      await channel.send(numbered(1));
      await channel.send(numbered(2));
      const closing = channel.close();
      expect(numberOf(await peer.receive())).toBe(1);
      expect(numberOf(await peer.receive())).toBe(2);
      expect(await peer.receive()).toBe(undefined);
      expect(await peer.receive()).toBe(undefined);
      await Promise.all([peer.close(), closing]);
    });

    test('what the peer queued before its close is received, then the end, again and again', async () => {
      const { channel, peer } = await pair();
      await peer.send(numbered(1));
      const closing = peer.close();
      await peer.sync();
      expect(numberOf(await channel.receive())).toBe(1);
      expect(await channel.receive()).toBe(undefined);
      expect(await channel.receive()).toBe(undefined);
      await Promise.all([channel.close(), closing]);
    });

    given(supports.halfClose)('it is a half-close: receiving goes on', async () => {
      const { channel, peer } = await pair();
      const closing = watched(channel.close());
      await peer.send(numbered(1));
      expect(numberOf(await channel.receive())).toBe(1);
      const waiting = channel.receive();
      await peer.send(numbered(2));
      expect(numberOf(await waiting)).toBe(2);
      expect(closing.state).toBe('pending');
      await Promise.all([peer.close(), closing.promise]);
    });

    given(supports.halfClose && supports.sharedBounds)('the peer’s half-close does not stop our sends', async () => {
      const { channel, peer } = await pair({ capacity: 1 });
      const peerClosing = watched(peer.close());
      await peer.sync();
      expect(await channel.receive()).toBe(undefined);
      await channel.send(numbered(1));
      const waiting = watched(channel.send(numbered(2)));
      await peer.sync();
      expect(waiting.state).toBe('pending');
      expect(numberOf(await peer.receive())).toBe(1);
      await waiting.promise;
      expect(numberOf(await peer.receive())).toBe(2);
      expect(peerClosing.state).toBe('pending');
      await Promise.all([channel.close(), peerClosing.promise]);
    });

    given(supports.halfClose)('it resolves when, and only when, both ends are closed; so does `closed`', async () => {
      const { channel, peer } = await pair();
      const closing = watched(channel.close());
      const closed = watched(channel.closed);
      await peer.sync();
      expect([closing.state, closed.state]).toEqual(['pending', 'pending']);
      await peer.close();
      await Promise.all([closing.promise, closed.promise]);
    });

    test('input that nobody reads does not block it, on either side, and can be read afterwards', async () => {
      const { channel, peer } = await pair();
      await peer.send(numbered(1));
      await peer.send(numbered(2));
      await channel.send(numbered(3));
      await Promise.all([peer.close(), channel.close()]);
      expect(numberOf(await channel.receive())).toBe(1);
      expect(numberOf(await channel.receive())).toBe(2);
      expect(await channel.receive()).toBe(undefined);
    });

    test('sends after it are refused', async () => {
      const { channel, peer } = await pair();
      const closing = channel.close();
      expect((await rejection(channel.send(numbered(1)))).code).toBe('ERR_EMBED_CHANNEL_CLOSED');
      expect(thrown(() => channel.trySend(numbered(1))).code).toBe('ERR_EMBED_CHANNEL_CLOSED');
      await Promise.all([peer.close(), closing]);
      expect((await rejection(channel.send(numbered(1)))).code).toBe('ERR_EMBED_CHANNEL_CLOSED');
      expect(thrown(() => channel.trySend(numbered(1))).code).toBe('ERR_EMBED_CHANNEL_CLOSED');
    });

    test('sends of the peer after its close are refused', async () => {
      const { channel, peer } = await pair();
      const closing = peer.close();
      expect((await rejection(peer.send(numbered(1)))).code).toBe('ERR_EMBED_CHANNEL_CLOSED');
      await Promise.all([channel.close(), closing]);
    });

    test('it ends the sends that wait, which are not delivered', async () => {
      const { channel, peer } = await pair({ capacity: 1 });
      await channel.send(numbered(1));
      const waiting = watched(channel.send(numbered(2)));
      const closing = channel.close();
      expect((await rejection(waiting.promise)).code).toBe('ERR_EMBED_CHANNEL_CLOSED');
      expect(numberOf(await peer.receive())).toBe(1);
      expect(await peer.receive()).toBe(undefined);
      await Promise.all([peer.close(), closing]);
    });

    test('closing again waits for the same end', async () => {
      const { channel, peer } = await pair();
      const first = channel.close();
      const second = channel.close();
      await Promise.all([peer.close(), first, second]);
      await channel.close();
    });

    given(supports.reasons && supports.halfClose)(
      'after its time-out the channel is destroyed, and both sides learn so',
      async () => {
        const { channel, peer } = await pair();
        await channel.send(numbered(1));
        const error = await rejection(channel.close({ timeout: 1 }));
        expect(error.code).toBe('ERR_EMBED_TIMEOUT');
        expect(error.message).toContain('within 1 ms');
        expect((await rejection(channel.closed)).code).toBe('ERR_EMBED_TIMEOUT');
        expect((await rejection(peer.receive())).code).toBe('ERR_EMBED_TIMEOUT');
      },
    );

    test('a time-out that was not needed destroys nothing', async () => {
      const { channel, peer } = await pair();
      await peer.send(numbered(1));
      await Promise.all([channel.close({ timeout: 2_000_000_000 }), peer.close()]);
      expect(numberOf(await channel.receive())).toBe(1);
    });

    given(supports.halfClose)('an aborted close stops waiting, and the channel stays half-closed', async () => {
      const { channel, peer } = await pair();
      const controller = new AbortController();
      const closing = channel.close({ signal: controller.signal });
      const reason = new Error('no patience');
      controller.abort(reason);
      expect(await rejection(closing)).toBe(reason);
      expect(await peer.receive()).toBe(undefined);
      await peer.send(numbered(1));
      expect(numberOf(await channel.receive())).toBe(1);
      await peer.close();
      await channel.closed;
    });

    test('a wrong time-out is refused', async () => {
      const { channel } = await pair();
      expect(await rejection(channel.close({ timeout: -1 }))).toBeInstanceOf(RangeError);
      expect(await rejection(channel.close({ timeout: '5' as never }))).toBeInstanceOf(TypeError);
    });

    given(supports.halfClose)('Symbol.asyncDispose closes', async () => {
      const { channel, peer } = await pair();
      const disposing = watched(Promise.resolve(channel[Symbol.asyncDispose]()));
      expect(await peer.receive()).toBe(undefined);
      expect(disposing.state).toBe('pending');
      await Promise.all([peer.close(), disposing.promise]);
      await channel[Symbol.asyncDispose]();
    });
  });
}
