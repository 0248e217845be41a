import { ExtData } from '@msgpack/msgpack';
import { describe, expect, test } from 'vitest';
import { DateTime, type Device } from '../../../lib/flet/index.js';
import { E, on } from '../packets.js';
import { answer, connectServices, SERVICE } from './calls.js';

const AT = new Date('2026-03-04T05:06:07.008Z');
/** The moment as it travels. */
const MOMENT = new ExtData(1, new TextEncoder().encode('2026-03-04T05:06:07.008+00:00'));

type Service = Record<string, unknown>;
const listening = (type: string, ...events: string[]): Service => ({ _c: type, ...on(...events) });

describe('the device tells the services that listen', () => {
  const axes = { x: 1, y: 2.5, z: -3 };
  test.each<[string, Service, (device: Device) => Promise<void>, string, unknown]>([
    [
      'a battery that changes its state',
      listening('Battery', 'state_change'),
      (device) => device.setBattery({ state: 'charging' }),
      'state_change',
      { state: 'charging' },
    ],
    [
      'another network',
      listening('Connectivity', 'change'),
      (device) => device.setConnectivity('mobile', 'vpn'),
      'change',
      { connectivity: ['mobile', 'vpn'] },
    ],
    [
      'no network',
      listening('Connectivity', 'change'),
      (device) => device.setConnectivity(),
      'change',
      { connectivity: ['none'] },
    ],
    [
      'the brightness of the system',
      listening('ScreenBrightness', 'system_screen_brightness_change'),
      (device) => device.setScreenBrightness(0.5),
      'system_screen_brightness_change',
      { brightness: 0.5 },
    ],
    [
      'the brightness of an app that follows it',
      listening('ScreenBrightness', 'application_screen_brightness_change'),
      (device) => device.setScreenBrightness(0.5),
      'application_screen_brightness_change',
      { brightness: 0.5 },
    ],
    ...(['Accelerometer', 'UserAccelerometer', 'Gyroscope', 'Magnetometer'] as const).map(
      (type): [string, Service, (device: Device) => Promise<void>, string, unknown] => [
        `a reading of ${type}`,
        listening(type, 'reading'),
        (device) => device.read(type, axes, AT),
        'reading',
        { ...axes, timestamp: MOMENT },
      ],
    ),
    [
      'a reading of Barometer',
      listening('Barometer', 'reading'),
      (device) => device.readPressure(1013.25, AT),
      'reading',
      { pressure: 1013.25, timestamp: MOMENT },
    ],
    ...(['Accelerometer', 'UserAccelerometer', 'Gyroscope', 'Magnetometer', 'Barometer'] as const).map(
      (type): [string, Service, (device: Device) => Promise<void>, string, unknown] => [
        `an error of ${type}`,
        listening(type, 'error'),
        (device) => device.failSensor(type, 'no such sensor'),
        'error',
        { message: 'no such sensor' },
      ],
    ),
    ['shaking', listening('ShakeDetector', 'shake'), (device) => device.shake(), 'shake', null],
  ])('%s', async (_what, service, act, event, data) => {
    const { client, app } = await connectServices([service]);
    await act(client.device);
    expect(await app.taken(client)).toEqual([E(SERVICE, event, data)]);
  });

  test('the services answer accordingly from then on', async () => {
    const connected = await connectServices(['Battery', 'Connectivity', 'ScreenBrightness', 'Geolocator']);
    const { device } = connected.client;
    await device.setBattery({ level: 3, saveMode: true });
    await device.setConnectivity('ethernet');
    await device.setScreenBrightness(0.25);
    await device.setPosition({ latitude: 47, longitude: 8 });
    expect(await answer(connected, SERVICE, 'get_battery_level')).toBe(3);
    expect(await answer(connected, SERVICE, 'get_battery_state')).toBe('full');
    expect(await answer(connected, SERVICE + 1, 'get_connectivity')).toEqual(['ethernet']);
    expect(await answer(connected, SERVICE + 2, 'get_system_screen_brightness')).toBe(0.25);
    expect(await answer(connected, SERVICE + 3, 'get_current_position')).toMatchObject({ latitude: 47, longitude: 8 });
  });

  test('a change that no event is for, or that is none, tells nothing', async () => {
    const { client, app } = await connectServices([listening('Battery', 'state_change'), 'Connectivity']);
    await client.device.setBattery({ level: 3, state: 'full' });
    await client.device.setConnectivity('mobile');
    expect(await app.taken(client)).toEqual([]);
  });

  test('an app that has set its own brightness keeps it', async () => {
    const service = listening('ScreenBrightness', 'application_screen_brightness_change');
    const connected = await connectServices([service]);
    await answer(connected, SERVICE, 'set_application_screen_brightness', { value: 0.75 });
    await connected.client.device.setScreenBrightness(0.25);
    expect(await connected.app.taken(connected.client)).toEqual([]);
    expect(await answer(connected, SERVICE, 'get_application_screen_brightness')).toBe(0.75);
  });
});

describe('fire', () => {
  test('reaches every service of the type that listens, extensions too', async () => {
    const { client, app } = await connectServices([
      listening('Audio', 'state_change'),
      'Audio',
      listening('Audio', 'state_change', 'loaded'),
    ]);
    await client.fire('Audio', 'state_change', { state: 'playing' });
    expect(await app.taken(client)).toEqual([
      E(SERVICE, 'state_change', { state: 'playing' }),
      E(SERVICE + 2, 'state_change', { state: 'playing' }),
    ]);
  });

  test.each([
    [[], 'ERR_EMBED_FLET_NO_CONTROL', 'Cannot fire change: the app has no Connectivity'],
    [['Connectivity'], 'ERR_EMBED_FLET_REFUSED', "Cannot fire change: the app's Connectivity handles no event"],
    [
      [listening('Connectivity', 'other')],
      'ERR_EMBED_FLET_REFUSED',
      "Cannot fire change: the app's Connectivity handles only other",
    ],
  ])('to %o is refused: the app would not learn of it', async (services, code, message) => {
    const { client } = await connectServices(services as (string | Service)[]);
    await expect(client.fire('Connectivity', 'change', {})).rejects.toMatchObject({ code, message });
  });

  test('a sensor that is not enabled gives no readings', async () => {
    const { client } = await connectServices([{ ...listening('Gyroscope', 'reading'), enabled: false }]);
    await expect(client.device.read('Gyroscope', { x: 0, y: 0, z: 0 })).rejects.toMatchObject({
      message: "Cannot fire reading: the app's Gyroscope is not enabled",
    });
  });

  test('a sensor stops at its first error, unless it is told not to', async () => {
    const { client, app } = await connectServices([
      listening('Gyroscope', 'reading', 'error'),
      { ...listening('Magnetometer', 'reading', 'error'), cancel_on_error: false },
    ]);
    const axes = { x: 0, y: 0, z: 0 };
    await client.device.failSensor('Gyroscope', 'gone');
    await client.device.failSensor('Magnetometer', 'gone');
    await expect(client.device.read('Gyroscope', axes)).rejects.toMatchObject({
      message: "Cannot fire reading: the app's Gyroscope has stopped at an error",
    });
    await client.device.read('Magnetometer', axes, AT);
    expect((await app.taken(client)).at(-1)).toEqual(E(SERVICE + 1, 'reading', { ...axes, timestamp: MOMENT }));
  });
});

test('the moment of a reading is now unless a test says otherwise', async () => {
  const { client, app } = await connectServices([listening('Barometer', 'reading')]);
  const before = Date.now();
  await client.device.readPressure(1000);
  const [[, body]] = (await app.taken(client)) as [[number, Record<string, unknown>]];
  const { timestamp } = body['data'] as { timestamp: ExtData };
  const time = new DateTime(new TextDecoder().decode(timestamp.data as Uint8Array)).toDate().getTime();
  expect(time).toBeGreaterThanOrEqual(before);
  expect(time).toBeLessThanOrEqual(Date.now());
});
