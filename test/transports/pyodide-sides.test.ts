import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Channel, ChannelOptions } from '../../lib/channel.js';
import { EmbedError } from '../../lib/errors.js';
import { channelSuite, type Peer, type Setting } from '../conformance/channel.js';
import { bytesOf, numbered, numberOf, texts } from '../conformance/message.js';
import { rejection, watched } from '../conformance/watched.js';
import { WorkerEnds } from './worker-ends.js';

let names = 0;

channelSuite({
  name: 'the two sides of a worker',
  async factory(): Promise<Setting> {
    const ends = new WorkerEnds();
    const peer = async (name: string, options?: ChannelOptions): Promise<Peer> => {
      await ends.sync();
      const channel = ends.worker(name, options);
      await ends.sync();
      return new SyncedPeer(channel, () => ends.sync());
    };
    return {
      host: (name, options) => ends.host(name, options),
      peer,
      async pair(options) {
        const name = `pair ${++names}`;
        const channel = ends.host(name, options);
        return { channel, peer: await peer(name) };
      },
      async dispose() {
        ends.dispose();
      },
    };
  },
  supports: { transfer: true, names: true, sharedBounds: true, halfClose: true, reasons: true },
});

/** A peer in this thread: what was done before is seen by each operation, and what that does is seen after it. */
class SyncedPeer implements Peer {
  readonly #channel: Channel;
  readonly #sync: () => Promise<void>;

  constructor(channel: Channel, sync: () => Promise<void>) {
    this.#channel = channel;
    this.#sync = sync;
  }

  send(data: Uint8Array): Promise<void> {
    return this.#do(() => this.#channel.send(data));
  }

  trySend(data: Uint8Array): Promise<boolean> {
    return this.#do(async () => this.#channel.trySend(data));
  }

  receive(): Promise<Uint8Array | undefined> {
    return this.#do(() => this.#channel.receive());
  }

  close(): Promise<void> {
    return this.#do(() => this.#channel.close());
  }

  destroy(message: string): Promise<void> {
    return this.#do(async () => this.#channel.destroy(new Error(message)));
  }

  options(): ReturnType<Peer['options']> {
    return this.#do(async () => this.#channel.options);
  }

  sync(): Promise<void> {
    return this.#sync();
  }

  async #do<T>(operation: () => Promise<T>): Promise<T> {
    await this.#sync();
    const value = await operation();
    await this.#sync();
    return value;
  }
}

describe('frames that cross', () => {
  let ends: WorkerEnds;
  beforeEach(() => {
    ends = new WorkerEnds();
  });
  afterEach(() => ends.dispose());

  test('both sides open a name at once: they are paired', async () => {
    const [host, worker] = [ends.host('both'), ends.worker('both')];
    await host.send(numbered(1));
    await worker.send(numbered(2));
    expect(numberOf(await worker.receive())).toBe(1);
    expect(numberOf(await host.receive())).toBe(2);
  });

  test('at once with other options: the worker is refused, and the host waits for another one', async () => {
    const [host, worker] = [ends.host('both', { capacity: 2 }), ends.worker('both', { capacity: 3 })];
    expect((await rejection(worker.receive())).code).toBe('ERR_EMBED_CHANNEL_OPTIONS');
    await ends.sync();
    const second = ends.worker('both');
    await second.send(numbered(1));
    expect(numberOf(await host.receive())).toBe(1);
  });

  test('at once, the worker without options: the host’s hold, and what was sent before is not lost', async () => {
    const [host, worker] = [ends.host('both', { capacity: 2 }), ends.worker('both')];
    for (const value of [1, 2, 3, 4]) await worker.send(numbered(value));
    await ends.sync();
    expect(worker.options.capacity).toBe(2);
    expect(worker.trySend(numbered(5))).toBe(false);
    for (const value of [1, 2, 3, 4]) expect(numberOf(await host.receive())).toBe(value);
    await ends.sync();
    expect(worker.trySend(numbered(5))).toBe(true);
  });

  test('the host gives its end up while the worker opens: they are not paired with what comes later', async () => {
    const first = ends.host('again');
    const worker = ends.worker('again');
    first.destroy(new Error('changed my mind'));
    const second = ends.host('again');
    await second.send(numbered(2));
    expect(numberOf(await worker.receive())).toBe(2);
  });

  test('the worker gives its end up while the host opens: the host learns why', async () => {
    const worker = ends.worker('again');
    await ends.sync();
    const host = ends.host('again');
    worker.destroy(new Error('no time'));
    expect((await rejection(host.receive())).message).toContain('no time');
  });

  test('the worker closes before the host has come: at once when nothing is queued', async () => {
    await ends.worker('alone').close();
    const worker = ends.worker('kept');
    await worker.send(bytesOf('kept'));
    const closing = watched(worker.close());
    await ends.sync();
    expect(closing.state).toBe('pending');
    const host = ends.host('kept');
    const received: Uint8Array[] = [];
    for await (const data of host) received.push(data);
    expect(texts(received)).toEqual(['kept']);
    await Promise.all([host.close(), closing.promise]);
  });

  test('the worker closes while the host opens: both close as a pair does', async () => {
    const worker = ends.worker('both');
    await ends.sync();
    const host = ends.host('both');
    const closing = worker.close();
    expect(await host.receive()).toBe(undefined);
    await host.send(numbered(1));
    expect(numberOf(await worker.receive())).toBe(1);
    await Promise.all([host.close(), closing]);
  });

  test('what two programs left for the host under one name comes one after the other', async () => {
    for (const value of [1, 2]) {
      const worker = ends.worker('left');
      await worker.send(numbered(value));
      ends.workerSide.endProgram(undefined);
    }
    await ends.sync();
    for (const value of [1, 2]) {
      const host = ends.host('left');
      expect(numberOf(await host.receive())).toBe(value);
      expect(await host.receive()).toBe(undefined);
      await host.close();
    }
  });

  test('what is sent to a program that has ended is dropped, and finds its place', async () => {
    const host = ends.host('ended', { capacity: 2 });
    ends.worker('ended');
    ends.workerSide.endProgram(undefined);
    for (let index = 0; index < 10; index++) await host.send(numbered(index));
    expect(await host.receive()).toBe(undefined);
  });

  test.each([
    ['before', 'the pair is known there'],
    ['after', 'the pair is known there'],
  ])('a program that fails %s %s tells what Python has raised', async (when) => {
    const host = ends.host('fails');
    const waiting = watched(host.receive());
    ends.worker('fails');
    if (when === 'after') await ends.sync();
    ends.workerSide.endProgram({ type: 'ValueError', message: 'the cat ate it', traceback: 'Traceback' });
    expect(await rejection(waiting.promise)).toMatchObject({
      name: 'PythonError',
      code: 'ERR_EMBED_PROGRAM_FAILED',
      type: 'ValueError',
      traceback: 'Traceback',
    });
  });

  test('a worker that breaks down ends every channel and every wait, and no further one is opened', async () => {
    const [paired, lonely] = [ends.host('paired'), ends.host('lonely')];
    ends.worker('paired');
    await ends.sync();
    const waits = [watched<unknown>(paired.receive()), watched<unknown>(lonely.receive()), watched(paired.close())];
    const reason = new EmbedError('ERR_EMBED_CHANNEL_DESTROYED', 'it broke');
    ends.hostSide.break(reason);
    for (const { promise } of waits) expect(await rejection(promise)).toBe(reason);
    expect(() => ends.host('next')).toThrow('it broke');
  });
});
