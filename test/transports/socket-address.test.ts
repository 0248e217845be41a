import { describe, expect, test } from 'vitest';
import { longestSocketPath, pipePath, resolveAddress } from '../../lib/transports/socket-address.js';
import { thrown } from '../conformance/watched.js';

const resolve = (address: unknown, platform: string): unknown => resolveAddress(address, 'connectSocket', platform);
const refusal = (address: unknown, platform: string): Error & { code?: string } =>
  thrown(() => resolve(address, platform));

describe('a TCP address', () => {
  test.each(['linux', 'darwin', 'win32'])('is the same on %s', (platform) => {
    expect(resolve({ port: 8550 }, platform)).toEqual({
      target: { host: '127.0.0.1', port: 8550 },
      title: '127.0.0.1:8550',
    });
    expect(resolve({ host: '::1', port: 1 }, platform)).toEqual({
      target: { host: '::1', port: 1 },
      title: '[::1]:1',
    });
  });
});

describe('a Unix domain socket', () => {
  test.each([
    ['linux', 107],
    ['darwin', 103],
    ['freebsd', 103],
  ])('on %s has a path of at most %i bytes', (platform, longest) => {
    expect(longestSocketPath(platform)).toBe(longest);
    const path = `/tmp/${'x'.repeat(longest - 5)}`;
    expect(resolve({ path }, platform)).toEqual({ target: { path }, title: path });
    const error = refusal({ path: `${path}x` }, platform);
    expect(error.code).toBe('ERR_EMBED_ADDRESS');
    expect(error.message).toBe(
      `Expected the path of a socket of at most ${longest} bytes for connectSocket but received '${path}x': ` +
        `it has ${longest + 1} bytes; put the socket into a folder with a shorter path`,
    );
  });

  test('bytes count, not characters', () => {
    const path = `/tmp/${'ä'.repeat(52)}`;
    expect(refusal({ path }, 'linux').message).toContain('it has 109 bytes');
  });

  test('does not exist on Windows', () => {
    const error = refusal({ path: 'C:\\temp\\app.sock' }, 'win32');
    expect(error.code).toBe('ERR_EMBED_ADDRESS');
    expect(error.message).toMatch(/^Expected a named pipe such as \\\\\.\\pipe\\app for connectSocket but received/);
  });
});

describe('a named pipe', () => {
  test.each([
    ['app', '\\\\.\\pipe\\app'],
    ['\\\\.\\pipe\\app', '\\\\.\\pipe\\app'],
    ['\\\\?\\pipe\\app', '\\\\?\\pipe\\app'],
    ['//./pipe/app', '//./pipe/app'],
    ['LOCAL\\app', '\\\\.\\pipe\\LOCAL\\app'],
  ])('%s has the path %s', (name, path) => {
    expect(pipePath(name)).toBe(path);
    expect(resolve({ pipe: name }, 'win32')).toEqual({ target: { path }, title: path });
    expect(resolve({ path }, 'win32')).toEqual({ target: { path }, title: path });
  });

  test('has a path of at most 256 characters', () => {
    const longest = 'x'.repeat(256 - '\\\\.\\pipe\\'.length);
    resolve({ pipe: longest }, 'win32');
    const error = refusal({ pipe: `${longest}x` }, 'win32');
    expect(error.code).toBe('ERR_EMBED_ADDRESS');
    expect(error.message).toContain('at most 256 characters');
  });

  test.each(['linux', 'darwin'])('does not exist on %s', (platform) => {
    for (const address of [{ pipe: 'app' }, { path: '\\\\.\\pipe\\app' }]) {
      const error = refusal(address, platform);
      expect(error.code).toBe('ERR_EMBED_ADDRESS');
      expect(error.message).toContain('named pipes exist on Windows only');
    }
  });

  test('has a name', () => {
    expect(refusal({ pipe: '' }, 'win32')).toBeInstanceOf(RangeError);
    expect(refusal({ pipe: 7 }, 'win32')).toBeInstanceOf(TypeError);
  });
});
