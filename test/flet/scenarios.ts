/**
 * What a user does with the apps in `test/fixtures/flet/apps`. Played against recordings in `recordings.test.ts`, and against
 * Flet itself in `real-app.test.ts`.
 */

import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { Channel } from '../../lib/channel.js';
import { DateTime, FletClient, type FletClientOptions, printTree } from '../../lib/flet/index.js';
import { appears, ofType, shows } from './waiting.js';

export interface Scenario {
  title: string;
  /** The app's file without its suffix. */
  app: string;
  run: (client: FletClient) => Promise<void>;
}

/** A fixed device, so that recordings do not depend on where they are played. */
export function connectForScenario(channel: Channel, options: FletClientOptions = {}): Promise<FletClient> {
  return FletClient.connect(channel, { ...options, page: { width: 800, height: 600 } });
}

export const SCENARIOS: readonly Scenario[] = [
  {
    title: 'a counter counts',
    app: 'counter',
    run: async (client) => {
      const plus = await appears(client, '+');
      for (const count of ['1', '2', '3']) {
        await client.click(plus);
        await client.until(() => client.find((control) => control.type === 'Text' && control.get('value') === count));
      }
      await client.click(await appears(client, '-'));
      await client.until(() => client.find((control) => control.get('value') === '2'));
    },
  },
  {
    title: 'a list of tasks grows, is reversed, ticked and shrinks',
    app: 'todo',
    run: async (client) => {
      const field = await appears(client, 'What needs to be done?');
      for (const task of ['one', 'two', 'three']) {
        await client.type(field, `${task}\n`);
        await appears(client, task);
      }
      await client.click(await appears(client, 'two'));
      await shows(client, '2 left');
      await client.click(await appears(client, 'Reverse'));
      await client.until(() => client.find((control) => control.type === 'Checkbox')?.get('label') === 'three');
      await client.click(await appears(client, 'Delete'));
      await shows(client, '1 left');
      const labels = client.findAll((control) => control.type === 'Checkbox').map((box) => box.get('label'));
      expect(labels).toEqual(['two', 'one']);
    },
  },
  {
    title: 'dialogs are answered, dismissed and refused',
    app: 'dialogs',
    run: async (client) => {
      const ask = await appears(client, 'Ask');
      await client.click(ask);
      const yes = await appears(client, 'Yes');
      await expect(client.click(ask)).rejects.toMatchObject({ code: 'ERR_EMBED_FLET_BLOCKED' });
      const dialog = await ofType(client, 'AlertDialog');
      await expect(client.dismiss(dialog)).rejects.toMatchObject({ code: 'ERR_EMBED_FLET_REFUSED' });
      await client.click(yes);
      await shows(client, 'dismissed;');
      await client.until(() => client.find((control) => control.type === 'AlertDialog') === undefined);
      await client.click(ask);
      await client.click(await appears(client, 'No'));
      await shows(client, 'dismissed;no;dismissed;');
      await client.click(await appears(client, 'Easy'));
      await client.dismiss(await ofType(client, 'AlertDialog'));
      await shows(client, 'easy gone;');
    },
  },
  {
    title: 'a date is picked, a snack bar is swiped away',
    app: 'dialogs',
    run: async (client) => {
      await client.click(await appears(client, 'Date'));
      const picker = await ofType(client, 'DatePicker');
      await client.perform(picker, 'pick', DateTime.from(new Date(Date.UTC(2026, 2, 4))));
      await shows(client, 'date 2026-03-04;');
      await client.until(() => client.find((control) => control.type === 'DatePicker') === undefined);
      await client.click(await appears(client, 'Bar'));
      await shows(client, 'visible;');
      await client.dismiss(await ofType(client, 'SnackBar'));
      await shows(client, 'bar gone;');
    },
  },
  {
    title: 'routes are pushed, popped and opened',
    app: 'routes',
    run: async (client) => {
      await client.click(await appears(client, 'Visit store'));
      await shows(client, 'Welcome');
      expect(client.page.get('route')).toBe('/store');
      await client.back();
      await client.until(() => client.page.children('views').length === 1);
      await client.navigate('/store');
      await shows(client, 'Welcome');
    },
  },
  {
    title: 'every kind of input tells its value',
    app: 'inputs',
    run: async (client) => {
      await client.select(await ofType(client, 'Dropdown'), 'Red');
      await shows(client, "Dropdown.select='r' value='r'");
      await client.slide(await ofType(client, 'Slider'), 4.3);
      await shows(client, 'Slider.change=4.0 value=4.0');
      await client.click(await ofType(client, 'Checkbox'));
      await shows(client, 'Checkbox.change=False value=False');
      await client.click(await ofType(client, 'Checkbox'));
      await shows(client, 'Checkbox.change=True value=True');
      await client.click(await ofType(client, 'Switch'));
      await shows(client, 'Switch.change=True value=True');
      await client.click(client.findAll((control) => control.type === 'Radio')[1]!);
      await shows(client, "RadioGroup.change='b' value='b'");
      await client.click(await appears(client, 'Stars'));
      await shows(client, 'nav 1');
      await client.click(await appears(client, 'Two'));
      await shows(client, 'tab 1');
      await client.select(await ofType(client, 'SegmentedButton'), '2');
      await shows(client, "SegmentedButton.change=['2']");
      const field = await ofType(client, 'TextField');
      await client.type(field, 'Ada');
      await shows(client, "TextField.change='Ada' value='Ada'");
      await client.fill(field, 'Grace Hopper');
      await shows(client, "TextField.change='Grace' value='Grace'");
      await client.submit(field);
      await shows(client, "TextField.submit='Grace'");
      await client.click(await appears(client, 'Copy'));
      await shows(client, "copied ['x'] ['k']");
      expect(client.services.clipboard.text).toBe('copied');
      await client.click(await appears(client, 'Focus'));
      await shows(client, 'TextField.focus=None');
      expect(client.focused).toBe(field);
    },
  },
  {
    title: 'an exception in a handler comes with its traceback, and the app goes on',
    app: 'inputs',
    run: async (client) => {
      await client.click(await appears(client, 'Bad'));
      await expect(client.until(() => false)).rejects.toMatchObject({
        code: 'ERR_EMBED_FLET_CRASHED',
        message: 'The app crashed: broken handler',
        traceback: expect.stringMatching(/in fail\n.*raise ValueError\("broken handler"\)/),
      });
      expect(client.takeFailure()).toBeDefined();
      await client.click(await ofType(client, 'Switch'));
      await shows(client, 'Switch.change=True value=True');
    },
  },
  {
    title: 'components render again where their state has changed',
    app: 'declarative',
    run: async (client) => {
      await client.click(await appears(client, 'More'));
      await client.click(await appears(client, '1: 0'));
      await client.click(await appears(client, '1: 1'));
      await appears(client, '1: 2');
      await client.click(await appears(client, 'More'));
      await appears(client, '2: 0');
      expect(printTree(client.page)).toBe(
        [
          'Page route="/"',
          '  View route="/"',
          '    Column',
          '      Button "More" (click)',
          '      Button "0: 0" (click)',
          '      Button "1: 2" (click)',
          '      Button "2: 0" (click)',
        ].join('\n'),
      );
    },
  },
];

/** The file of an app. */
export function scriptOf(app: string): string {
  const path = app === 'counter' ? '../../examples/counter/main.py' : `../fixtures/flet/apps/${app}.py`;
  return fileURLToPath(new URL(path, import.meta.url));
}

/** The name of a scenario's recording. */
export function recordingName(scenario: Scenario): string {
  return `${scenario.app}-${SCENARIOS.filter(({ app }) => app === scenario.app).indexOf(scenario) + 1}`;
}
