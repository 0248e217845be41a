import { describe, expect, test } from 'vitest';
import { numbered, numberOf } from './message.js';
import type { Context } from './setting.js';
import { rejection, thrown, watched } from './watched.js';

let names = 0;

export function namesRow({ host, peer: openPeer }: Context): void {
  const fresh = (): string => `name-${++names}`;

  describe('names', () => {
    test('what we send before the peer comes is kept for it, in order', async () => {
      const name = fresh();
      const channel = host(name);
      for (const value of [1, 2, 3]) await channel.send(numbered(value));
      const peer = await openPeer(name);
      for (const value of [1, 2, 3]) expect(numberOf(await peer.receive())).toBe(value);
    });

    test('what the peer sends before we come is kept for us, in order', async () => {
      const name = fresh();
      const peer = await openPeer(name);
      for (const value of [1, 2, 3]) await peer.send(numbered(value));
      const channel = host(name);
      for (const value of [1, 2, 3]) expect(numberOf(await channel.receive())).toBe(value);
    });

    test('sends before the peer comes are bounded, wait, and go on when it has come', async () => {
      const name = fresh();
      const channel = host(name, { capacity: 2 });
      await channel.send(numbered(1));
      await channel.send(numbered(2));
      expect(channel.trySend(numbered(3))).toBe(false);
      const waiting = channel.send(numbered(3));
      const peer = await openPeer(name);
      for (const value of [1, 2, 3]) expect(numberOf(await peer.receive())).toBe(value);
      await waiting;
    });

    test('a receive() before the peer comes waits for it', async () => {
      const name = fresh();
      const channel = host(name);
      const waiting = channel.receive();
      const peer = await openPeer(name);
      await peer.send(numbered(1));
      expect(numberOf(await waiting)).toBe(1);
    });

    test('channels of different names have nothing to do with each other', async () => {
      const [one, other] = [fresh(), fresh()];
      const channels = [host(one), host(other)] as const;
      const peers = [await openPeer(one), await openPeer(other)] as const;
      await channels[0].send(numbered(1));
      await channels[1].send(numbered(2));
      expect(numberOf(await peers[1].receive())).toBe(2);
      expect(numberOf(await peers[0].receive())).toBe(1);
      channels[0].destroy();
      await channels[1].send(numbered(3));
      expect(numberOf(await peers[1].receive())).toBe(3);
    });

    test('a name may hold any characters', async () => {
      const name = `${fresh()} «наме» 名前 🐍`;
      const channel = host(name);
      expect(channel.name).toBe(name);
      const peer = await openPeer(name);
      await peer.send(numbered(1));
      expect(numberOf(await channel.receive())).toBe(1);
    });

    test('opening a name twice on one side is an error, and the first stays as it is', async () => {
      const name = fresh();
      const channel = host(name);
      expect(thrown(() => host(name)).code).toBe('ERR_EMBED_CHANNEL_EXISTS');
      const peer = await openPeer(name);
      expect((await rejection(openPeer(name))).code).toBe('ERR_EMBED_CHANNEL_EXISTS');
      await peer.send(numbered(1));
      expect(numberOf(await channel.receive())).toBe(1);
    });

    test('the first opener’s options hold; the peer sees them without choosing', async () => {
      const name = fresh();
      host(name, { capacity: 3, highWaterMark: 1000, maxMessageBytes: 500 });
      const peer = await openPeer(name);
      expect(await peer.options()).toEqual({ capacity: 3, highWaterMark: 1000, maxMessageBytes: 500 });
    });

    test('the peer’s options hold when it is first; we see them without choosing', async () => {
      const name = fresh();
      await openPeer(name, { capacity: 3, highWaterMark: 1000, maxMessageBytes: 500 });
      expect(host(name).options).toEqual({ capacity: 3, highWaterMark: 1000, maxMessageBytes: 500 });
    });

    test('a later opener may choose the same', async () => {
      const name = fresh();
      host(name, { capacity: 3 });
      const peer = await openPeer(name, { capacity: 3 });
      expect((await peer.options()).capacity).toBe(3);
    });

    test('a later opener that chooses differently is refused, and may come again', async () => {
      const [one, other] = [fresh(), fresh()];
      const channel = host(one, { capacity: 3 });
      expect((await rejection(openPeer(one, { capacity: 4 }))).code).toBe('ERR_EMBED_CHANNEL_OPTIONS');
      const peer = await openPeer(one);
      await peer.send(numbered(1));
      expect(numberOf(await channel.receive())).toBe(1);

      await openPeer(other, { highWaterMark: 1000 });
      expect(thrown(() => host(other, { highWaterMark: 999 })).code).toBe('ERR_EMBED_CHANNEL_OPTIONS');
      expect(host(other).options.highWaterMark).toBe(1000);
    });

    test('a close before the peer has come resolves at once when nothing is queued for it', async () => {
      const channel = host(fresh());
      await channel.close();
      await channel.closed;
    });

    test('a close before the peer has come keeps what is queued for it', async () => {
      const name = fresh();
      const channel = host(name);
      await channel.send(numbered(1));
      const closing = watched(channel.close());
      const peer = await openPeer(name);
      expect(numberOf(await peer.receive())).toBe(1);
      expect(await peer.receive()).toBe(undefined);
      expect(closing.state).toBe('pending');
      await Promise.all([peer.close(), closing.promise]);
    });

    test('after both ends are closed the name is free for a new channel', async () => {
      const name = fresh();
      const first = host(name);
      const firstPeer = await openPeer(name);
      await Promise.all([first.close(), firstPeer.close()]);
      const second = host(name, { capacity: 2 });
      const secondPeer = await openPeer(name);
      await second.send(numbered(2));
      expect(numberOf(await secondPeer.receive())).toBe(2);
      expect(await first.receive()).toBe(undefined);
    });

    test('after a destroy the name is free for a new channel', async () => {
      const name = fresh();
      const first = host(name);
      const firstPeer = await openPeer(name);
      await first.send(numbered(1));
      first.destroy();
      await rejection(firstPeer.receive());
      const second = host(name);
      const secondPeer = await openPeer(name);
      await second.send(numbered(2));
      expect(numberOf(await secondPeer.receive())).toBe(2);
    });

    test('a destroy before the peer has come leaves nothing behind', async () => {
      const name = fresh();
      const first = host(name, { capacity: 2 });
      await first.send(numbered(1));
      first.destroy();
      const second = host(name, { capacity: 5 });
      const peer = await openPeer(name);
      await second.send(numbered(2));
      expect(numberOf(await peer.receive())).toBe(2);
    });
  });
}
