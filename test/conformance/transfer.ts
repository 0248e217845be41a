import { describe, expect, test } from 'vitest';
import { expectBytes, message, numbered, numberOf } from './message.js';
import type { Context } from './setting.js';
import { rejection, thrown } from './watched.js';

/** Memory that cannot be given away, each kind afresh. */
const NOT_TRANSFERABLE: [string, () => Uint8Array][] = [
  ['a view of a part of its memory', () => message(100).subarray(0, 50)],
  ['shared memory', () => new Uint8Array(new SharedArrayBuffer(16))],
  ["a small Buffer of Node's pool", () => Buffer.from('pooled')],
  ["a view of the whole of Node's pool", () => new Uint8Array(Buffer.from('pooled').buffer)],
  ['WebAssembly memory', () => new Uint8Array(new WebAssembly.Memory({ initial: 1 }).buffer)],
  ['resizable memory', () => new Uint8Array(resizable(16))],
];

export function transferRow({ pair }: Context): void {
  describe('transfer', () => {
    test.each([0, 1, 100, 5_000_000])('%i transferred bytes arrive, and are gone here', async (size) => {
      const { channel, peer } = await pair();
      const data = message(size);
      await channel.send(data, { transfer: true });
      expect(data.byteLength).toBe(0);
      expect(isDetached(data)).toBe(true);
      expectBytes(await peer.receive(), message(size));
    });

    test('trySend transfers when it queues', async () => {
      const { channel, peer } = await pair();
      const data = message(1000);
      expect(channel.trySend(data, { transfer: true })).toBe(true);
      expect(isDetached(data)).toBe(true);
      expectBytes(await peer.receive(), message(1000));
    });

    test('trySend at the bound leaves the memory where it is', async () => {
      const { channel } = await pair({ capacity: 1 });
      channel.trySend(numbered(1));
      const data = message(1000);
      expect(channel.trySend(data, { transfer: true })).toBe(false);
      expectBytes(data, message(1000));
    });

    test('a send that waits takes the memory at the call', async () => {
      const { channel, peer } = await pair({ capacity: 1 });
      await channel.send(numbered(1));
      const data = message(100_000);
      const waiting = channel.send(data, { transfer: true });
      expect(isDetached(data)).toBe(true);
      expect(numberOf(await peer.receive())).toBe(1);
      await waiting;
      expectBytes(await peer.receive(), message(100_000));
    });

    test('transferred and copied messages keep their order', async () => {
      const { channel, peer } = await pair();
      for (let index = 0; index < 20; index++) {
        await channel.send(message(index * 999, index), { transfer: index % 2 === 0 });
      }
      for (let index = 0; index < 20; index++) expectBytes(await peer.receive(), message(index * 999, index));
    });

    test.each(NOT_TRANSFERABLE)('%s is refused, stays usable, and nothing is queued', async (_, make) => {
      const { channel, peer } = await pair();
      const data = make();
      const before = Uint8Array.from(data);
      expect((await rejection(channel.send(data, { transfer: true }))).code).toBe('ERR_EMBED_NOT_TRANSFERABLE');
      expect(thrown(() => channel.trySend(data, { transfer: true })).code).toBe('ERR_EMBED_NOT_TRANSFERABLE');
      expect(isDetached(data)).toBe(false);
      expectBytes(data, before);
      expect(Buffer.from('the pool works').toString()).toBe('the pool works');
      await channel.send(numbered(1));
      expect(numberOf(await peer.receive())).toBe(1);
    });

    test.each(NOT_TRANSFERABLE)('%s is refused at the bound too', async (_, make) => {
      const { channel } = await pair({ capacity: 1 });
      await channel.send(numbered(1));
      const data = make();
      expect((await rejection(channel.send(data, { transfer: true }))).code).toBe('ERR_EMBED_NOT_TRANSFERABLE');
      expect(isDetached(data)).toBe(false);
    });

    test('a send that is refused for another reason takes nothing', async () => {
      const { channel } = await pair({ maxMessageBytes: 10 });
      const large = message(11);
      expect((await rejection(channel.send(large, { transfer: true }))).code).toBe('ERR_EMBED_MESSAGE_TOO_LARGE');
      const aborted = message(5);
      await rejection(channel.send(aborted, { transfer: true, signal: AbortSignal.abort() }));
      channel.destroy();
      const late = message(5);
      expect((await rejection(channel.send(late, { transfer: true }))).code).toBe('ERR_EMBED_CHANNEL_DESTROYED');
      expect([large.byteLength, aborted.byteLength, late.byteLength]).toEqual([11, 5, 5]);
    });
  });
}

function isDetached(data: Uint8Array): boolean {
  try {
    new Uint8Array(data.buffer);
    return false;
  } catch {
    return true;
  }
}

function resizable(bytes: number): ArrayBuffer {
  const Resizable = ArrayBuffer as unknown as new (bytes: number, options: { maxByteLength: number }) => ArrayBuffer;
  return new Resizable(bytes, { maxByteLength: bytes * 2 });
}
