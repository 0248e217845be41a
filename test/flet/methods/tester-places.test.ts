/** Taps at a place of the page: what is known to reach there stays open. */

import { describe, expect, test } from 'vitest';
import { E, on } from '../packets.js';
import { A, type Connected } from './calls.js';
import { act, call, connect, TESTER, text } from './tester-calls.js';

const PAGE = { width: 400, height: 600 };
const BAR = 20;

interface Where {
  bar?: Record<string, unknown>;
  view?: Record<string, unknown>;
  page?: Record<string, unknown>;
  above?: unknown[];
}

/** A page with an open search view. */
async function openView({ bar, view, page, above = [] }: Where = {}): Promise<Connected> {
  const searchBar = { _c: 'SearchBar', _i: BAR, controls: [text(21, 'suggestion')], ...on('tap_outside_view'), ...bar };
  const views = [{ _c: 'View', _i: 3, controls: [...above, searchBar], ...view }];
  const connected = await connect([], { page: PAGE, properties: { views, ...page } });
  await connected.app.call(BAR, 'open_view', {});
  return connected;
}

/** True when a tap there closes the view. */
async function closesAt({ app }: Connected, x: number, y: number): Promise<boolean> {
  const caused = await app.call(TESTER, 'tap_at', { offset: { x, y } });
  expect(caused.at(-1)).toEqual(A(TESTER));
  if (caused.length === 1) return false;
  expect(caused.slice(0, -1)).toEqual([E(BAR, 'tap_outside_view')]);
  return true;
}

/** Points just on and just off each edge of an area. */
async function expectArea(where: Where, left: number, top: number, right: number, bottom: number): Promise<void> {
  const inside = await openView(where);
  for (const [x, y] of [
    [left, top],
    [right - 1, bottom - 1],
  ] as const) {
    expect([x, y, await closesAt(inside, x, y)]).toEqual([x, y, false]);
  }
  const middle = [(left + right) / 2, (top + bottom) / 2] as const;
  const outside = [
    [left - 1, middle[1]],
    [middle[0], top - 1],
    [right, middle[1]],
    [middle[0], bottom],
  ] as const;
  for (const [x, y] of outside) {
    if (x < 0 || y < 0 || x >= PAGE.width || y >= PAGE.height) continue;
    expect([x, y, await closesAt(await openView(where), x, y)]).toEqual([x, y, true]);
  }
}

const limits = (width: number, height: number): Record<string, number> => ({
  min_width: width,
  max_width: width,
  min_height: height,
  max_height: height,
});

describe('the open view of a search bar', () => {
  test('is at the bar, as wide, and two thirds as high as the page', () => expectArea({}, 10, 10, 390, 410));

  test('keeps within its constraints', () =>
    expectArea({ bar: { view_size_constraints: limits(350, 250) }, view: { padding: 0 } }, 0, 0, 350, 250));

  test('is where the bar is: below a bar of the page and what stands above, inside the padding', () =>
    expectArea(
      {
        above: [{ _c: 'Container', _i: 15, height: 40 }],
        bar: { view_size_constraints: limits(200, 100), margin: { left: 5, top: 6 } },
        view: { padding: { left: 20, top: 30 }, spacing: 4, appbar: { _c: 'AppBar', _i: 16, toolbar_height: 50 } },
      },
      25,
      130,
      225,
      230,
    ));

  test('moves up and to the left where it would leave the page', () =>
    expectArea(
      {
        above: [{ _c: 'Container', _i: 15, height: 400 }],
        bar: { view_size_constraints: limits(300, 300), margin: { left: 200 } },
        view: { padding: 0, spacing: 0 },
      },
      100,
      300,
      400,
      600,
    ));

  test('ends where the bar ends, on a page from right to left', () =>
    expectArea(
      { bar: { width: 390, view_size_constraints: limits(100, 100) }, page: { rtl: true }, view: { padding: 0 } },
      290,
      0,
      390,
      100,
    ));

  test('is the whole page when it shall', () => expectArea({ bar: { full_screen: true } }, 0, 0, 400, 600));
});

describe('a tap at a place', () => {
  test.each([
    ['at the start', 'drawer', { x: 303, y: 599 }, { x: 304, y: 599 }],
    ['at the end', 'end_drawer', { x: 96, y: 0 }, { x: 95, y: 0 }],
  ])('on a drawer %s leaves it open, beside it closes it', async (_where, side, on_, beside) => {
    const drawer = { _c: 'NavigationDrawer', _i: 30, controls: [], ...on('dismiss') };
    const views = [{ _c: 'View', _i: 3, controls: [], [side]: drawer }];
    const connected = await connect([], { page: PAGE, properties: { views } });
    await connected.app.call(3, side === 'drawer' ? 'show_drawer' : 'show_end_drawer', {});
    expect(await connected.app.call(TESTER, 'tap_at', { offset: on_ })).toEqual([A(TESTER)]);
    expect(await connected.app.call(TESTER, 'tap_at', { offset: beside })).toContainEqual(E(30, 'dismiss'));
  });

  test.each([
    ['BottomSheet', { fullscreen: true, content: text(51, 'all of it') }],
    ['DateRangePicker', {}],
  ])('%s that fills the page stays open', async (type, more) => {
    const dialog = { _c: type, _i: 50, open: true, ...on('dismiss'), ...more };
    const properties = { _dialogs: { _c: 'Dialogs', _i: 5, controls: [dialog] } };
    const connected = await connect([], { page: PAGE, properties });
    expect(await connected.app.call(TESTER, 'tap_at', { offset: { x: 1, y: 1 } })).toEqual([A(TESTER)]);
    expect(connected.client.services.calls.at(-1)).toMatchObject({ method: 'tap_at' });
  });

  test('beside a dialog of unknown size is every place', async () => {
    const dialog = { _c: 'AlertDialog', _i: 50, open: true, title: 'Sure?', ...on('dismiss') };
    const properties = { _dialogs: { _c: 'Dialogs', _i: 5, controls: [dialog] } };
    const connected = await connect([], { page: PAGE, properties });
    await call(connected, 'tap_at', { offset: { x: 200, y: 300 } });
    expect(connected.client.tree.get(50)!.flag('open')).toBe(false);
  });
});

test('a tap on a suggestion of an open view leaves it open', async () => {
  const connected = await openView();
  expect(await act(connected, 'tap', 'suggestion')).toEqual([A(TESTER)]);
});
