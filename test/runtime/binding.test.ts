import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { STATUS_CODES } from '../../lib/errors.js';
import { loadNative } from '../../lib/native.js';

const header = readFileSync(new URL('../../native/include/flet_embed.h', import.meta.url), 'utf8');
const native = loadNative();
const functions = native as unknown as Record<string, (...args: unknown[]) => unknown>;
const options = { capacity: 0, highWaterMark: 0, maxMessageBytes: 0 };

/** What JavaScript does without, and why stands in native/node/binding.h. */
const NOT_BOUND = ['hostPoll', 'blockData', 'blockSize', 'blockRetain'];

test('every function of flet_embed.h is bound under its name', () => {
  const names = [...header.matchAll(/^FE_API [^(]*?\bfe_(\w+)\(/gm)].map(([, name]) =>
    name!.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
  );
  expect(names.length).toBeGreaterThan(30);
  expect(names.filter((name) => typeof functions[name] !== 'function')).toEqual(NOT_BOUND);
});

test('the addon and the library have one table of codes, in one order', () => {
  const codes = Object.keys(STATUS_CODES);
  expect(codes.map((_, at) => native.statusCode(at + 1))).toEqual(codes);
  expect(codes.map((_, at) => native.statusMessage(at + 1))).toEqual(Object.values(STATUS_CODES));
});

test('a value that is no handle, or the handle of something else, is a TypeError', () => {
  const host = native.hostCreate(() => {}, new Uint32Array(8));
  const withHandle = Object.keys(native).filter((name) => /^(host|runtime|program|channel|bridge)/.test(name));
  expect(withHandle.length).toBeGreaterThan(20);
  for (const name of withHandle) {
    const wrong: unknown[] = [undefined, null, 1, 'x', {}, [], () => {}, new Proxy({}, {})];
    if (!/^(host|runtimeStart|channelOpen|bridgeOpen)/.test(name)) wrong.push(host);
    for (const value of wrong) expect(() => functions[name]!(value, 0, 0, 0), name).toThrow(TypeError);
  }
  native.hostDestroy(host);
});

test('a host that was destroyed refuses, and does not crash', () => {
  const host = native.hostCreate(() => {}, new Uint32Array(8));
  native.hostDestroy(host);
  native.hostDestroy(host);
  native.hostRef(host);
  native.hostUnref(host);
  expect(() => native.channelOpen(host, 'c', options, 0)).toThrow(
    expect.objectContaining({ code: 'ERR_EMBED_INVALID_HANDLE' }),
  );
});

test('a channel that was released refuses, and does not crash', () => {
  const host = native.hostCreate(() => {}, new Uint32Array(8));
  const channel = native.channelOpen(host, 'c', options, 0);
  native.channelRelease(channel);
  expect(() => native.channelRelease(channel)).toThrow(expect.objectContaining({ code: 'ERR_EMBED_INVALID_HANDLE' }));
  expect(native.statusCode(native.channelTrySend(channel, new Uint8Array(1)))).toBe('ERR_EMBED_INVALID_HANDLE');
  expect(native.channelReceive(channel, 1, 0)).toBeUndefined();
  native.channelTaken(channel, 1);
  native.hostDestroy(host);
});
