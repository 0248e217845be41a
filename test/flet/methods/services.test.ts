import { describe, expect, test } from 'vitest';
import { answer, answers, connectServices, remembers, SERVICE } from './calls.js';

const PNG = Uint8Array.of(0x89, 0x50);

describe('each service answers as a device would', () => {
  answers('Clipboard', [
    ['get', undefined, null],
    ['set', { data: 'text' }, null],
    ['get', undefined, 'text'],
    ['get_image', undefined, null],
    ['set_image', { data: PNG }, null],
    ['get_image', undefined, PNG],
    ['get_files', undefined, []],
    ['set_files', { files: ['/a', '/b'] }, true],
    ['get_files', undefined, ['/a', '/b']],
    ['set', undefined, { error: 'Exception: data must be a string' }],
  ]);

  answers('SharedPreferences', [
    ['get', { key: 'a.text' }, null],
    ['set', { key: 'a.text', value: 'x' }, true],
    ['set', { key: 'a.flag', value: true }, true],
    ['set', { key: 'b.int', value: 1 }, true],
    ['set', { key: 'b.double', value: 1.5 }, true],
    ['set', { key: 'b.list', value: ['x', 'y'] }, true],
    ['get', { key: 'a.text' }, 'x'],
    ['get', { key: 'a.flag' }, true],
    ['get', { key: 'b.int' }, 1],
    ['get', { key: 'b.double' }, 1.5],
    ['get', { key: 'b.list' }, ['x', 'y']],
    ['get_keys', { key_prefix: 'a.' }, ['a.text', 'a.flag']],
    ['get_keys', { key_prefix: '' }, ['a.text', 'a.flag', 'b.int', 'b.double', 'b.list']],
    ['contains_key', { key: 'a.text' }, true],
    ['remove', { key: 'a.text' }, true],
    ['contains_key', { key: 'a.text' }, false],
    ['clear', undefined, true],
    ['get_keys', { key_prefix: '' }, []],
    ['set', { key: 'k', value: { a: 1 } }, { error: 'Exception: Unsupported value type: object' }],
    ['set', { key: 'k', value: [1] }, { error: 'Exception: Unsupported value type: object' }],
    ['set', { key: 'k', value: null }, { error: 'Exception: Unsupported value type: object' }],
  ]);

  answers('UrlLauncher', [
    ['launch_url', { url: 'https://flet.dev', mode: 'platformDefault' }, null],
    ['can_launch_url', { url: 'https://flet.dev' }, true],
    ['supports_launch_mode', { mode: 'externalApplication' }, true],
    ['supports_close_for_launch_mode', { mode: 'inAppWebView' }, true],
    ['close_in_app_web_view', undefined, null],
    ['open_window', { url: 'https://example.com', title: 'Example', width: 10, height: 20 }, null],
    ['launch_url', { url: null }, { error: 'Exception: url must be a string' }],
  ]);

  answers('StoragePaths', [
    ['get_downloads_directory', undefined, null],
    ['get_library_directory', undefined, null],
    ['get_external_storage_directory', undefined, null],
    ['get_external_storage_directories', undefined, null],
    ['get_external_cache_directories', undefined, null],
    ...(
      [
        'application_cache_directory',
        'application_documents_directory',
        'application_support_directory',
        'temporary_directory',
        'console_log_filename',
      ] as const
    ).map((name): [string, undefined, unknown] => [
      `get_${name}`,
      undefined,
      { error: `Exception: No ${name}: pass storagePaths to FletClient.connect` },
    ]),
  ]);

  answers('Connectivity', [['get_connectivity', undefined, ['wifi']]]);

  answers('Battery', [
    ['get_battery_level', undefined, 100],
    ['get_battery_state', undefined, 'full'],
    ['is_in_battery_save_mode', undefined, false],
  ]);

  answers('Share', [
    ['share_text', { text: 'hi' }, { status: 'success', raw: '' }],
    ['share_uri', { uri: 'https://flet.dev' }, { status: 'success', raw: '' }],
    ['share_files', { files: [{ path: '/a' }] }, { status: 'success', raw: '' }],
  ]);

  answers('ScreenBrightness', [
    ['get_system_screen_brightness', undefined, 1],
    ['get_application_screen_brightness', undefined, 1],
    ['can_change_system_screen_brightness', undefined, true],
    ['set_system_screen_brightness', { value: 0.75 }, null],
    ['get_system_screen_brightness', undefined, 0.75],
    ['get_application_screen_brightness', undefined, 0.75],
    ['set_application_screen_brightness', { value: 0.25 }, null],
    ['get_application_screen_brightness', undefined, 0.25],
    ['reset_application_screen_brightness', undefined, null],
    ['get_application_screen_brightness', undefined, 0.75],
    ['is_animate', undefined, true],
    ['set_animate', { value: false }, null],
    ['is_animate', undefined, false],
    ['is_auto_reset', undefined, true],
    ['set_auto_reset', { value: false }, null],
    ['is_auto_reset', undefined, false],
    ['set_system_screen_brightness', {}, { error: 'Exception: value must be a number' }],
  ]);

  answers('SemanticsService', [
    [
      'get_accessibility_features',
      undefined,
      {
        accessible_navigation: false,
        bold_text: false,
        disable_animations: false,
        high_contrast: false,
        invert_colors: false,
        reduce_motion: false,
        on_off_switch_labels: false,
        supports_announcements: false,
      },
    ],
  ]);

  answers('Wakelock', [
    ['is_enabled', undefined, false],
    ['enable', undefined, null],
    ['is_enabled', undefined, true],
    ['disable', undefined, null],
    ['is_enabled', undefined, false],
  ]);
});

describe('what has no effect here is remembered', () => {
  remembers('SemanticsService', {
    announce_message: { message: 'Saved', rtl: false, assertiveness: 'polite' },
    announce_tooltip: { message: 'Save' },
  });
  remembers('HapticFeedback', {
    heavy_impact: undefined,
    light_impact: undefined,
    medium_impact: undefined,
    vibrate: undefined,
    selection_click: undefined,
  });
  remembers('BrowserContextMenu', { enable_menu: undefined, disable_menu: undefined });
});

describe('a test reads and sets what is behind the services', () => {
  test('the clipboard', async () => {
    const connected = await connectServices(['Clipboard']);
    const { clipboard } = connected.client.services;
    clipboard.text = 'from outside';
    expect(await answer(connected, SERVICE, 'get')).toBe('from outside');
    await answer(connected, SERVICE, 'set', { data: 'from the app' });
    await answer(connected, SERVICE, 'set_files', { files: ['/a'] });
    expect(clipboard).toEqual({ text: 'from the app', image: null, files: ['/a'] });
  });

  test('preferences', async () => {
    const connected = await connectServices(['SharedPreferences']);
    connected.client.services.preferences.set('theme', 'dark');
    expect(await answer(connected, SERVICE, 'get', { key: 'theme' })).toBe('dark');
    await answer(connected, SERVICE, 'set', { key: 'size', value: 12 });
    expect([...connected.client.services.preferences]).toEqual([
      ['theme', 'dark'],
      ['size', 12],
    ]);
  });

  test('opened addresses, whether they come as text or with a target', async () => {
    const connected = await connectServices(['UrlLauncher']);
    await answer(connected, SERVICE, 'launch_url', { url: 'https://flet.dev', mode: 'inAppWebView' });
    await answer(connected, SERVICE, 'launch_url', { url: { url: 'https://example.com', target: '_blank' } });
    await answer(connected, SERVICE, 'open_window', { url: 'https://example.org', title: 'A window' });
    const { launchedUrls, calls } = connected.client.services;
    expect(launchedUrls).toEqual(['https://flet.dev', 'https://example.com', 'https://example.org']);
    expect(calls.map(({ method, args }) => [method, args])).toEqual([
      ['launch_url', { url: 'https://flet.dev', mode: 'inAppWebView' }],
      ['launch_url', { url: { url: 'https://example.com', target: '_blank' } }],
      ['open_window', { url: 'https://example.org', title: 'A window' }],
    ]);
  });

  test('folders, which the embedder gives', async () => {
    const storagePaths = {
      application_cache_directory: '/cache',
      application_documents_directory: '/documents',
      application_support_directory: '/support',
      temporary_directory: '/tmp',
      console_log_filename: '/console.log',
      downloads_directory: '/downloads',
      library_directory: '/library',
      external_storage_directory: '/sd',
      external_storage_directories: ['/sd', '/usb'],
      external_cache_directories: ['/sd/cache'],
    };
    const connected = await connectServices(['StoragePaths'], { storagePaths });
    for (const [name, path] of Object.entries(storagePaths)) {
      expect([name, await answer(connected, SERVICE, `get_${name}`)]).toEqual([name, path]);
    }
  });

  test('connection and battery', async () => {
    const connected = await connectServices(['Connectivity', 'Battery']);
    const { services } = connected.client;
    services.connectivity = ['mobile', 'vpn'];
    Object.assign(services.battery, { level: null, state: 'unknown', saveMode: true });
    expect(await answer(connected, SERVICE, 'get_connectivity')).toEqual(['mobile', 'vpn']);
    expect(await answer(connected, SERVICE + 1, 'get_battery_level')).toBeNull();
    expect(await answer(connected, SERVICE + 1, 'get_battery_state')).toBe('unknown');
    expect(await answer(connected, SERVICE + 1, 'is_in_battery_save_mode')).toBe(true);
  });

  test('what was shared, and what became of it', async () => {
    const connected = await connectServices(['Share']);
    const { services } = connected.client;
    services.shareResult = { status: 'dismissed', raw: 'com.example' };
    const dismissed = { status: 'dismissed', raw: 'com.example' };
    expect(await answer(connected, SERVICE, 'share_text', { text: 'hi', title: 'Greeting' })).toEqual(dismissed);
    expect(services.shared).toEqual([{ type: 'Share', method: 'share_text', args: { text: 'hi', title: 'Greeting' } }]);
  });

  test('brightness, accessibility and the wake lock', async () => {
    const connected = await connectServices(['ScreenBrightness', 'SemanticsService', 'Wakelock']);
    const { services } = connected.client;
    services.screenBrightness.canChangeSystem = false;
    services.accessibility.bold_text = true;
    expect(await answer(connected, SERVICE, 'can_change_system_screen_brightness')).toBe(false);
    await answer(connected, SERVICE, 'set_application_screen_brightness', { value: 0.5 });
    expect(services.screenBrightness).toMatchObject({ system: 1, application: 0.5 });
    expect(await answer(connected, SERVICE + 1, 'get_accessibility_features')).toMatchObject({ bold_text: true });
    await answer(connected, SERVICE + 2, 'enable');
    expect(services.wakelock).toBe(true);
  });
});
