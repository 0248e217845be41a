/** Somebody carries a device about: it is turned, its battery runs down, the network goes. */

import { afterEach, describe, expect as expectValue, test } from 'vitest';
import { DateTime, type WireMap, type WireValue } from '../../lib/flet/index.js';
import { type App, expect, type Locator, launch } from '../../lib/testing/index.js';

const DEVICE = 'examples/device/main.py';

let app: App;

afterEach(() => app.close());

const info = (name: string): Locator =>
  app
    .getByControl('Row')
    .filter({ hasText: `${name}:` })
    .getByControl('Text')
    .last();

describe('a phone', () => {
  test('tells what it is like', async () => {
    app = await launch(DEVICE, { page: 'phone' });
    await expect(info('Size')).toHaveText('412 × 915, tall');
    await expect(info('Battery')).toHaveText('100 %, full');
    await expect(info('Network')).toHaveText('wifi');
    await expect(info('Panel')).toHaveText('300 wide');
  });

  test('is turned to its side', async () => {
    app = await launch(DEVICE, { page: 'phone' });
    await app.resize(915, 412);
    await expect(info('Size')).toHaveText('915 × 412, wide');
  });

  test('is held in another way, by somebody who reads other languages', async () => {
    app = await launch(DEVICE, { page: 'phone' });
    await expect(info('Held')).toHaveText('upright');
    await app.client.setMedia({ ...((await app.client.page.get('media')) as WireMap), orientation: 'landscape' });
    await expect(info('Held')).toHaveText('on its side');
    await app.client.setLocales(['de-CH', 'fr']);
    await expect(info('Language')).toHaveText('de, fr');
  });

  test('is used in the evening', async () => {
    app = await launch(DEVICE, { page: 'phone' });
    await expect(info('Theme')).toHaveText('light');
    await app.setBrightness('dark');
    await expect(info('Theme')).toHaveText('dark');
  });

  test('is put into a pocket and taken out again', async () => {
    app = await launch(DEVICE, { page: 'phone' });
    await app.setLifecycle('pause');
    await expect(info('App')).toHaveText('pause');
    await app.setLifecycle('resume');
    await expect(info('App')).toHaveText('resume');
    await expect(app.getByText('The app is told: pause')).toBeVisible();
  });

  test('its screen is dimmed and kept awake', async () => {
    app = await launch(DEVICE, { page: 'phone' });
    await app.getByTooltip('Brightness').setValue(0.5);
    await expect(app.getByText('Brightness 0.5')).toBeVisible();
    await app.getByLabel('Keep awake').check();
    await expect(app.getByText('The screen stays on')).toBeVisible();
    expectValue(app.services.wakelock).toBe(true);
    await app.getByLabel('Keep awake').uncheck();
    await expect(app.getByText('The screen may sleep')).toBeVisible();
  });
});

describe('what the device tells unasked', () => {
  const tell = async (service: string, event: string, data: WireValue): Promise<void> => {
    const control = await app.getByControl(service).control();
    await app.client.sendEvent(control, event, data);
    await app.settled();
  };

  test('the battery runs down', async () => {
    app = await launch(DEVICE, { page: 'phone' });
    Object.assign(app.services.battery, { level: 7, state: 'discharging' });
    await tell('Battery', 'state_change', { state: 'discharging' });
    await expect(info('Battery')).toHaveText('7 %, discharging');
  });

  test('the network goes', async () => {
    app = await launch(DEVICE, { page: 'phone' });
    await tell('Connectivity', 'change', { connectivity: ['none'] });
    await expect(info('Network')).toHaveText('none');
    await expect(app.getByText('The network is gone')).toBeVisible();
  });

  test('it is shaken and laid down', async () => {
    app = await launch(DEVICE, { page: 'phone' });
    await tell('ShakeDetector', 'shake', null);
    await tell('ShakeDetector', 'shake', null);
    await expect(info('Shaken')).toHaveText('2');
    await tell('Accelerometer', 'reading', { x: 0, y: 0.1, z: 9.8, timestamp: DateTime.from(new Date(0)) });
    await expect(info('Tilt')).toHaveText('flat');
  });
});

describe('a computer', () => {
  test('has no brightness to set', async () => {
    app = await launch(DEVICE);
    await expect(app.getByTooltip('Brightness')).toHaveCount(0);
  });

  test('vibrates, speaks and sends its report', async () => {
    app = await launch(DEVICE);
    await app.getByRole('button', { name: 'Vibrate' }).click();
    await app.getByRole('button', { name: 'Announce' }).click();
    await app.getByRole('button', { name: 'Share' }).click();
    await expect(app.getByText('The report was sent')).toBeVisible();
    expectValue(app.services.calls.map(({ method }) => method)).toEqual(
      expectValue.arrayContaining(['vibrate', 'announce_message']),
    );
    expectValue(app.services.shared[0]?.args['text']).toContain('Battery: 100 %, full');
  });

  test('knows what it runs on', async () => {
    app = await launch(DEVICE);
    await app.getByRole('button', { name: 'Details' }).click();
    await expect(app.getByText('LinuxDeviceInfo')).toBeVisible();
  });
});
