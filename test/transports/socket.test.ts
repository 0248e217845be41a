import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rejection, thrown, watched } from '../conformance/watched.js';
import { framed, Listener, read } from './socket-peer.js';

const text = (message: Uint8Array | undefined): string => Buffer.from(message ?? []).toString();

describe.each([
  ['TCP', () => Listener.tcp()],
  ['a path', () => Listener.path()],
] as const)('a channel over %s', (_name, listen) => {
  let listener: Listener;
  beforeEach(async () => {
    listener = await listen();
  });
  afterEach(() => listener[Symbol.asyncDispose]());

  test('a message travels behind its length, in little endian', async () => {
    const { channel, socket } = await listener.connect();
    await channel.send(Buffer.from('hello'));
    await channel.send(new Uint8Array(0));
    await channel.send(Buffer.from('!'));
    expect(await read(socket, 18)).toEqual(
      Buffer.from([5, 0, 0, 0, ...Buffer.from('hello'), 0, 0, 0, 0, 1, 0, 0, 0, 33]),
    );
    channel.destroy();
  });

  test('messages are cut out of the stream wherever its pieces begin and end', async () => {
    const { channel, socket } = await listener.connect();
    const bytes = framed('one', '', 'three', new Uint8Array(300).fill(7));
    for (const byte of bytes) socket.write(Uint8Array.of(byte));
    socket.write(Buffer.concat([bytes, bytes]));
    for (let round = 0; round < 3; round++) {
      expect(text(await channel.receive())).toBe('one');
      expect(text(await channel.receive())).toBe('');
      expect(text(await channel.receive())).toBe('three');
      expect(await channel.receive()).toEqual(new Uint8Array(300).fill(7));
    }
    channel.destroy();
  });

  test('large messages pass both ways, whole', async () => {
    const { channel, socket } = await listener.connect();
    const large = new Uint8Array(5_000_000).map((_, index) => (index * 7) % 251);
    socket.write(framed(large));
    expect(Buffer.compare((await channel.receive())!, large)).toBe(0);
    const sending = channel.send(large);
    expect(Buffer.compare(await read(socket, large.length + 4), framed(large))).toBe(0);
    await sending;
    channel.destroy();
  });

  test('transferred memory is taken away', async () => {
    const { channel, socket } = await listener.connect();
    const memory = new Uint8Array([1, 2, 3]);
    await channel.send(memory, { transfer: true });
    expect(memory.byteLength).toBe(0);
    expect(await read(socket, 7)).toEqual(framed(Uint8Array.of(1, 2, 3)));
    const view = new Uint8Array(8).subarray(2);
    expect((await rejection(channel.send(view, { transfer: true }))).code).toBe('ERR_EMBED_NOT_TRANSFERABLE');
    expect(view.byteLength).toBe(6);
    channel.destroy();
  });

  test('the other side’s end ends an iteration, after everything that came before it', async () => {
    const { channel, socket } = await listener.connect({ capacity: 2 });
    socket.end(framed('1', '2', '3', '4', '5'));
    const received: string[] = [];
    for await (const message of channel) received.push(text(message));
    expect(received).toEqual(['1', '2', '3', '4', '5']);
    socket.resume();
    await channel.close();
  });

  test('onmessages gets all that came before the other side’s end', async () => {
    const { channel, socket } = await listener.connect();
    socket.end(framed('1', '2', '3'));
    const received: string[] = [];
    const over = new Promise<void>((resolve) => {
      channel.onmessages = (batch) => {
        received.push(...batch.map(text));
        if (received.length === 3) resolve();
      };
    });
    await over;
    expect(received).toEqual(['1', '2', '3']);
    socket.resume();
    await channel.close();
    expect(channel.onmessages).toBe(null);
  });

  test('close() is a half-close: the other side sees the end, and can still send', async () => {
    const { channel, socket } = await listener.connect();
    await channel.send(Buffer.from('last'));
    const closing = watched(channel.close());
    expect(await read(socket, 8)).toEqual(framed('last'));
    const ended = once(socket, 'end');
    socket.resume();
    await ended;
    expect(closing.state).toBe('pending');
    socket.write(framed('still here'));
    expect(text(await channel.receive())).toBe('still here');
    socket.end();
    await closing.promise;
    expect(await channel.receive()).toBe(undefined);
    expect((await rejection(channel.send(new Uint8Array(1)))).code).toBe('ERR_EMBED_CHANNEL_CLOSED');
  });

  test('what was accepted before close() arrives, though the other side reads late', async () => {
    const { channel, socket } = await listener.connect();
    const large = new Uint8Array(8_000_000).fill(5);
    const sent = [channel.send(large), channel.send(Buffer.from('last'))];
    await Promise.all(sent);
    const closing = watched(channel.close());
    socket.end();
    expect(Buffer.compare(await read(socket, large.length + 12), framed(large, 'last'))).toBe(0);
    socket.resume();
    await closing.promise;
  });

  test('a connection that ends in the middle of a message is an error, not an end', async () => {
    const { channel, socket } = await listener.connect();
    socket.end(framed('whole', 'broken').subarray(0, -1));
    expect(text(await channel.receive())).toBe('whole');
    const error = await rejection(channel.receive());
    expect(error.code).toBe('ERR_EMBED_CONNECTION_LOST');
    expect(error.message).toContain('in the middle of a message');
  });

  test('a message that is announced as too large destroys the channel, without memory for it', async () => {
    const { channel, socket } = await listener.connect({ maxMessageBytes: 100 });
    socket.write(Buffer.concat([framed('fine'), Buffer.from([101, 0, 0, 0])]));
    await rejection(channel.closed);
    const error = await rejection(channel.receive());
    expect(error.code).toBe('ERR_EMBED_MESSAGE_TOO_LARGE');
    expect(error.message).toBe(
      'Expected messages of at most 100 bytes but the other side announced one of 101; ' +
        'connect with a larger maxMessageBytes, or see that the other side frames its messages with their length',
    );
  });

  test('destroy() ends every wait on this side and the connection', async () => {
    const { channel, socket } = await listener.connect();
    const gone = once(socket, 'close');
    const receiving = watched<unknown>(channel.receive());
    const closing = watched<unknown>(channel.close());
    channel.destroy(new Error('no more'));
    for (const wait of [receiving.promise, closing.promise, channel.closed]) {
      expect((await rejection(wait)).message).toContain('no more');
    }
    socket.end().resume();
    await gone;
  });

  test('a destroyed connection of the other side ends every wait', async () => {
    const { channel, socket } = await listener.connect({ capacity: 1 });
    const large = new Uint8Array(20_000_000);
    const waits = [watched(channel.send(large)), watched(channel.send(large))];
    if ('port' in listener.address) socket.resetAndDestroy();
    else socket.destroy();
    const error = await rejection(waits[1]!.promise);
    expect(error.code).toBe('ERR_EMBED_CONNECTION_LOST');
    expect(error.message).toMatch(/^The connection to .+ broke: /);
    expect((await rejection(channel.receive())).code).toBe('ERR_EMBED_CONNECTION_LOST');
    expect(thrown(() => channel.trySend(large)).code).toBe('ERR_EMBED_CONNECTION_LOST');
  });
});

describe('the life of the process', () => {
  const script = (body: string): string => `
    import { connectSocket } from ${JSON.stringify(new URL('../../dist/transports/socket.js', import.meta.url).href)};
    const channel = await connectSocket({ port: Number(process.argv[1]) });
    ${body}`;

  async function run(body: string, serve: (socket: Socket) => void): Promise<string> {
    const server = createServer({ allowHalfOpen: true }, (socket) => {
      socket.on('error', () => {});
      serve(socket);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const child = spawn(process.execPath, ['--input-type=module', '-e', script(body), String(port)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    child.stdout.on('data', (data) => (printed += String(data)));
    const [code] = (await once(child, 'close')) as [number];
    server.close();
    return `${printed}${code}`;
  }

  test('an open channel on which nothing waits does not keep it alive', async () => {
    expect(await run('', (socket) => socket.resume())).toBe('0');
  });

  test('a receive that waits does', async () => {
    const printed = await run('console.log(String((await channel.receive()).length)); process.exit(3)', (socket) => {
      // The answer comes after the child has had many turns to end by itself.
      let turns = 0;
      const turn = (): void => {
        if (++turns === 2000) socket.write(framed('late'));
        else setImmediate(turn);
      };
      turn();
    });
    expect(printed).toBe('4\n3');
  });

  test('an accepted message leaves before the process ends', async () => {
    let received = 0;
    let ended: Promise<unknown> = Promise.reject(new Error('nobody has connected'));
    ended.catch(() => {});
    expect(
      await run('channel.trySend(new Uint8Array(20_000_000))', (socket) => {
        socket.on('data', (data) => (received += data.length));
        ended = once(socket, 'end');
      }),
    ).toBe('0');
    // What the process has left behind in the connection is still to be read.
    await ended;
    expect(received).toBe(20_000_004);
  });
});
