import { createHmac } from 'node:crypto';
import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RequestRecord } from '../../lib/preview/request-record.js';
import { type Answer, type Preview, startPreview, UPLOAD_KEY } from './preview.js';

const inAMinute = (): number => Math.floor(Date.now() / 1000) + 60;

/** As the agent beside the app makes it. */
function address(name: string, expires: number | string = inAMinute(), key: string = UPLOAD_KEY): string {
  const signature = createHmac('sha256', key).update(`${name}\n${expires}`).digest('hex');
  return `upload?f=${encodeURIComponent(name)}&e=${expires}&s=${signature}`;
}

function put(preview: Preview, path: string, body: string | Uint8Array = 'content'): Promise<Answer> {
  return preview.ask(path, { method: 'PUT', headers: { origin: preview.server.origin }, body });
}

/** Every file and folder below the folder of uploads, hidden ones too; none when it is not there. */
async function stored(preview: Preview): Promise<string[]> {
  const all = await readdir(join(preview.folder, 'uploads'), { recursive: true }).catch(() => []);
  return all.map((name) => name.replaceAll('\\', '/')).sort();
}

describe('an upload', () => {
  test('is stored under its name, in the folders that it names', async () => {
    const preview = await startPreview();
    const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => index);
    for (const name of ['a.bin', 'sub/folder/b ü%.bin', 'empty.bin']) {
      const content = name === 'empty.bin' ? new Uint8Array() : bytes;
      expect(await put(preview, address(name), content)).toMatchObject({ status: 200 });
      expect((await readFile(join(preview.folder, 'uploads', name))).equals(content)).toBe(true);
    }
    expect(await stored(preview)).toEqual(['a.bin', 'empty.bin', 'sub', 'sub/folder', 'sub/folder/b ü%.bin']);
  });

  test('replaces an older one of the same name', async () => {
    const preview = await startPreview();
    await put(preview, address('a.txt'), 'older');
    await put(preview, address('a.txt'), 'newer');
    expect(await readFile(join(preview.folder, 'uploads', 'a.txt'), 'utf8')).toBe('newer');
    expect(await stored(preview)).toEqual(['a.txt']);
  });

  test('goes to the path that the server names, which holds the token', async () => {
    const preview = await startPreview();
    expect(preview.server.uploadPath).toBe(`${preview.base}upload`);
  });

  test('is not taken by a server without a folder for it', async () => {
    const preview = await startPreview({ uploads: undefined, uploadKey: undefined });
    expect((await put(preview, address('a.txt'))).status).toBe(405);
    await expect(startPreview({ uploadKey: undefined })).rejects.toThrow(
      'Expected uploads and uploadKey together for PreviewServer.start but received only uploads',
    );
  });
});

describe('the address of an upload', () => {
  test('has to be signed by the app: name, expiry and key', async () => {
    const preview = await startPreview();
    const sound = address('a.txt');
    const wrong = [
      address('a.txt', inAMinute(), 'another key'),
      sound.replace('f=a.txt', 'f=b.txt'),
      sound.replace(/e=(\d+)/, (_, expires) => `e=${Number(expires) + 1}`),
      sound.replace(/s=.*/, 's='),
      sound.replace(/&s=.*/, ''),
      sound.slice(0, -1),
      'upload',
    ];
    for (const path of wrong) expect((await put(preview, path)).status, path).toBe(403);
    expect(await stored(preview)).toEqual([]);
    expect((await put(preview, sound)).status).toBe(200);
  });

  test('expires', async () => {
    const preview = await startPreview();
    const now = Math.floor(Date.now() / 1000);
    for (const expires of [now - 1, 0, -1, '', 'never', '1e99', `${now + 60}.5`]) {
      expect((await put(preview, address('a.txt', expires))).status, String(expires)).toBe(410);
    }
    expect(await stored(preview)).toEqual([]);
  });
});

describe('the name of an upload', () => {
  test.each([
    '',
    '.',
    '..',
    '../a.txt',
    'a/../../b.txt',
    'a/./b.txt',
    '/etc/a.txt',
    'a//b.txt',
    'a/',
    '..\\a.txt',
    'C:\\a.txt',
    'C:a.txt',
    '\\\\?\\C:\\a.txt',
    'a.txt:stream',
    'NUL',
    'sub/con.txt',
    'a.txt.',
    'a.txt ',
    'a\0.txt',
  ])('%j leads nowhere, though the app has signed it', async (name) => {
    const preview = await startPreview();
    expect((await put(preview, address(name))).status).toBe(400);
    expect(await stored(preview)).toEqual([]);
  });

  test.skipIf(process.platform === 'win32')('leads out through no symbolic link', async () => {
    const preview = await startPreview();
    const outside = join(preview.folder, 'outside');
    await preview.write('uploads', { '../outside/kept.txt': 'kept', 'inside/kept.txt': 'kept' });
    await symlink(outside, join(preview.folder, 'uploads', 'link'));
    await symlink('inside', join(preview.folder, 'uploads', 'own'));
    await symlink(join(outside, 'kept.txt'), join(preview.folder, 'uploads', 'file.txt'));
    expect((await put(preview, address('link/a.txt'))).status).toBe(400);
    expect((await put(preview, address('link/new/a.txt'))).status).toBe(400);
    expect((await put(preview, address('own/a.txt'))).status).toBe(200);
    // The link is replaced, what it leads to is not.
    expect((await put(preview, address('file.txt'), 'new')).status).toBe(200);
    expect(await readdir(outside)).toEqual(['kept.txt']);
    expect(await readFile(join(outside, 'kept.txt'), 'utf8')).toBe('kept');
    expect(await readdir(join(preview.folder, 'uploads', 'inside'))).toEqual(['a.txt', 'kept.txt']);
  });

  test('of a folder that is there cannot be taken, and nothing is left', async () => {
    const preview = await startPreview();
    await mkdir(join(preview.folder, 'uploads', 'folder'), { recursive: true });
    expect((await put(preview, address('folder'))).status).toBe(500);
    expect(await stored(preview)).toEqual(['folder']);
  });
});

describe('an upload that is too large', () => {
  const TOO_LARGE = new Uint8Array(3_000_000);

  test.each([
    ['says so beforehand', { 'content-length': String(TOO_LARGE.length) }],
    ['does not say how much it is', { 'transfer-encoding': 'chunked' }],
  ])('gets an answer and the end of the connection when it %s', async (_, length) => {
    const preview = await startPreview({ maxUploadBytes: 1_000_000 });
    const headers = { origin: preview.server.origin, ...length };
    const answer = await preview.ask(address('a.bin'), { method: 'PUT', headers, body: TOO_LARGE });
    expect(answer).toMatchObject({ status: 413, body: 'The file has more than 1000000 bytes\n' });
    expect(answer.headers.connection).toBe('close');
    expect(await stored(preview)).toEqual([]);
  });

  test('is one byte above the limit', async () => {
    const preview = await startPreview({ maxUploadBytes: 5 });
    expect((await put(preview, address('a.bin'), '12345')).status).toBe(200);
    expect((await put(preview, address('b.bin'), '123456')).status).toBe(413);
    expect(await stored(preview)).toEqual(['a.bin']);
  });

  test('is not read for ever', async () => {
    const preview = await startPreview({ maxUploadBytes: 1_000_000 });
    const { socket, text } = open(preview, `Transfer-Encoding: chunked\r\n\r\n`);
    const chunk = Buffer.concat([Buffer.from('100000\r\n'), Buffer.alloc(0x100000), Buffer.from('\r\n')]);
    // Until the server has had enough.
    await new Promise<void>((resolve) => {
      const push = (): void => {
        while (!socket.destroyed && socket.write(chunk));
      };
      socket.on('drain', push);
      socket.once('close', () => resolve());
      push();
    });
    expect(text()).toMatch(/^HTTP\/1\.1 413 /);
    await preview.server.close();
    expect(await stored(preview)).toEqual([]);
  });
});

describe('an upload that breaks', () => {
  test('leaves nothing behind when the client goes', async () => {
    const preview = await startPreview();
    const { socket } = open(preview, 'Content-Length: 1000\r\n\r\nthe beginning');
    await partOf(preview);
    const logged = new Promise<RequestRecord>((resolve) => preview.server.on('request', resolve));
    socket.destroy();
    await logged;
    await preview.server.close();
    expect(await stored(preview)).toEqual([]);
  });

  test('leaves nothing behind when the server is closed', async () => {
    const preview = await startPreview();
    open(preview, 'Content-Length: 1000\r\n\r\nthe beginning');
    await partOf(preview);
    await preview.server.close();
    expect(await stored(preview)).toEqual([]);
  });

  /** The file that it is written to until it is whole. */
  async function partOf(preview: Preview): Promise<void> {
    await expect.poll(() => stored(preview), { timeout: 20_000 }).toEqual([expect.stringMatching(/^\..+\.part$/)]);
  }
});

/** An upload to `sub/a.bin` of which the test writes the rest itself. */
function open(preview: Preview, rest: string): { socket: Socket; text: () => string } {
  const socket = connect(preview.port, '127.0.0.1');
  let received = '';
  socket.on('data', (chunk) => {
    received += chunk;
  });
  socket.on('error', () => {});
  const { host } = new URL(preview.server.origin);
  const path = `${preview.base}${address('sub/a.bin')}`;
  socket.write(`PUT ${path} HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${preview.server.origin}\r\n${rest}`);
  return { socket, text: () => received };
}
