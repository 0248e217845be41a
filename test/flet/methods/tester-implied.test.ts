import { ExtData } from '@msgpack/msgpack';
import { describe, expect, test } from 'vitest';
import { E, on, P } from '../packets.js';
import { A, type Connected } from './calls.js';
import { act, call, connect, count, find, TESTER, text } from './tester-calls.js';

describe('what Flutter shows by itself', () => {
  const viewWith = (more: Record<string, unknown>): { views: Record<string, unknown>[] } => ({
    views: [
      { _c: 'View', _i: 3, route: '/' },
      { _c: 'View', _i: 30, route: '/two', appbar: { _c: 'AppBar', _i: 31, title: 'Two' }, ...more },
    ],
  });

  test.each([
    ['Back', 65_957, {}],
    ['Close', 66_945, { fullscreen_dialog: true }],
  ])('the button %s of an app bar leads back', async (tooltip, icon, more) => {
    const connected = await connect([], { properties: viewWith(more) });
    expect(await count(connected, 'icon', { icon })).toBe(1);
    const finder = await find(connected, 'tooltip', { value: tooltip });
    expect(await connected.app.call(TESTER, 'tap', { finder_id: finder, finder_index: 0 })).toEqual([
      E(1, 'view_pop', { route: '/two' }),
      A(TESTER),
    ]);
  });

  test('where the user has gone back to the first view, nothing leads back any more', async () => {
    const { views } = viewWith({});
    const appbar = { _c: 'AppBar', _i: 21, title: 'One' };
    const connected = await connect([], { properties: { views: [{ ...views[0], appbar }, views[1]] } });
    await connected.client.back();
    expect(await count(connected, 'text', { text: 'One' })).toBe(1);
    expect(await count(connected, 'tooltip', { value: 'Back' })).toBe(0);
  });

  test('an app bar in the body leads back too', async () => {
    const body = { _c: 'Column', _i: 32, controls: [{ _c: 'AppBar', _i: 33, title: 'In the body' }] };
    const connected = await connect([], { properties: viewWith({ appbar: null, controls: [body] }) });
    expect(await count(connected, 'tooltip', { value: 'Back' })).toBe(1);
  });

  test('an app bar with a leading control, or that is told to, shows none', async () => {
    const leading = { _c: 'AppBar', _i: 31, leading: { _c: 'Icon', _i: 32, icon: 1 } };
    const without = { _c: 'AppBar', _i: 31, automatically_imply_leading: false };
    for (const appbar of [leading, without]) {
      expect(await count(await connect([], { properties: viewWith({ appbar }) }), 'tooltip', { value: 'Back' })).toBe(
        0,
      );
    }
  });

  test('the button of a drawer opens it', async () => {
    const drawer = { _c: 'NavigationDrawer', _i: 40, controls: [text(41, 'in the drawer')] };
    const connected = await connect([], { properties: viewWith({ drawer }) });
    expect(await count(connected, 'text', { text: 'in the drawer' })).toBe(0);
    const finder = await find(connected, 'icon', { icon: 70_185 });
    expect(await call(connected, 'tap', { finder_id: finder, finder_index: 0 })).toBeNull();
    expect(await count(connected, 'text', { text: 'in the drawer' })).toBe(1);
  });

  test('a tile and a panel have an arrow', async () => {
    const connected = await connect([
      { _c: 'ExpansionTile', _i: 10, title: 'tile', ...on('change') },
      { _c: 'ExpansionTile', _i: 11, title: 'plain', show_trailing_icon: false },
    ]);
    const finder = await find(connected, 'icon', { icon: 68_136 });
    expect(await count(connected, 'icon', { icon: 68_136 })).toBe(1);
    expect(await connected.app.call(TESTER, 'tap', { finder_id: finder, finder_index: 0 })).toEqual([
      P(10, { expanded: true }),
      E(10, 'change', true),
      A(TESTER),
    ]);
  });

  test('a chip is deleted by its small button', async () => {
    const connected = await connect([{ _c: 'Chip', _i: 10, label: 'tag', ...on('delete') }]);
    const finder = await find(connected, 'tooltip', { value: 'Delete' });
    const messages = await connected.app.call(TESTER, 'tap', { finder_id: finder, finder_index: 0 });
    expect(messages).toEqual([E(10, 'delete'), A(TESTER)]);
  });

  const picker = (type: string, more: Record<string, unknown> = {}): Promise<Connected> =>
    connect([], {
      properties: {
        _dialogs: { _c: 'Dialogs', _i: 5, controls: [{ _c: type, _i: 50, open: true, ...on('dismiss'), ...more }] },
      },
    });

  test.each(['DatePicker', 'TimePicker'])('%s has a button that confirms and one that cancels', async (type) => {
    const confirmed = await act(await picker(type), 'tap', 'OK');
    expect(confirmed.slice(-2)).toEqual([E(50, 'dismiss', false), A(TESTER)]);
    const cancelled = await act(await picker(type, { cancel_text: 'Never mind' }), 'tap', 'Never mind');
    expect(cancelled.slice(-2)).toEqual([E(50, 'dismiss', true), A(TESTER)]);
  });

  test.each([
    ['DatePicker', 'Switch to input'],
    ['TimePicker', 'Switch to text input mode'],
  ])('%s has the button «%s»', async (type, tooltip) => {
    const connected = await picker(type, on('entry_mode_change'));
    const finder = await find(connected, 'tooltip', { value: tooltip });
    const messages = await connected.app.call(TESTER, 'tap', { finder_id: finder, finder_index: 0 });
    expect(messages).toContainEqual(E(50, 'entry_mode_change', { entry_mode: 'input' }));
  });

  test('the fields of a time picker take an hour, a minute and a half of the day', async () => {
    const value = new ExtData(2, new TextEncoder().encode('19:30'));
    const connected = await picker('TimePicker', { value, ...on('change') });
    await act(connected, 'enter_text', '7', { text: '11' });
    await act(connected, 'enter_text', '30', { text: '45' });
    await act(connected, 'tap', 'AM');
    const finder = await find(connected, 'text', { text: '11' });
    expect(await call(connected, 'enter_text', { finder_id: finder, finder_index: 0, text: '13' })).toEqual({
      error: 'Exception: "13" is no number from 1 to 12',
    });
    const messages = await act(connected, 'tap', 'OK');
    expect(messages).toContainEqual(E(50, 'change', new ExtData(2, new TextEncoder().encode('11:45'))));
  });

  test('a time picker that counts 24 hours has no halves', async () => {
    const value = new ExtData(2, new TextEncoder().encode('07:05'));
    const connected = await picker('TimePicker', { value, hour_format: 'h24', ...on('change') });
    expect(await count(connected, 'text', { text: 'AM' })).toBe(0);
    await act(connected, 'enter_text', '07', { text: '21' });
    const messages = await act(connected, 'tap', 'OK');
    expect(messages).toContainEqual(E(50, 'change', new ExtData(2, new TextEncoder().encode('21:5'))));
  });

  test('a drop-down holds its options while it is closed, and once more while it is open', async () => {
    const options = ['red', 'green'].map((key, index) => ({ _c: 'DropdownOption', _i: 20 + index, key }));
    const connected = await connect([{ _c: 'Dropdown', _i: 10, key: 'dd', options, ...on('select') }]);
    expect(await count(connected, 'text', { text: 'red' })).toBe(1);
    const dropdown = await find(connected, 'key', { key: 'dd' });
    await call(connected, 'tap', { finder_id: dropdown, finder_index: 0 });
    const finder = await find(connected, 'text', { text: 'red' });
    expect(await count(connected, 'text', { text: 'red' })).toBe(2);
    const messages = await connected.app.call(TESTER, 'tap', { finder_id: finder, finder_index: 1 });
    expect(messages.slice(-2)).toEqual([E(10, 'select', 'red'), A(TESTER)]);
  });

  test('an option shows its own content instead of its text, and its icon, in the open menu', async () => {
    const options = [
      { _c: 'DropdownOption', _i: 20, key: 'red', content: text(21, 'red'), leading_icon: 65_604 },
      { _c: 'DropdownOption', _i: 22, key: 'blue' },
    ];
    const connected = await connect([{ _c: 'Dropdown', _i: 10, key: 'dd', options }]);
    expect(await count(connected, 'icon', { icon: 65_604 })).toBe(0);
    const dropdown = await find(connected, 'key', { key: 'dd' });
    await call(connected, 'tap', { finder_id: dropdown, finder_index: 0 });
    expect(await count(connected, 'text', { text: 'red' })).toBe(2);
    expect(await count(connected, 'icon', { icon: 65_604 })).toBe(1);
  });
});
