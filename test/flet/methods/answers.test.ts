import { describe, expect, test } from 'vitest';
import { connectScripted } from '../scripted-app.js';
import { answer, connectServices, SERVICE } from './calls.js';

describe('a call that cannot be answered gets the error of Flet’s own client', () => {
  test.each([
    ['an unknown control', 999, 'focus', 'Calling focus method of inexistent control: 999'],
    ['an unknown method', 10, 'fly', 'Exception: Unknown Button method: fly'],
    ['a method that every object has', 10, 'toString', 'Exception: Unknown Button method: toString'],
    [
      'a control that listens to no calls',
      11,
      'scroll_to',
      'TimeoutException after 0:00:10.000000: Timeout waiting for invoke method listener for Column(11).scroll_to',
    ],
    [
      'a type that nobody knows',
      12,
      'scan',
      'TimeoutException after 0:00:10.000000: Timeout waiting for invoke method listener for Barcode(12).scan',
    ],
  ])('%s', async (_what, id, name, error) => {
    const connected = await connectScripted([
      { _c: 'Button', _i: 10 },
      { _c: 'Column', _i: 11 },
      { _c: 'Barcode', _i: 12 },
    ]);
    expect(await answer(connected, id, name)).toEqual({ error });
  });

  test.each(['Accelerometer', 'Barometer', 'Gyroscope', 'Magnetometer', 'ShakeDetector', 'UserAccelerometer'])(
    'a %s has no methods',
    async (type) => {
      const where = `${type}(${SERVICE}).read`;
      expect(await answer(await connectServices([type]), SERVICE, 'read')).toEqual({
        error: `TimeoutException after 0:00:10.000000: Timeout waiting for invoke method listener for ${where}`,
      });
    },
  );

  test('a result that the protocol cannot hold is an error, not silence', async () => {
    const connected = await connectScripted([{ _c: 'Barcode', _i: 12 }]);
    connected.client.services.answers.set('Barcode.scan', () => Symbol('no value') as never);
    expect(await answer(connected, 12, 'scan')).toEqual({ error: expect.stringMatching(/symbol/i) });
  });
});

describe('a test can answer any method', () => {
  test('of a service that the client knows, with a value', async () => {
    const connected = await connectServices(['Battery']);
    connected.client.services.answers.set('Battery.get_battery_level', 7);
    expect(await answer(connected, SERVICE, 'get_battery_level')).toBe(7);
    expect(connected.client.services.answers.delete('Battery.get_battery_level')).toBe(true);
    expect(await answer(connected, SERVICE, 'get_battery_level')).toBe(100);
    expect(connected.client.services.answers.delete('Battery.get_battery_level')).toBe(false);
  });

  test('of a type that the client does not know, from the arguments and the control, at once or later', async () => {
    const connected = await connectServices([{ _c: 'Barcode', camera: 'front' }]);
    connected.client.services.answers
      .set('Barcode.scan', (args, control) => [args['format'] ?? null, control.get('camera') as string])
      .set('Barcode.wait', async () => 'later');
    expect(await answer(connected, SERVICE, 'scan', { format: 'qr' })).toEqual(['qr', 'front']);
    expect(await answer(connected, SERVICE, 'wait')).toBe('later');
  });

  test('with nil, and with an error, thrown or rejected', async () => {
    const connected = await connectServices(['Share', 'Clipboard']);
    const { answers } = connected.client.services;
    answers.set('Clipboard.get', null).set('Share.share_text', () => {
      throw new Error('no application to share with');
    });
    answers.set('Share.share_uri', () => Promise.reject(new Error('cancelled')));
    connected.client.services.clipboard.text = 'not this';
    expect(await answer(connected, SERVICE + 1, 'get')).toBeNull();
    expect(await answer(connected, SERVICE, 'share_text', { text: 'x' })).toEqual({
      error: 'no application to share with',
    });
    expect(await answer(connected, SERVICE, 'share_uri', { uri: 'x' })).toEqual({ error: 'cancelled' });
  });

  test('and reads the calls that it has answered', async () => {
    const connected = await connectServices(['Battery']);
    connected.client.services.answers.set('Battery.get_battery_level', 7);
    await answer(connected, SERVICE, 'get_battery_level');
    expect(connected.client.services.calls).toEqual([{ type: 'Battery', method: 'get_battery_level', args: {} }]);
  });

  test.each(['get_battery_level', 'Battery.', '.get', 'Battery get', undefined])(
    'not under the name %o',
    async (name) => {
      const { client } = await connectScripted();
      expect(() => client.services.answers.set(name as string, 1)).toThrow(
        expect.objectContaining({
          name: 'TypeError',
          message: expect.stringContaining("Expected 'Type.method' for method"),
        }),
      );
    },
  );

  test('until all answers are taken back', async () => {
    const connected = await connectServices(['Battery']);
    connected.client.services.answers.set('Battery.get_battery_state', 'charging').clear();
    expect(await answer(connected, SERVICE, 'get_battery_state')).toBe('full');
  });
});
