/** An app that cannot have the address that it is to listen at: a clear error each, and no process left. */

import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchHost } from '../../lib/launch/host.js';
import type { LaunchTransport } from '../../lib/launch/transports.js';
import { fixture, PYTHON } from './launched.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'flet-embed-address-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function refusal(transport: LaunchTransport, env: Record<string, string>): Promise<Error & { code?: string }> {
  return launchHost(fixture('counter'), { transport, env, python: PYTHON }).then(
    async (host) => {
      await host.close();
      throw new Error('Expected the launch to fail');
    },
    (error: Error) => error,
  );
}

const TCP = ['tcp', 'websocket'] as const;

describe.each(TCP)('over %s', (transport) => {
  test('a port that is in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const error = await refusal(transport, { FLET_SERVER_PORT: String(port) });
    expect(error.code).toBe('ERR_EMBED_LAUNCH_ADDRESS');
    expect(error.message).toContain(`${port}`);
    expect(error.message).toContain('in use');
    expect(error.message).toContain('finds a free address');
    server.close();
  });

  test('a port that is free and that the environment names is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    server.close();
    await once(server, 'close');
    const env = { FLET_SERVER_PORT: String(port) };
    const host = await launchHost(fixture('counter'), { transport, env, python: PYTHON });
    await host.close();
  });
});

describe.skipIf(process.platform === 'win32')('over a Unix domain socket', () => {
  test('a path that is too long: before anything is started', async () => {
    const path = join(folder, 'x'.repeat(120));
    const error = await refusal('unix', { FLET_SERVER_UDS_PATH: path });
    expect(error.code).toBe('ERR_EMBED_LAUNCH_ADDRESS');
    expect(error.message).toMatch(
      /there can be no socket for the app: Expected the path of a socket of at most \d+ bytes/,
    );
  });

  test('a folder that is not there, and a path below a file', async () => {
    const error = await refusal('unix', { FLET_SERVER_UDS_PATH: join(folder, 'nowhere', 'app') });
    expect(error.code).toBe('ERR_EMBED_LAUNCH_ADDRESS');
    expect(error.message).toContain('No such file or directory');
    writeFileSync(join(folder, 'file'), '');
    const below = await refusal('unix', { FLET_SERVER_UDS_PATH: join(folder, 'file', 'app') });
    expect(below.code).toBe('ERR_EMBED_LAUNCH_ADDRESS');
    expect(below.message).toContain('Not a directory');
  });

  test('a socket that a killed app has left behind is no obstacle', async () => {
    const path = join(folder, 'left');
    const leave = 'import os, socket, sys; s = socket.socket(socket.AF_UNIX); s.bind(sys.argv[1]); os._exit(0)';
    execFileSync(process.platform === 'win32' ? 'python' : 'python3', ['-c', leave, path]);
    const env = { FLET_SERVER_UDS_PATH: path };
    const host = await launchHost(fixture('counter'), { transport: 'unix', env, python: PYTHON });
    await host.close();
  });

  test('a disk without space for the socket', async (context) => {
    const disk = fullDisk();
    if (disk === undefined) context.skip('only root can mount the small disk that this fills');
    try {
      const error = await refusal('unix', { FLET_SERVER_UDS_PATH: join(disk!.path, 'app') });
      expect(error.code).toBe('ERR_EMBED_LAUNCH_ADDRESS');
      expect(error.message).toContain('No space left on device');
    } finally {
      disk!.unmount();
    }
  });

  /** A file system in memory that has no room for another file. */
  function fullDisk(): { path: string; unmount: () => void } | undefined {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
    const path = mkdtempSync(join(folder, 'disk-'));
    try {
      // One node is its root, the other the file.
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16k,nr_inodes=2', 'none', path], { stdio: 'ignore' });
    } catch {
      return undefined;
    }
    writeFileSync(join(path, 'file'), '');
    return { path, unmount: () => execFileSync('umount', [path]) };
  }
});

test('a transport that this system does not have', async () => {
  const [transport, other] = process.platform === 'win32' ? (['unix', 'tcp'] as const) : (['pipe', 'unix'] as const);
  const error = await refusal(transport, {});
  expect(error.code).toBe('ERR_EMBED_LAUNCH_TRANSPORT');
  expect(error.message).toContain(`use '${other}'`);
});

test('a transport that there is not', async () => {
  await expect(launchHost(fixture('counter'), { transport: 'carrier pigeon' as never })).rejects.toThrow(
    /^Expected one of 'embedded', .* for transport of launch but received 'carrier pigeon'/,
  );
  process.env['FLET_EMBED_TRANSPORT'] = 'smoke';
  try {
    await expect(launchHost(fixture('counter'))).rejects.toThrow(/for FLET_EMBED_TRANSPORT but received 'smoke'/);
  } finally {
    delete process.env['FLET_EMBED_TRANSPORT'];
  }
});
