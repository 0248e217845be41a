import { mkdir, rm, symlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isFileName, parsePath } from '../../lib/preview/asset-path.js';
import { startPreview } from './preview.js';

describe('which file is served', () => {
  test('the app’s own before the client’s', async () => {
    const preview = await startPreview();
    expect(await preview.ask('favicon.png')).toMatchObject({ status: 200, body: 'the client’s' });
    await preview.write('assets', { 'favicon.png': 'the app’s', 'images/a b/ü%.txt': 'found' });
    expect(await preview.ask('favicon.png')).toMatchObject({ status: 200, body: 'the app’s' });
    expect(await preview.ask('images/a%20b/%C3%BC%25.txt')).toMatchObject({ status: 200, body: 'found' });
  });

  test('for what is missing: the page where it may be a route of the app, else nothing', async () => {
    const preview = await startPreview();
    for (const route of [
      'store',
      'store/',
      'store/5',
      'a/b.html',
      'user:5',
      'con',
      'a//b',
      'events',
      'restart',
      'ws',
      'upload',
    ]) {
      const { status, headers } = await preview.ask(route);
      expect([route, status, headers['content-type']]).toEqual([route, 200, 'text/html; charset=utf-8']);
    }
    for (const file of ['missing.png', 'store/v1.5', 'images/x.svg', 'main.dart.js']) {
      expect(await preview.ask(file), file).toMatchObject({ status: 404, body: 'Not found\n' });
    }
  });

  test('a folder is none', async () => {
    const preview = await startPreview();
    await mkdir(join(preview.folder, 'assets', 'v1.0'), { recursive: true });
    expect((await preview.ask('v1.0')).status).toBe(404);
    expect((await preview.ask('v1.0/')).headers['content-type']).toBe('text/html; charset=utf-8');
  });

  test('the script that reloads the page, which Flutter calls a service worker, is not', async () => {
    const preview = await startPreview();
    expect((await preview.ask('flutter_service_worker.js?v=1')).status).toBe(404);
  });

  test('a font for other scripts that the client lacks is answered with one that it has', async () => {
    const preview = await startPreview();
    expect(await preview.ask('assets/fonts/notosanssc/v37/x.woff2')).toMatchObject({ status: 200, body: 'roboto' });
    expect((await preview.ask('assets/fonts/x.json')).status).toBe(404);
  });
});

describe('how a file is served', () => {
  test.each([
    ['main.dart.mjs', 'text/javascript; charset=utf-8'],
    ['main.dart.wasm', 'application/wasm'],
    ['assets/fonts/roboto.woff2', 'font/woff2'],
    ['assets/FontManifest.json', 'application/json; charset=utf-8'],
  ])('%s as %s', async (path, type) => {
    const preview = await startPreview();
    expect((await preview.ask(path)).headers['content-type']).toBe(type);
  });

  test('never from a stale cache: the browser asks each time, and gets 304 while nothing has changed', async () => {
    const preview = await startPreview();
    await preview.write('assets', { 'a.txt': 'one' });
    const path = join(preview.folder, 'assets', 'a.txt');
    await utimes(path, 1_000, 1_000);
    const first = await preview.ask('a.txt');
    expect(first.headers['cache-control']).toBe('no-cache');
    const conditions = { 'if-none-match': first.headers.etag! };
    expect(await preview.ask('a.txt', { headers: conditions })).toMatchObject({ status: 304, body: '' });
    await preview.write('assets', { 'a.txt': 'two' });
    expect(await preview.ask('a.txt', { headers: conditions })).toMatchObject({ status: 200, body: 'two' });
  });

  test('in parts, where a player asks for them', async () => {
    const preview = await startPreview();
    await preview.write('assets', { 'a.mp3': '0123456789' });
    const part = (range: string) => preview.ask('a.mp3', { headers: { range } });
    expect(await part('bytes=2-4')).toMatchObject({ status: 206, body: '234' });
    expect((await part('bytes=2-4')).headers['content-range']).toBe('bytes 2-4/10');
    expect(await part('bytes=-3')).toMatchObject({ status: 206, body: '789' });
    expect(await part('bytes=7-')).toMatchObject({ status: 206, body: '789' });
    expect(await part('bytes=20-')).toMatchObject({ status: 416, headers: { 'content-range': 'bytes */10' } });
  });

  test('to HEAD without its content', async () => {
    const preview = await startPreview();
    await preview.write('assets', { 'a.txt': '12345' });
    for (const [path, length] of [
      ['a.txt', '5'],
      ['', undefined],
    ] as const) {
      const { status, headers, body } = await preview.ask(path, { method: 'HEAD' });
      expect([status, body]).toEqual([200, '']);
      expect(headers['content-length']).toEqual(length ?? expect.stringMatching(/^\d{3,}$/));
    }
  });

  test('other methods change nothing', async () => {
    const preview = await startPreview();
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const headers = { origin: preview.server.origin };
      expect(await preview.ask('favicon.png', { method, headers })).toMatchObject({
        status: 405,
        headers: { allow: 'GET, HEAD' },
      });
    }
  });
});

describe('no path leaves the folders', () => {
  const OUTSIDE = ['secret.txt', 'web-secret/secret.txt', 'assets2/secret.txt'];

  async function startBesideSecrets() {
    const preview = await startPreview();
    await preview.write('assets', { 'a.txt': 'inside', 'folder/b.txt': 'inside' });
    for (const path of OUTSIDE) await preview.write('assets', { [`../${path}`]: 'secret' });
    return preview;
  }

  test.each([
    '../secret.txt',
    'folder/../../secret.txt',
    '%2e%2e/secret.txt',
    '%2E%2E/secret.txt',
    '.%2e/secret.txt',
    '%2e%2e%2fsecret.txt',
    '..%2fsecret.txt',
    '..%5csecret.txt',
    '..\\secret.txt',
    '%252e%252e/secret.txt',
    '%252e%252e%252fsecret.txt',
    '%25252e%25252e/secret.txt',
    '..%c0%afsecret.txt',
    '%c0%ae%c0%ae/secret.txt',
    '%u002e%u002e/secret.txt',
    '....//secret.txt',
    './/../secret.txt',
    '/../secret.txt',
    'a.txt%00/../../secret.txt',
    '../secret.txt%00.png',
    '../assets2/secret.txt',
    '..;/secret.txt',
    '%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
    '//etc/passwd',
    '%2fetc%2fpasswd',
    'file:///etc/passwd',
    'C:/Windows/win.ini',
    'C:%5cWindows%5cwin.ini',
    '%5c%5c%3f%5cC:%5cWindows%5cwin.ini',
    '%5c%5c.%5cC:%5cWindows%5cwin.ini',
    '%5c%5clocalhost%5cC$%5cWindows%5cwin.ini',
  ])('%s', async (path) => {
    const preview = await startBesideSecrets();
    const { status, body, headers } = await preview.ask(path);
    expect(body).not.toMatch(/secret|root:|\[fonts\]/);
    // Where no extension tells it from a route it is one.
    if (status !== 404) expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(await preview.ask('a.txt')).toMatchObject({ status: 200, body: 'inside' });
  });

  test.skipIf(process.platform === 'win32')('symbolic links lead only to what is inside', async () => {
    const preview = await startBesideSecrets();
    const assets = join(preview.folder, 'assets');
    await symlink(join(preview.folder, 'secret.txt'), join(assets, 'file.txt'));
    await symlink(preview.folder, join(assets, 'up'));
    await symlink(join(preview.folder, 'assets2'), join(assets, 'beside'));
    await symlink('folder/b.txt', join(assets, 'own.txt'));
    await symlink('loop.txt', join(assets, 'loop.txt'));
    for (const path of ['file.txt', 'up/secret.txt', 'up/assets/a.txt', 'beside/secret.txt', 'loop.txt']) {
      expect(await preview.ask(path), path).toMatchObject({
        body: path === 'up/assets/a.txt' ? 'inside' : 'Not found\n',
      });
    }
    expect(await preview.ask('own.txt')).toMatchObject({ status: 200, body: 'inside' });
  });

  test.skipIf(process.platform === 'win32')('the folder itself may be a link', async () => {
    const preview = await startBesideSecrets();
    const assets = join(preview.folder, 'assets');
    await preview.write('assets', { '../elsewhere/c.txt': 'there' });
    await rm(assets, { recursive: true });
    await symlink(join(preview.folder, 'elsewhere'), assets);
    expect(await preview.ask('c.txt')).toMatchObject({ status: 200, body: 'there' });
  });

  test('hidden files are not served', async () => {
    const preview = await startPreview();
    await preview.write('assets', { '.env': 'KEY=1', '.git/config.txt': 'x', 'a/.secret.txt': 'x' });
    expect((await preview.ask('.git/config.txt')).status).toBe(404);
    expect((await preview.ask('a/.secret.txt')).status).toBe(404);
    expect((await preview.ask('.env')).body).not.toContain('KEY');
  });
});

describe('names of files', () => {
  test.each(['a.txt', 'A B.txt', 'ü%.txt', '%2e%2e', 'console.txt', 'a.con', 'com.txt', 'nuln', '.env', '..a', 'a..b'])(
    '%j',
    (name) => {
      expect(isFileName(name)).toBe(true);
    },
  );

  test.each([
    '',
    '.',
    '..',
    '...',
    'a.',
    'a.txt.',
    'a.txt ',
    'a/b',
    'a\\b',
    'C:',
    'C:a.txt',
    'a.txt:stream',
    'a.txt::$DATA',
    'NUL',
    'nul.txt',
    'CON',
    'con.a.b',
    'aux .txt',
    'COM1',
    'com1.log',
    'lpt9.txt',
    'COM¹',
    'CONIN$',
    'prn',
    'a\0.txt',
    'a\n',
    'a?',
    'a*',
    '<a>',
    '"a"',
    'a|b',
  ])('not %j, on any system', (name) => {
    expect(isFileName(name)).toBe(false);
  });

  test('are decoded once', () => {
    expect(parsePath('a%20b/c')).toEqual(['a b', 'c']);
    expect(parsePath('%252e%252e')).toEqual(['%2e%2e']);
    expect(parsePath('')).toEqual(['']);
    for (const bad of ['..', 'a/../b', '%2e', 'a%2fb', 'a%5Cb', 'a\\b', '%00', '%', '%zz', '%ff']) {
      expect(parsePath(bad), bad).toBeUndefined();
    }
  });
});
