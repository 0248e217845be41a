import { describe, expect, test } from 'vitest';
import { type AppClock, expect as expectOf, type StepRecorder, TestingError } from '../../lib/testing/index.js';
import { E, on, P } from '../flet/packets.js';
import { QUICK, startHosted, startLive } from './live-app.js';

const button = (id: number, content: string): object => ({ _c: 'Button', _i: id, content, ...on('click') });
const BROKEN = [
  'no stock',
  'Traceback (most recent call last):',
  '  File "main.py", line 7',
  'ValueError: no stock',
] as const;

describe('an app', () => {
  test('is navigated, resized, darkened and hidden', async () => {
    const { app, live } = await startLive();
    await app.goto('/store');
    await app.setBrightness('dark');
    await app.setLifecycle('hide');
    expect(live.received).toEqual([
      P(1, { route: '/store' }),
      E(1, 'route_change', { route: '/store' }),
      P(1, { platform_brightness: 'dark' }),
      E(1, 'platform_brightness_change', expect.anything()),
      E(1, 'app_lifecycle_state_change', { state: 'hide' }),
    ]);
    live.received.length = 0;
    await app.resize(400, 800);
    expect(live.received.slice(0, 2)).toEqual([
      P(1, { width: 400, height: 800 }),
      E(1, 'resize', { width: 400, height: 800 }),
    ]);
  });

  test('is gone back in by one view', async () => {
    const view = (id: number, route: string): object => ({ _c: 'View', _i: id, route, controls: [] });
    const { app, live } = await startLive([], { properties: { views: [view(3, '/'), view(7, '/store')] } });
    await app.back();
    expect(live.received).toEqual([E(1, 'view_pop', { route: '/store' })]);
  });

  test('hears keys, with what is held', async () => {
    const { app, live } = await startLive([], { properties: on('keyboard_event') });
    await app.keyboard.press('Control+Shift+S');
    expect(live.received).toEqual([
      E(1, 'keyboard_event', { key: 'S', shift: true, ctrl: true, alt: false, meta: false }),
    ]);
  });

  test('shows its open dialogs, the topmost last', async () => {
    const dialog = (id: number, title: string, open: boolean): object => ({ _c: 'AlertDialog', _i: id, title, open });
    const controls = [dialog(20, 'First', true), dialog(21, 'Closed', false), dialog(22, 'Second', true)];
    const { app } = await startLive([], { properties: { _dialogs: { _c: 'Dialogs', _i: 5, controls } } });
    await expectOf(app.dialogs()).toHaveCount(2);
    await expectOf(app.dialogs().last()).toContainText('Second');
    await app.dialogs().last().dismiss();
    await expectOf(app.dialogs()).toHaveCount(1);
  });

  test('prints its controls and its own name', async () => {
    const { app } = await startLive([button(10, 'Go')], { title: 'the shop' });
    expect(app.tree()).toBe('Page route="/"\n  View route="/"\n    Button "Go" (click)');
    expect(String(app)).toBe('the shop');
  });

  test('has its device to set and to read', async () => {
    const { app } = await startLive();
    app.services.clipboard.text = 'copied';
    expect(app.client.services.clipboard.text).toBe('copied');
  });

  test('refuses what makes no sense, at once', async () => {
    const { app } = await startLive();
    expect(() => app.goto(5 as never)).toThrow(/^Expected a route such as '\/store' for goto/);
    expect(() => app.resize(Number.NaN, 5)).toThrow(TypeError);
    expect(() => app.setBrightness('dim' as never)).toThrow(TypeError);
    expect(() => app.keyboard.press('')).toThrow(TypeError);
  });
});

describe('an error of the app', () => {
  test('fails every later call and the close, until it is expected', async () => {
    const { app, live } = await startLive([button(10, 'Go')], { on: { '10 click': (self) => self.crash(...BROKEN) } });
    for (const call of [
      () => app.getByText('Go').click(),
      () => expectOf(app.getByText('Go')).toBeVisible(),
      () => app.goto('/'),
      () => app.settled(),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: 'ERR_EMBED_TEST_APP_ERROR' });
    }
    const error = await app.expectError(/no stock/);
    expect(error).toEqual({ kind: 'session', message: 'ValueError: no stock', traceback: BROKEN.slice(1).join('\n') });
    await expectOf(app.getByText('Go')).toBeVisible();
    expect(app.errors).toEqual([error]);
    await Promise.all([app.close(), live.close()]);
  });

  test('is thrown by close() when nobody has expected it', async () => {
    const { app, live } = await startLive();
    await live.crash(...BROKEN);
    await app.settled().catch(() => {});
    const closing = app.close();
    await live.close();
    await expect(closing).rejects.toThrow('app.close() failed: the app raised ValueError: no stock');
    await expect(app.close()).rejects.toThrow(TestingError);
  });

  test('is waited for by expectError, by message or by traceback', async () => {
    const { app, live } = await startLive();
    const expected = app.expectError('main.py');
    await live.crash(...BROKEN);
    expect((await expected).message).toBe('ValueError: no stock');
  });

  test('that is another one is told by expectError', async () => {
    const { app, live } = await startLive([], QUICK);
    await live.crash(...BROKEN);
    await expect(app.expectError(/KeyError/)).rejects.toMatchObject({
      code: 'ERR_EMBED_TEST_NO_ERROR',
      message: expect.stringContaining('found:   ValueError: no stock'),
    });
  });

  test('is only recorded with errors: collect', async () => {
    const { app, live } = await startLive([button(10, 'Go')], { errors: 'collect' });
    await live.crash(...BROKEN);
    await app.settled();
    await app.getByText('Go').click();
    expect(app.errors.map(({ message }) => message)).toEqual(['ValueError: no stock']);
  });

  test('ends an assertion that waits', async () => {
    const { app, live } = await startLive();
    const waiting = expectOf(app.getByText('never')).toBeVisible();
    await live.crash(...BROKEN);
    await expect(waiting).rejects.toMatchObject({ code: 'ERR_EMBED_TEST_APP_ERROR' });
  });
});

describe('the end of the app', () => {
  test('fails actions, with the exit code', async () => {
    const { app, host } = await startHosted([button(10, 'Go')]);
    await host.end(3);
    await expect(app.getByText('Go').click()).rejects.toThrow('the app has exited with code 3');
  });

  test('does not fail what holds of its last page', async () => {
    const { app, host } = await startHosted([button(10, 'Go')]);
    await host.end(0);
    await expectOf(app.getByText('Go')).toBeVisible();
    await app.close();
  });
});

describe('the clock of an app', () => {
  test('passes time on to the place where the app runs, and ends at rest', async () => {
    const { app, host } = await startHosted();
    const calls: unknown[][] = [];
    const record = (name: string) => async (argument: unknown) => {
      calls.push([name, argument]);
    };
    const clock: AppClock = {
      runFor: record('runFor'),
      fastForward: record('fastForward'),
      setTime: record('setTime'),
    };
    host.clock = clock;
    const noon = new Date('2026-03-04T12:00:00Z');
    await app.clock.runFor(500);
    await app.clock.fastForward(1000);
    await app.clock.setTime(noon);
    expect(calls).toEqual([
      ['runFor', 500],
      ['fastForward', 1000],
      ['setTime', noon],
    ]);
  });

  test('says what to do when there is none', async () => {
    const { app } = await startHosted();
    await expect(app.clock.runFor(5)).rejects.toMatchObject({
      code: 'ERR_EMBED_TEST_NO_CLOCK',
      message: expect.stringContaining('start the app with { clock: true }'),
    });
    expect(() => app.clock.runFor(-5)).toThrow(RangeError);
  });
});

describe('the names of icons', () => {
  test('that nobody can tell fail with what to do', async () => {
    const { app } = await startLive();
    await expect(app.getByIcon('ADD').click()).rejects.toMatchObject({
      code: 'ERR_EMBED_TEST_NO_ICONS',
      message: expect.stringContaining('pass `icons` to connect()'),
    });
  });

  test('that Flet does not have fail with the name that was meant', async () => {
    const { app } = await startLive([], { icons: async () => ({ Icons: { ADD: 1, DELETE: 2 } }) });
    await expect(app.getByIcon('DELET').click()).rejects.toThrow("Flet has no icon 'DELET'; did you mean 'DELETE'?");
    await expect(app.getByIcon('add').click()).rejects.toThrow("did you mean 'ADD'?");
  });

  test('are told in the message where another icon is there', async () => {
    const icons = async (): Promise<Record<string, Record<string, number>>> => ({ Icons: { ADD: 1, DELETE: 2 } });
    const { app } = await startLive([{ _c: 'IconButton', _i: 10, icon: 2 }], { ...QUICK, icons });
    await expect(app.getByIcon('ADD').click()).rejects.toMatchObject({ code: 'ERR_EMBED_TEST_NOT_FOUND' });
  });
});

describe('a call of a test', () => {
  test('is told to the recorder with its end', async () => {
    const steps: string[] = [];
    const recorder: StepRecorder = {
      step: (text) => {
        steps.push(text);
        return (error) => steps.push(error === undefined ? 'ok' : (error as TestingError).code);
      },
    };
    const { app, live } = await startLive([button(10, 'Go')], { recorder });
    steps.length = 0;
    await app.getByText('Go').click({ button: 'primary' });
    await expectOf(app.getByText('Stop'))
      .toBeVisible({ timeout: 0 })
      .catch(() => {});
    await app.goto('/');
    const closing = app.close();
    await live.close();
    await closing;
    expect(steps).toEqual([
      "getByText('Go').click({ button: 'primary' })",
      'ok',
      "expect(getByText('Stop')).toBeVisible()",
      'ERR_EMBED_TEST_NOT_FOUND',
      "app.goto('/')",
      'ok',
      'app.close()',
      'ok',
    ]);
  });

  test('has no limit with debug: true', async () => {
    const { app, live } = await startLive([button(10, 'Go')], { debug: true, timeouts: { assertion: 0 } });
    const waiting = expectOf(app.getByText('Stop')).toBeVisible();
    await live.set(10, { content: 'Stop' });
    await waiting;
  });

  test('looks once with { timeout: 0 }', async () => {
    const { app } = await startLive();
    await expect(app.getByText('x').click({ timeout: 0 })).rejects.toThrow(/^getByText\('x'\)\.click\(\) failed\n/);
  });
});
