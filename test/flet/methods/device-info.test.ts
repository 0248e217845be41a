import { ExtData } from '@msgpack/msgpack';
import { beforeAll, describe, expect, test } from 'vitest';
import { connectScripted } from '../scripted-app.js';
import { answer } from './calls.js';
import { runPython } from './python.js';

type Fields = Record<string, unknown>;

/** What the client answers on a platform, with moments as Python's side of the test reads them. */
async function infoOn(platform: string, web = false): Promise<Fields> {
  const connected = await connectScripted([], { page: { platform, web }, properties: { platform, web } });
  const info = (await answer(connected, 1, 'get_device_info')) as Fields;
  const plain = (value: unknown): unknown =>
    value instanceof ExtData ? { iso: new TextDecoder().decode(value.data as Uint8Array) } : value;
  return Object.fromEntries(Object.entries(info).map(([key, value]) => [key, plain(value)]));
}

const CLASSES: readonly [name: string, platform: string, web: boolean][] = [
  ['AndroidDeviceInfo', 'android', false],
  ['IosDeviceInfo', 'ios', false],
  ['LinuxDeviceInfo', 'linux', false],
  ['MacOsDeviceInfo', 'macos', false],
  ['WebDeviceInfo', 'linux', true],
  ['WindowsDeviceInfo', 'windows', false],
];

describe('Flet builds its device information from what the client answers', () => {
  let built: Record<string, Fields>;
  const answered: Record<string, Fields> = {};

  beforeAll(async () => {
    for (const [name, platform, web] of CLASSES) answered[name] = await infoOn(platform, web);
    built = JSON.parse(runPython('device_infos.py', JSON.stringify(answered))) as Record<string, Fields>;
  }, 60_000);

  test.each(CLASSES)('%s', (name) => {
    const { locales, install_date: installDate, ...fields } = answered[name]!;
    expect(locales).toEqual([{ language_code: 'en', country_code: 'US', script_code: null }]);
    // Every field that was sent has arrived under its name, and none is unknown to Flet.
    expect(built[name]).toMatchObject(fields);
    expect(Object.keys(built[name]!)).toEqual(expect.arrayContaining(Object.keys(fields)));
    if (name === 'WindowsDeviceInfo') {
      expect(installDate).toEqual({ iso: '2024-01-01T00:00:00.000+00:00' });
      expect(built[name]!['install_date']).toBe('2024-01-01T00:00:00+00:00');
    }
  });
});

test('a television is an Android device', async () => {
  expect(await infoOn('android_tv')).toEqual(await infoOn('android'));
});

test('a platform that Flet knows no information about gets its locales', async () => {
  expect(Object.keys(await infoOn('fuchsia'))).toEqual(['locales']);
});

test('a test replaces what it wants to be different', async () => {
  const connected = await connectScripted([], { properties: { platform: 'linux' } });
  connected.client.services.deviceInfo = { pretty_name: 'Fedora 42', locales: [{ language_code: 'de' }] };
  expect(await answer(connected, 1, 'get_device_info')).toEqual({
    name: 'Linux',
    id: 'linux',
    pretty_name: 'Fedora 42',
    locales: [{ language_code: 'de' }],
  });
});
