import { describe, expect, test } from 'vitest';
import { expectBytes, message, numbered, numberOf } from './message.js';
import { type Context, given } from './setting.js';
import { rejection, thrown, watched } from './watched.js';

export function sendRow({ pair, supports }: Context): void {
  describe('send and trySend', () => {
    test('a send resolves when the message is queued, whether or not anybody reads', async () => {
      const { channel } = await pair();
      await channel.send(numbered(1));
      await channel.send(numbered(2));
    });

    test('the bytes are taken at the call', async () => {
      const { channel, peer } = await pair({ capacity: 1 });
      const data = new Uint8Array([1, 2, 3]);
      const queued = channel.send(data);
      data.fill(9);
      const waiting = channel.send(data);
      data.fill(7);
      expectBytes(await peer.receive(), new Uint8Array([1, 2, 3]));
      expectBytes(await peer.receive(), new Uint8Array([9, 9, 9]));
      await Promise.all([queued, waiting]);
    });

    test('a part of a larger memory is sent as that part', async () => {
      const { channel, peer } = await pair();
      const whole = message(1000);
      await channel.send(whole.subarray(100, 200));
      await channel.send(Buffer.from('pooled'));
      expectBytes(await peer.receive(), whole.slice(100, 200));
      expectBytes(await peer.receive(), Buffer.from('pooled'));
    });

    test('shared memory is copied', async () => {
      const { channel, peer } = await pair();
      const shared = new Uint8Array(new SharedArrayBuffer(3));
      shared.set([1, 2, 3]);
      await channel.send(shared);
      expectBytes(await peer.receive(), new Uint8Array([1, 2, 3]));
    });

    given(supports.sharedBounds)('a send at the bound waits until the peer takes a message', async () => {
      const { channel, peer } = await pair({ capacity: 2 });
      await channel.send(numbered(1));
      await channel.send(numbered(2));
      const waiting = watched(channel.send(numbered(3)));
      await peer.sync();
      expect(waiting.state).toBe('pending');
      await peer.receive();
      await waiting.promise;
      expect([numberOf(await peer.receive()), numberOf(await peer.receive())]).toEqual([2, 3]);
    });

    given(supports.sharedBounds)('a send of the peer at the bound waits until a message is taken', async () => {
      const { channel, peer } = await pair({ capacity: 1 });
      await peer.send(numbered(1));
      const waiting = watched(peer.send(numbered(2)));
      await peer.sync();
      expect(waiting.state).toBe('pending');
      expect(numberOf(await channel.receive())).toBe(1);
      await waiting.promise;
      expect(numberOf(await channel.receive())).toBe(2);
    });

    test('at most `capacity` sends wait; one more rejects, and the others go on', async () => {
      const { channel, peer } = await pair({ capacity: 2 });
      const sends = [0, 1, 2, 3].map((index) => channel.send(numbered(index)));
      expect((await rejection(channel.send(numbered(4)))).code).toBe('ERR_EMBED_FULL');
      for (const index of [0, 1, 2, 3]) expect(numberOf(await peer.receive())).toBe(index);
      await Promise.all(sends);
      await channel.send(numbered(5));
      expect(numberOf(await peer.receive())).toBe(5);
    });

    test('at most `capacity` sends of the peer wait; one more rejects, and the others go on', async () => {
      const { channel, peer } = await pair({ capacity: 2 });
      const sends = [0, 1, 2, 3].map((index) => peer.send(numbered(index)));
      expect((await rejection(peer.send(numbered(4)))).code).toBe('ERR_EMBED_FULL');
      for (const index of [0, 1, 2, 3]) expect(numberOf(await channel.receive())).toBe(index);
      await Promise.all(sends);
    });

    test('trySend says whether it queued the message, and queues nothing when it did not', async () => {
      const { channel, peer } = await pair({ capacity: 1 });
      expect(channel.trySend(numbered(1))).toBe(true);
      expect(channel.trySend(numbered(2))).toBe(false);
      expect(numberOf(await peer.receive())).toBe(1);
      expect(channel.trySend(numbered(3))).toBe(true);
      expect(numberOf(await peer.receive())).toBe(3);
    });

    test('trySend says false while others wait, even when it would find space', async () => {
      const { channel, peer } = await pair({ capacity: 10, highWaterMark: 10 });
      await channel.send(message(8, 1));
      const waiting = channel.send(message(8, 2));
      expect(channel.trySend(message(1))).toBe(false);
      await peer.receive();
      await waiting;
      expect(channel.trySend(message(1))).toBe(true);
    });

    test('an aborted send rejects with the reason of its signal and was not queued', async () => {
      const { channel, peer } = await pair({ capacity: 2 });
      const controller = new AbortController();
      const reason = new Error('changed my mind');
      await channel.send(numbered(1));
      await channel.send(numbered(2));
      const aborted = channel.send(numbered(3), { signal: controller.signal });
      const last = channel.send(numbered(4));
      controller.abort(reason);
      expect(await rejection(aborted)).toBe(reason);
      for (const value of [1, 2, 4]) expect(numberOf(await peer.receive())).toBe(value);
      await last;
    });

    test('an aborted send rejects with an AbortError when no reason was given', async () => {
      const { channel } = await pair({ capacity: 1 });
      const controller = new AbortController();
      await channel.send(numbered(1));
      const aborted = channel.send(numbered(2), { signal: controller.signal });
      controller.abort();
      expect((await rejection(aborted)).name).toBe('AbortError');
    });

    test('a send with a signal that has aborted already is not queued, though there is space', async () => {
      const { channel, peer } = await pair();
      expect((await rejection(channel.send(numbered(1), { signal: AbortSignal.abort() }))).name).toBe('AbortError');
      await channel.send(numbered(2));
      expect(numberOf(await peer.receive())).toBe(2);
    });

    test('an abort after the message was queued changes nothing', async () => {
      const { channel, peer } = await pair();
      const controller = new AbortController();
      await channel.send(numbered(1), { signal: controller.signal });
      controller.abort();
      expect(numberOf(await peer.receive())).toBe(1);
    });

    test('the abort of the first in line lets a smaller one behind it go', async () => {
      const { channel, peer } = await pair({ highWaterMark: 10 });
      const controller = new AbortController();
      await channel.send(message(8));
      const large = watched(channel.send(message(8, 2), { signal: controller.signal }));
      const small = channel.send(message(2, 3));
      controller.abort();
      await small;
      expect(large.state).toBe('rejected');
      expectBytes(await peer.receive(), message(8));
      expectBytes(await peer.receive(), message(2, 3));
    });

    test('an aborted send makes room in the line', async () => {
      const { channel } = await pair({ capacity: 1 });
      const controller = new AbortController();
      await channel.send(numbered(1));
      const aborted = watched(channel.send(numbered(2), { signal: controller.signal }));
      controller.abort();
      const waiting = watched(channel.send(numbered(3)));
      expect((await rejection(channel.send(numbered(4)))).code).toBe('ERR_EMBED_FULL');
      expect([aborted.state, waiting.state]).toEqual(['rejected', 'pending']);
    });

    test('what is not a Uint8Array is a TypeError that says what came', async () => {
      const { channel } = await pair();
      const others: unknown[] = ['text', undefined, [1, 2], new ArrayBuffer(1), new DataView(new ArrayBuffer(1))];
      for (const data of others) {
        const error = await rejection(channel.send(data as Uint8Array));
        expect(error).toBeInstanceOf(TypeError);
        expect(error.message).toMatch(/^Expected a Uint8Array for the message of send but received /);
        expect(thrown(() => channel.trySend(data as Uint8Array))).toBeInstanceOf(TypeError);
      }
    });

    test('a misspelled option is a TypeError that names the one that was meant', async () => {
      const { channel } = await pair();
      const error = await rejection(channel.send(numbered(1), { singal: AbortSignal.abort() } as object));
      expect(error).toBeInstanceOf(TypeError);
      expect(error.message).toContain("did you mean 'signal'?");
    });

    test('memory that was given away is refused, not sent as an empty message', async () => {
      const { channel } = await pair();
      const data = new Uint8Array(8);
      structuredClone(data.buffer, { transfer: [data.buffer] });
      expect(await rejection(channel.send(data))).toBeInstanceOf(TypeError);
    });
  });
}
