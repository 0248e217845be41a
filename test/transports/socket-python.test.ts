import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Channel } from '../../lib/channel.js';
import { connectSocket, type SocketAddress } from '../../lib/transports/socket.js';
import { expectBytes, message, numbered, numberOf } from '../conformance/message.js';
import { rejection, watched } from '../conformance/watched.js';
import { PYTHON_PROGRAM } from './python-program.js';

const SERVER = fileURLToPath(new URL('../fixtures/transports/echo_server.py', import.meta.url));

describe.each(process.platform === 'win32' ? ['TCP'] : ['TCP', 'a Unix domain socket'])(
  'a Python program behind %s',
  (kind) => {
    let folder: string;
    let child: ChildProcess;
    let lines: Interface;
    let channel: Channel;

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'flet-embed-python-'));
      child = spawn(PYTHON_PROGRAM, [SERVER, kind === 'TCP' ? '0' : join(folder, 'socket')], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      lines = createInterface(child.stdout!);
      const [printed] = (await once(lines, 'line')) as [string];
      const address: SocketAddress = kind === 'TCP' ? { port: Number(printed) } : { path: printed };
      channel = await connectSocket(address, { capacity: 64 });
    });

    afterEach(async () => {
      channel.destroy();
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      await rm(folder, { recursive: true });
    });

    test('answers messages of every size, in their order', async () => {
      const sizes = [0, 1, 3, 4, 5, 255, 65_535, 65_536, 1_000_000, 0, 17];
      for (const [index, size] of sizes.entries()) await channel.send(message(size, index));
      for (const [index, size] of sizes.entries()) expectBytes(await channel.receive(), message(size, index));
    });

    test('keeps thousands of messages in order, both ways at once', async () => {
      const sending = (async () => {
        for (let index = 0; index < 5000; index++) await channel.send(numbered(index));
      })();
      for (let index = 0; index < 5000; index++) expect(numberOf(await channel.receive())).toBe(index);
      await sending;
    });

    test('sees our end, has the last word, and ends', async () => {
      for (let index = 0; index < 3; index++) await channel.send(numbered(index));
      const closing = channel.close();
      for (let index = 0; index < 3; index++) expect(numberOf(await channel.receive())).toBe(index);
      expect(Buffer.from((await channel.receive())!).toString()).toBe('3');
      expect(await channel.receive()).toBe(undefined);
      await closing;
    });

    test('that is killed in the middle of a message: a lost connection', async () => {
      const waiting = watched(channel.receive());
      await channel.send(Buffer.from('half'));
      await once(lines, 'line');
      child.kill('SIGKILL');
      const error = await rejection(waiting.promise);
      expect(error.code).toBe('ERR_EMBED_CONNECTION_LOST');
      expect(error.message).toMatch(/^The connection to .+ broke: /);
    });

    test('that is killed while sends wait for it: a lost connection for each', async () => {
      child.kill('SIGSTOP');
      const bulk = message(20_000_000);
      const sends = [1, 2, 3].map(() => watched(channel.send(bulk)));
      child.kill('SIGKILL');
      expect((await rejection(channel.closed)).code).toBe('ERR_EMBED_CONNECTION_LOST');
      expect((await rejection(channel.send(numbered(1)))).code).toBe('ERR_EMBED_CONNECTION_LOST');
      expect((await rejection(channel.receive())).code).toBe('ERR_EMBED_CONNECTION_LOST');
      for (const { promise } of sends) await promise.catch(() => {});
    });
  },
);
