/** Flet itself, unmodified, at the other end: its classes take every answer, and its `Tester` drives the client. */

import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { FletClient, type FletClientOptions } from '../../../lib/flet/index.js';
import { startChildApp } from '../child-app.js';

const scriptOf = (name: string): string =>
  fileURLToPath(new URL(`../../fixtures/flet/methods/${name}.py`, import.meta.url));

async function withApp(
  name: string,
  run: (client: FletClient) => Promise<void>,
  options: FletClientOptions = {},
): Promise<void> {
  const app = await startChildApp(scriptOf(name));
  try {
    await run(await FletClient.connect(app.channel, options));
  } finally {
    await app.close();
  }
}

/** Every text on the page, in order. */
const texts = (client: FletClient): string[] =>
  client.findAll((control) => control.type === 'Text').map((control) => String(control.get('value')));

const shows = (client: FletClient, text: string): Promise<boolean> => client.until(() => texts(client).includes(text));

describe('with an app that runs on Flet', { timeout: 60_000 }, () => {
  test('Flet’s services take the answers, and their handlers the events', async () => {
    const storagePaths = { application_documents_directory: '/documents' };
    const run = async (client: FletClient): Promise<void> => {
      const { filePicker } = client.services;
      filePicker.files = [{ name: 'a.txt', size: 2, path: '/a.txt', bytes: Uint8Array.of(104, 105) }];
      filePicker.savePath = '/out';
      filePicker.directory = '/folder';
      const ask = await client.until(() => client.find((control) => control.type === 'Button'));
      await client.click(ask);
      await shows(client, '2 sensors');
      expect(texts(client)).toEqual([
        "clipboard: ['text', b'image']",
        "preferences: [['x'], ['a', 'b'], False]",
        'upload a.txt 0.0 None',
        'upload a.txt 1.0 None',
        "files: [[(0, 'a.txt', 2, '/a.txt', b'hi')], '/out', '/folder']",
        'brightness: [1.0, 0.5]',
        'wakelock: True',
        'haptics: False',
        "share: ['success', '']",
        'battery: 100',
        'battery state: BatteryState.FULL',
        "network: [<ConnectivityType.WIFI: 'wifi'>]",
        'documents: /documents',
        'cache! Exception: No application_cache_directory: pass storagePaths to FletClient.connect',
        expect.stringMatching(/^device: AndroidDeviceInfo\(/),
        expect.stringMatching(/^screenshot: b'\\x89PNG/),
        '2 sensors',
      ]);
      expect(client.services.launchedUrls).toEqual(['https://flet.dev']);
      expect(client.services.calls.map(({ method }) => method)).toContain('vibrate');
      expect(filePicker.saved).toEqual([{ path: '/out', bytes: Uint8Array.of(49, 50) }]);

      await client.device.setBattery({ state: 'charging' });
      await shows(client, 'battery BatteryState.CHARGING');
      await client.device.setConnectivity('mobile');
      await shows(client, "network ['mobile']");
      await client.device.shake();
      await shows(client, 'shaken');
      await client.device.read('Accelerometer', { x: 1, y: 2.5, z: -3 }, new Date('2026-03-04T05:06:07.008Z'));
      await client.until(() => texts(client).some((text) => text.startsWith('motion 1.0 2.5 -3.0 2026-03-04T')));
    };
    // Sensors are there on a phone only.
    await withApp('services_app', run, { storagePaths, page: { platform: 'android' } });
  });

  test('Flet’s own tester finds, taps, types, hovers and ends the run', async () => {
    await withApp('tester_app', async (client) => {
      await new Promise((resolve) => client.on('exit', resolve));
      const report = client.find((control) => control.get('key') === 'report');
      expect(String(report?.get('value')).split('; ')).toEqual([
        'count 2 1',
        'name Ada 1',
        'count 112',
        'dialog 1',
        'dialog 0',
        'semantics 1',
        'key 1 0',
        "screenshot b'PNG'",
      ]);
    });
  });
});
