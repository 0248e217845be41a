import { expect, test } from 'vitest';
import { parseFlutterCommand, parseTcpAddress } from '../../lib/flet-test/command-line.js';

test('what Flet starts is read: the device, and what is defined', () => {
  const command = parseFlutterCommand([
    'test',
    'integration_test',
    '-d',
    'linux',
    '--dart-define=FLET_TEST_APP_URL=tcp://127.0.0.1:4711',
    '--dart-define=FLET_TEST_ASSETS_DIR=/a b/c=d',
  ]);
  expect(command?.device).toBe('linux');
  expect([...command!.defines]).toEqual([
    ['FLET_TEST_APP_URL', 'tcp://127.0.0.1:4711'],
    ['FLET_TEST_ASSETS_DIR', '/a b/c=d'],
  ]);
});

test('without a device there is none', () => {
  expect(parseFlutterCommand(['test', 'integration_test'])?.device).toBe(undefined);
});

test('another command of Flutter is not taken for a test', () => {
  expect(parseFlutterCommand(['--version'])).toBe(undefined);
  expect(parseFlutterCommand([])).toBe(undefined);
});

test('the host of an Android emulator is this machine', () => {
  expect(parseTcpAddress('tcp://10.0.2.2:4711')).toEqual({ host: '127.0.0.1', port: 4711 });
});

test('addresses are TCP: host and port', () => {
  expect(parseTcpAddress('tcp://127.0.0.1:4711')).toEqual({ host: '127.0.0.1', port: 4711 });
  expect(parseTcpAddress('http://127.0.0.1:4711')).toBe(undefined);
});
