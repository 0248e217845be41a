import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { PreviewServer } from '../../lib/preview/server.js';
import { startPreview } from './preview.js';
import { ScriptedViewers } from './scripted-viewers.js';

const SOUND = { mirror: new ScriptedViewers(), web: '/nowhere' };

describe('a preview that cannot listen says why', () => {
  test('a port in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await expect(PreviewServer.start({ ...SOUND, port })).rejects.toMatchObject({
      name: 'PreviewError',
      code: 'ERR_EMBED_PREVIEW_PORT',
      message: `Expected a free port but ${port} on 127.0.0.1 is in use; end the program that uses it, or take another port`,
      cause: { code: 'EADDRINUSE' },
    });
  });

  test.each(['192.0.2.1', 'no.such.host.invalid'])('the address %s, which is not of this machine', async (host) => {
    await expect(PreviewServer.start({ ...SOUND, host })).rejects.toMatchObject({
      code: 'ERR_EMBED_PREVIEW_ADDRESS',
      message: expect.stringMatching(
        `^Expected an address of this machine but the preview cannot listen on ${host}:0: `,
      ),
    });
  });

  test.each([
    [{}, 'Expected an object with attach() for mirror of PreviewServer.start but received undefined'],
    [{ ...SOUND, web: '' }, "Expected a non-empty string for web of PreviewServer.start but received '' (string)"],
    [{ ...SOUND, port: 65_536 }, 'Expected an integer from 0 to 65535 for port of PreviewServer.start'],
    [{ ...SOUND, frame: { width: 0, height: 1 } }, 'Expected an integer from 1 to 10000 for width of'],
    [{ ...SOUND, token: 'short' }, 'Expected 22 or more letters, digits, - and _ for token of'],
    [{ ...SOUND, asset: 'a' }, "did you mean 'assets'?"],
  ])('%j', async (options, message) => {
    await expect(PreviewServer.start(options as typeof SOUND)).rejects.toThrow(message);
  });
});

describe('a preview that is closed', () => {
  test('cuts every connection at once, and frees its port', async () => {
    const preview = await startPreview();
    const client = preview.connect('ws');
    const page = preview.connect('events');
    const idle = connect(preview.port, '127.0.0.1');
    const half = connect(preview.port, '127.0.0.1');
    half.write('GET / HTTP/1.1\r\nHost: ');
    for (const socket of [idle, half]) socket.on('error', () => {});
    await Promise.all([once(client, 'open'), once(page, 'open'), once(idle, 'connect'), once(half, 'connect')]);
    const viewer = await preview.viewers.attached.first();
    const ends = [client, page, idle.resume(), half.resume()].map(
      (socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
    );
    await preview.server.close();
    await Promise.all(ends);
    await viewer.detached;
    const again = await PreviewServer.start({ ...SOUND, port: preview.port });
    await again.close();
  });

  test('is closed once', async () => {
    const preview = await startPreview();
    expect(preview.server.close()).toBe(preview.server.close());
    await preview.server.close();
    preview.server.tell({ kind: 'reload' });
  });
});

test('each server has a token of its own', async () => {
  const urls = [await startPreview(), await startPreview()].map(({ server }) => new URL(server.url).pathname);
  expect(new Set(urls).size).toBe(2);
  for (const path of urls) expect(path).toMatch(/^\/[\w-]{32}\/$/);
});

test('nothing of the environment is served', async () => {
  const secret = 'a value that only this process has';
  process.env['FLET_EMBED_TEST_SECRET'] = secret;
  onTestFinished(() => {
    delete process.env['FLET_EMBED_TEST_SECRET'];
  });
  const preview = await startPreview({ onRestart: () => {} });
  for (const path of ['', 'flet-embed.js', 'events', 'missing.png', '%00', 'a/b/c']) {
    const { body, headers } = await preview.ask(path);
    expect(body + JSON.stringify(headers)).not.toMatch(/a value that only|FLET_EMBED_TEST_SECRET|node_modules/);
    expect(body + JSON.stringify(headers)).not.toContain(preview.folder);
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('server');
  }
});
