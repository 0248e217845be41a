import { describe, expect, test } from 'vitest';
import { connectScripted, type Message } from './scripted-app.js';

const SERVICES = ['Clipboard', 'SharedPreferences', 'UrlLauncher', 'FilePicker', 'StoragePaths', 'Battery', 'Share'];
const idOf = (service: string): number => 100 + SERVICES.indexOf(service);

const services = {
  _c: 'ServiceRegistry',
  _i: 6,
  _services: SERVICES.map((type) => ({ _c: type, _i: idOf(type) })),
};

type Connected = Awaited<ReturnType<typeof connectScripted>>;

function connect(controls: unknown[] = []): Promise<Connected> {
  return connectScripted(controls, {
    properties: { _services: services },
    storagePaths: { temporary_directory: '/somewhere' },
  });
}

/** What Python's call returns, or the error that it raises. */
async function answer({ app }: Connected, id: number, name: string, args?: Record<string, unknown>): Promise<unknown> {
  const [, body] = (await app.call(id, name, args)).at(-1) as Message;
  expect(body).toMatchObject({ control_id: id, call_id: 'call' });
  return body['error'] === null ? body['result'] : { error: body['error'] };
}

describe('the clipboard', () => {
  test('keeps what was set, and tests can read and set it', async () => {
    const app = await connect();
    const id = idOf('Clipboard');
    expect(await answer(app, id, 'get')).toBeNull();
    expect(await answer(app, id, 'set', { data: 'text' })).toBeNull();
    expect(await answer(app, id, 'get')).toBe('text');
    app.client.services.clipboard.text = 'from outside';
    expect(await answer(app, id, 'get')).toBe('from outside');
    expect(await answer(app, id, 'set_files', { files: ['a', 'b'] })).toBe(true);
    expect(await answer(app, id, 'get_files')).toEqual(['a', 'b']);
    await answer(app, id, 'set_image', { data: Uint8Array.of(1) });
    expect(await answer(app, id, 'get_image')).toEqual(Uint8Array.of(1));
  });
});

describe('preferences', () => {
  test('are set, listed, removed and cleared', async () => {
    const app = await connect();
    const id = idOf('SharedPreferences');
    for (const [key, value] of [
      ['a.x', 1],
      ['a.y', ['list']],
      ['b', true],
    ]) {
      expect(await answer(app, id, 'set', { key, value })).toBe(true);
    }
    expect(await answer(app, id, 'get', { key: 'a.y' })).toEqual(['list']);
    expect(await answer(app, id, 'get', { key: 'nothing' })).toBeNull();
    expect(await answer(app, id, 'get_keys', { key_prefix: 'a.' })).toEqual(['a.x', 'a.y']);
    expect(await answer(app, id, 'contains_key', { key: 'b' })).toBe(true);
    expect(await answer(app, id, 'remove', { key: 'b' })).toBe(true);
    expect(await answer(app, id, 'contains_key', { key: 'b' })).toBe(false);
    expect(await answer(app, id, 'clear')).toBe(true);
    expect(await answer(app, id, 'get_keys', { key_prefix: '' })).toEqual([]);
  });

  test('refuse what cannot be stored', async () => {
    const app = await connect();
    const id = idOf('SharedPreferences');
    expect(await answer(app, id, 'set', { key: 'k', value: { a: 1 } })).toHaveProperty('error');
    expect(await answer(app, id, 'set', { key: 'k', value: [1] })).toHaveProperty('error');
  });
});

describe('files', () => {
  test('are those that the test has laid out; none is an empty list, never nil', async () => {
    const app = await connect();
    const id = idOf('FilePicker');
    expect(await answer(app, id, 'pick_files', { allow_multiple: true })).toEqual([]);
    app.client.services.filePicker.files = [
      { name: 'a.txt', size: 1, path: '/a.txt', bytes: Uint8Array.of(7) },
      { name: 'b.txt', size: 2 },
    ];
    expect(await answer(app, id, 'pick_files', { allow_multiple: true, with_data: true })).toEqual([
      { id: 0, name: 'a.txt', size: 1, path: '/a.txt', bytes: Uint8Array.of(7) },
      { id: 1, name: 'b.txt', size: 2, path: null, bytes: null },
    ]);
    expect(await answer(app, id, 'pick_files', { allow_multiple: false })).toHaveLength(1);
    app.client.services.filePicker.savePath = '/saved';
    expect(await answer(app, id, 'save_file')).toBe('/saved');
    expect(await answer(app, id, 'get_directory_path')).toBeNull();
  });
});

describe('other services', () => {
  test('remember which addresses were opened', async () => {
    const app = await connect();
    const id = idOf('UrlLauncher');
    await answer(app, id, 'launch_url', { url: 'https://flet.dev' });
    await answer(app, id, 'launch_url', { url: { url: 'https://example.com', target: '_blank' } });
    expect(app.client.services.launchedUrls).toEqual(['https://flet.dev', 'https://example.com']);
    expect(await answer(app, id, 'can_launch_url', { url: 'x' })).toBe(true);
  });

  test('tell the folders that the embedder gave, and say how to give the others', async () => {
    const app = await connect();
    const id = idOf('StoragePaths');
    expect(await answer(app, id, 'get_temporary_directory')).toBe('/somewhere');
    expect(await answer(app, id, 'get_downloads_directory')).toBeNull();
    expect(await answer(app, id, 'get_application_documents_directory')).toEqual({
      error: 'Exception: No application_documents_directory: pass storagePaths to FletClient.connect',
    });
  });

  test('tell about the device', async () => {
    const app = await connect();
    app.client.services.battery.level = 42;
    expect(await answer(app, idOf('Battery'), 'get_battery_level')).toBe(42);
    expect(await answer(app, idOf('Share'), 'share_text', { text: 'hi' })).toEqual({ status: 'success', raw: '' });
    expect(app.client.services.shared[0]!.args).toEqual({ text: 'hi' });
  });
});

describe('methods of controls', () => {
  test('move the focus', async () => {
    const focusable = { _c: 'TextField', _i: 10, on_focus: true, on_blur: true };
    const { client, app } = await connect([focusable, { ...focusable, _i: 11 }]);
    expect((await app.call(10, 'focus'))[0]![1]).toMatchObject({ target: 10, name: 'focus' });
    const messages = await app.call(11, 'focus');
    expect(messages.slice(0, -1).map(([, body]) => [body['target'], body['name']])).toEqual([
      [10, 'blur'],
      [11, 'focus'],
    ]);
    expect(client.focused?.id).toBe(11);
  });

  test('push a route: properties, event, answer', async () => {
    const { app } = await connect();
    expect(await app.call(1, 'push_route', { route: '/store' })).toEqual([
      [4, { id: 1, props: { route: '/store' } }],
      [3, { target: 1, name: 'route_change', data: { route: '/store' } }],
      [5, { control_id: 1, call_id: 'call', result: null, error: null }],
    ]);
  });

  test('turn tabs', async () => {
    const { app } = await connect([{ _c: 'Tabs', _i: 10, length: 3, on_change: true }]);
    expect((await app.call(10, 'move_to', { index: -1 })).slice(0, 2)).toEqual([
      [4, { id: 10, props: { selected_index: 2 } }],
      [3, { target: 10, name: 'change', data: 2 }],
    ]);
  });

  test('open and close drawers, which tell when they close', async () => {
    const drawer = { _c: 'NavigationDrawer', _i: 10 };
    const connected = await connectScripted([], { properties: { views: [{ _c: 'View', _i: 3, drawer }] } });
    expect(await answer(connected, 3, 'show_drawer')).toBeNull();
    expect((await connected.app.call(3, 'close_drawer'))[0]).toEqual([3, { target: 10, name: 'dismiss', data: null }]);
    expect(await connected.app.call(3, 'close_drawer')).toHaveLength(1);
  });

  test('end the app when its window is destroyed', async () => {
    const connected = await connect();
    const exit = new Promise((resolve) => connected.client.on('exit', resolve));
    expect(await answer(connected, 2, 'destroy')).toBeNull();
    await exit;
  });

  test('give pictures that are pictures', async () => {
    const picture = await answer(await connect(), 1, 'take_screenshot', { pixel_ratio: null });
    expect(
      Buffer.from(picture as Uint8Array)
        .subarray(0, 8)
        .toString('latin1'),
    ).toBe('\x89PNG\r\n\x1a\n');
  });

  test('remember what has no effect here', async () => {
    const connected = await connect();
    await answer(connected, 2, 'start_resizing', { edge: 'top' });
    expect(connected.client.services.calls).toEqual([
      { type: 'Window', method: 'start_resizing', args: { edge: 'top' } },
    ]);
  });
});

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
  ])('%s', async (_what, id, name, error) => {
    const connected = await connect([
      { _c: 'Button', _i: 10 },
      { _c: 'Column', _i: 11 },
    ]);
    expect(await answer(connected, id, name)).toEqual({ error });
  });

  test('a column that scrolls answers what one that does not cannot', async () => {
    const connected = await connect([{ _c: 'Column', _i: 11, scroll: 'auto' }]);
    expect(await answer(connected, 11, 'scroll_to', { offset: 10 })).toBeNull();
  });

  test('arguments that are missing', async () => {
    expect(await answer(await connect(), idOf('Clipboard'), 'set')).toEqual({
      error: 'Exception: data must be a string',
    });
  });
});
