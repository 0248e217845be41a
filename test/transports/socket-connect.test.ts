import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { connectSocket } from '../../lib/transports/socket.js';
import { rejection } from '../conformance/watched.js';
import { Listener } from './socket-peer.js';

describe('connecting', () => {
  test('nobody listens: an error that says where, and what to do', async () => {
    const listener = await Listener.tcp();
    const { port } = listener.address as { port: number };
    await listener[Symbol.asyncDispose]();
    const error = await rejection(connectSocket({ port }));
    expect(error.code).toBe('ERR_EMBED_CONNECT_FAILED');
    expect(error.message).toMatch(
      new RegExp(`^Nobody could be reached at 127.0.0.1:${port}: .*ECONNREFUSED.*; see that the program is running`),
    );
    expect((error.cause as NodeJS.ErrnoException).code).toBe('ECONNREFUSED');
  });

  test('a path where nothing is, and one where nobody listens any more: the same error', async () => {
    await using listener = await Listener.path();
    const { path } = listener.address as { path: string };
    const nothing = await rejection(connectSocket({ path: `${path}-not` }));
    expect(nothing.code).toBe('ERR_EMBED_CONNECT_FAILED');
    expect(nothing.message).toContain('ENOENT');
    if (process.platform === 'win32') return;
    // What a killed program leaves behind: the file of its socket, and nobody there.
    const kill = 'require("net").createServer().listen(process.argv[1], () => process.kill(process.pid, "SIGKILL"))';
    spawnSync(process.execPath, ['-e', kill, `${path}-left`]);
    const left = await rejection(connectSocket({ path: `${path}-left` }));
    expect(left.code).toBe('ERR_EMBED_CONNECT_FAILED');
    expect(left.message).toContain('ECONNREFUSED');
  });

  test('a path that is too long for a socket is refused before anything is tried', async () => {
    const path = `/tmp/${'x'.repeat(300)}`;
    const error = await rejection(connectSocket(process.platform === 'win32' ? { pipe: path } : { path }));
    expect(error.code).toBe('ERR_EMBED_ADDRESS');
    expect(error.message).toContain(path);
  });

  test('an aborted attempt rejects with the reason of its signal', async () => {
    const reason = new Error('no time');
    expect(await rejection(connectSocket({ port: 1 }, { signal: AbortSignal.abort(reason) }))).toBe(reason);
    await using listener = await Listener.tcp();
    const controller = new AbortController();
    const connecting = connectSocket(listener.address, { signal: controller.signal });
    controller.abort(reason);
    expect(await rejection(connecting)).toBe(reason);
  });

  test('what is no address or option is refused by name', async () => {
    expect((await rejection(connectSocket('localhost:80' as never))).message).toMatch(
      /^Expected an object with a port, a path or a pipe for the address of connectSocket but received/,
    );
    expect(await rejection(connectSocket({ port: 0 }))).toBeInstanceOf(RangeError);
    expect(await rejection(connectSocket({ port: '80' as never }))).toBeInstanceOf(TypeError);
    expect(await rejection(connectSocket({ path: '' }))).toBeInstanceOf(RangeError);
    expect((await rejection(connectSocket({ port: 1 }, { capcity: 1 } as never))).message).toContain('capacity');
  });

  test('a channel tells its bounds, and never promises more than the length in front of a message can say', async () => {
    await using listener = await Listener.tcp();
    const { channel } = await listener.connect({ capacity: 7, maxMessageBytes: 2 ** 40 });
    expect(channel.options).toEqual({ capacity: 7, highWaterMark: 16 * 2 ** 20, maxMessageBytes: 2 ** 32 - 1 });
    channel.destroy();
  });
});
