import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { hostNames, origins } from '../../lib/preview/host-names.js';
import { createToken, isSameSecret, parseTarget } from '../../lib/preview/token.js';
import { type Answer, type Preview, startPreview } from './preview.js';

/** What everybody gets who may not come in, whatever the reason. */
function expectNothing({ status, body, headers }: Answer): void {
  expect({ status, body }).toEqual({ status: 404, body: 'Not found\n' });
  expect(Object.keys(headers).sort()).toEqual([
    'cache-control',
    'connection',
    'content-length',
    'content-type',
    'cross-origin-opener-policy',
    'cross-origin-resource-policy',
    'date',
    'referrer-policy',
    'x-content-type-options',
  ]);
}

describe('the token', () => {
  test('has 192 random bits that need no escaping, and is another one each time', () => {
    const tokens = Array.from({ length: 200 }, createToken);
    for (const token of tokens) expect(token).toMatch(/^[\w-]{32}$/);
    expect(new Set(tokens).size).toBe(200);
  });

  test('is compared as a whole', () => {
    expect(isSameSecret('secret', 'secret')).toBe(true);
    for (const wrong of ['', 'secre', 'secret1', 'Secret', 'ſecret']) expect(isSameSecret(wrong, 'secret')).toBe(false);
  });

  test('is the first part of the path, not decoded', () => {
    expect(parseTarget('/abc/d/e?f=g?h', 'abc')).toEqual({ path: 'd/e', query: 'f=g?h' });
    expect(parseTarget('/abc/', 'abc')).toEqual({ path: '', query: '' });
    expect(parseTarget('/abc', 'abc')).toEqual({ path: undefined, query: '' });
    expect(parseTarget('/abc?x', 'abc')).toEqual({ path: undefined, query: 'x' });
    for (const wrong of ['', '/', '//abc/', '/%61bc/', '/abcd/', '/ab', 'abc/', 'http://host/abc/', '*', '/?abc']) {
      expect(parseTarget(wrong, 'abc'), wrong).toBeUndefined();
    }
  });

  test('opens every page and resource; without it nothing says that anything is there', async () => {
    const preview = await startPreview();
    const token = preview.base.slice(1, -1);
    const paths = ['', 'index.html', 'main.dart.wasm', 'assets/FontManifest.json', 'some/route', 'flet-embed.js'];
    for (const path of paths) {
      expect((await preview.ask(path)).status, path).toBe(200);
      for (const wrong of ['/', `/${token.slice(0, -1)}x/`, `/${token.toLowerCase()}X/`, '//', `/x/../${token}/`]) {
        expectNothing(await preview.askAt(wrong + path));
      }
    }
    expect(await preview.askAt(`/${token}`)).toMatchObject({ status: 308, headers: { location: preview.base } });
  });

  test('can be that of an earlier server, whose pages go on', async () => {
    const token = createToken();
    const preview = await startPreview({ token });
    expect(preview.server.url).toBe(`${preview.server.origin}/${token}/`);
    expect((await preview.ask('')).status).toBe(200);
  });
});

describe('Host', () => {
  test('is a name of the server, with its port', async () => {
    const preview = await startPreview();
    const { port } = preview;
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `LOCALHOST:${port}`]) {
      expect((await preview.ask('', { headers: { host } })).status, host).toBe(200);
    }
    const wrong = [
      `evil.example:${port}`,
      `127.0.0.1:${port + 1}`,
      '127.0.0.1',
      `127.0.0.1.nip.io:${port}`,
      `0.0.0.0:${port}`,
    ];
    for (const host of [...wrong, `localhost:${port}.evil.example`]) {
      expectNothing(await preview.ask('', { headers: { host } }));
    }
    // Only the oldest form of HTTP goes without.
    const socket = connect(port, '127.0.0.1');
    socket.end(`GET ${preview.base} HTTP/1.0\r\n\r\n`);
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 404 /);
  });

  test('of a server on all addresses is one of the machine’s own', () => {
    const own = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
    const names = hostNames('0.0.0.0', { address: '0.0.0.0', family: 'IPv4', port: 8080 });
    for (const { address, family } of own) {
      if (family === 'IPv4') expect(names).toContain(`${address}:8080`);
    }
    expect(names).toContain('localhost:8080');
    expect(names).not.toContain('0.0.0.0:8080');
    expect(names).not.toContain('evil.example:8080');
  });

  test('may leave out the default port; addresses of version 6 stand in brackets', () => {
    expect(hostNames('::1', { address: '::1', family: 'IPv6', port: 80 })).toEqual(
      new Set(['[::1]:80', '[::1]', 'localhost:80', 'localhost']),
    );
    expect(origins('::1', { address: '::1', family: 'IPv6', port: 80 })).toEqual({ own: 'http://[::1]', others: [] });
    const named = { address: '192.0.2.7', family: 'IPv4', port: 81 };
    expect(hostNames('Studio.local', named)).toEqual(new Set(['studio.local:81', '192.0.2.7:81']));
    expect(origins('Studio.local', named)).toEqual({
      own: 'http://studio.local:81',
      others: ['http://studio.local:81'],
    });
  });

  test('a server that was not asked for more listens on the loopback only', async () => {
    const preview = await startPreview();
    expect(preview.server.origin).toBe(`http://127.0.0.1:${preview.port}`);
    expect(preview.server.otherUrls).toEqual([]);
  });
});

describe('Origin', () => {
  const CHANGES = [
    ['POST', 'restart'],
    ['PUT', 'upload'],
    ['DELETE', 'assets/x'],
  ] as const;

  test.each(CHANGES)('%s %s needs the origin of the page itself', async (method, path) => {
    let restarts = 0;
    const preview = await startPreview({ onRestart: () => restarts++ });
    const foreign = [
      'http://evil.example',
      'null',
      `http://localhost:${preview.port}`,
      `https://127.0.0.1:${preview.port}`,
    ];
    for (const origin of [...foreign, `http://127.0.0.1:${preview.port + 1}`, '']) {
      expectNothing(await preview.ask(path, { method, headers: { origin } }));
    }
    expectNothing(await preview.ask(path, { method }));
    expect(restarts).toBe(0);
    const own = await preview.ask(path, { method, headers: { origin: preview.server.origin } });
    expect(own.status).not.toBe(404);
  });

  test('of another page is refused when it reads, too', async () => {
    const preview = await startPreview();
    expectNothing(await preview.ask('', { headers: { origin: 'http://evil.example' } }));
    expect((await preview.ask('', { headers: { origin: preview.server.origin } })).status).toBe(200);
  });
});

describe('Sec-Fetch-Site', () => {
  const ask = (preview: Preview, site: string, mode: string, dest: string): Promise<Answer> =>
    preview.ask('', { headers: { 'sec-fetch-site': site, 'sec-fetch-mode': mode, 'sec-fetch-dest': dest } });

  test('the page’s own resources, and an address that a person has typed, are served', async () => {
    const preview = await startPreview();
    expect((await ask(preview, 'same-origin', 'no-cors', 'script')).status).toBe(200);
    expect((await ask(preview, 'none', 'navigate', 'document')).status).toBe(200);
  });

  test.each(['cross-site', 'same-site'])(
    '%s: a link may be followed, nothing may be embedded or fetched',
    async (site) => {
      const preview = await startPreview();
      expect((await ask(preview, site, 'navigate', 'document')).status).toBe(200);
      for (const dest of ['iframe', 'frame', 'object', 'embed'])
        expectNothing(await ask(preview, site, 'navigate', dest));
      for (const dest of ['image', 'script', 'style', 'font', 'audio', 'empty', 'worker', 'manifest', 'document']) {
        expectNothing(await ask(preview, site, 'no-cors', dest));
        expectNothing(await ask(preview, site, 'cors', dest));
      }
    },
  );
});

describe('the log of requests', () => {
  test('has method, path without token and query, and status; why one was refused, and then no path', async () => {
    const preview = await startPreview();
    const seen: object[] = [];
    const stop = preview.server.on('request', (record) => seen.push(record));
    await preview.ask('some/route?secret=1');
    await preview.ask('missing.png', { method: 'HEAD' });
    await preview.askAt('/nearly-the-token/x');
    await preview.ask('', { headers: { host: 'evil.example' } });
    await preview.ask('', { headers: { origin: 'http://evil.example' } });
    await preview.ask('', { headers: { 'sec-fetch-site': 'cross-site' } });
    await expect
      .poll(() => seen)
      .toEqual([
        { method: 'GET', path: '/some/route', status: 200 },
        { method: 'HEAD', path: '/missing.png', status: 404 },
        { method: 'GET', path: '…', status: 404, refused: 'token' },
        { method: 'GET', path: '…', status: 404, refused: 'host' },
        { method: 'GET', path: '…', status: 404, refused: 'origin' },
        { method: 'GET', path: '…', status: 404, refused: 'site' },
      ]);
    stop();
    await preview.ask('');
    expect(seen.length).toBe(6);
  });
});
