/** Unmodified apps on Flet in this process, under two viewers that are clients themselves. */

import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FletClient, type FletClientOptions, snapshot } from '../../lib/flet/index.js';
import { type Program, Runtime } from '../../lib/index.js';
import { Mirror } from '../../lib/mirror/index.js';
import { scriptOf } from '../flet/scenarios.js';
import { appears, labelled, ofType, shows } from '../flet/waiting.js';
import { type HeadlessViewer, view } from './headless-viewer.js';
import { ManualTimers } from './mirrored-app.js';
import { shared } from './scripted-viewer.js';

const PYTHON = process.env['FLET_EMBED_TEST_PYTHON'] ?? fileURLToPath(new URL('../../.venv', import.meta.url));

let runtime: Runtime;

beforeAll(async () => {
  runtime = await Runtime.start({ python: PYTHON, output: 'ignore' });
});

afterAll(() => runtime.stop());

interface RunningApp {
  client: FletClient;
  program: Program;
}

async function start(app: string, options: FletClientOptions = {}): Promise<RunningApp> {
  const bridge = runtime.bridge();
  const env = { FLET_PLATFORM: 'linux', FLET_DART_BRIDGE_PORT: String(bridge.port) };
  const program = runtime.run({ script: scriptOf(app), env });
  const client = await FletClient.connect(bridge, {
    ...options,
    page: { width: 800, height: 600 },
    openDataChannel: () => {
      const channel = runtime.bridge();
      return { id: channel.port, channel };
    },
  });
  return { client, program };
}

interface Scene extends RunningApp {
  mirror: Mirror;
  one: FletClient;
  other: FletClient;
  viewers: HeadlessViewer[];
}

async function withViewers(
  app: string,
  scene: (scene: Scene) => Promise<void>,
  options: FletClientOptions = {},
): Promise<void> {
  const mirror = new Mirror();
  const running = await start(app, { ...options, listen: (client) => mirror.setClient(client) });
  try {
    const viewers = [await view(mirror), await view(mirror)];
    const [one, other] = viewers.map(({ client }) => client) as [FletClient, FletClient];
    await scene({ ...running, mirror, one, other, viewers });
  } finally {
    await running.program.stop();
  }
}

const gone = (client: FletClient, type: string): Promise<unknown> =>
  client.until(() => client.find((control) => control.type === type) === undefined);

const log = (client: FletClient): unknown => client.find((control) => control.get('key') === 'log')!.get('value');

describe('an app on Flet under two viewers', () => {
  test('is used from both, and all show the same; so does one that comes later', async () => {
    await withViewers('todo', async ({ mirror, client, one, other }) => {
      await one.type(await appears(one, 'What needs to be done?'), 'one\n');
      await appears(other, 'one');
      await other.type(await appears(other, 'What needs to be done?'), 'two\n');
      for (const each of [one, other]) await shows(each, '2 left');
      await other.type(await appears(other, 'What needs to be done?'), 'thr');
      await appears(one, 'two');
      await one.click(await appears(one, 'one'));
      for (const each of [one, other]) await shows(each, '1 left');
      const typed = (each: FletClient): unknown => each.find(labelled('What needs to be done?'))!.get('value');
      const newcomer = await view(mirror);
      expect([one, other, newcomer.client].map(typed)).toEqual(['thr', 'thr', 'thr']);
      expect(newcomer.client.find(labelled('one'))!.get('value')).toBe(true);
      for (const each of [one, other, newcomer.client]) {
        expect(shared(snapshot(each.tree))).toEqual(shared(snapshot(client.tree)));
      }
      await newcomer.leave();
      expect(mirror.viewers).toBe(2);
    });
  });

  test('hears once of a dialog that one closes, and of one that it closes itself', async () => {
    await withViewers('dialogs', async ({ client, one, other }) => {
      await one.click(await appears(one, 'Easy'));
      await other.dismiss(await ofType(other, 'AlertDialog'));
      for (const each of [client, one, other]) await gone(each, 'AlertDialog');
      await shows(client, 'easy gone;');
      await other.click(await appears(other, 'Ask'));
      await one.click(await appears(one, 'No'));
      for (const each of [client, one, other]) await gone(each, 'AlertDialog');
      await shows(one, 'easy gone;no;dismissed;');
      // Once more: a dialog that was not dismissed could not be shown again, one dismissed twice would be told twice.
      await one.click(await appears(one, 'Ask'));
      await other.click(await appears(other, 'Yes'));
      await gone(client, 'AlertDialog');
      await shows(other, 'easy gone;no;dismissed;dismissed;');
      expect(log(client)).toBe('easy gone;no;dismissed;dismissed;');
    });
  });

  test('sees its snack bar leave after its time when there is nobody left to show it', async () => {
    const timers = new ManualTimers();
    const scene = async ({ client, one, viewers }: Scene): Promise<void> => {
      await one.click(await appears(one, 'Bar'));
      await shows(client, 'visible;');
      expect(timers.waits).toEqual([]);
      for (const viewer of viewers) await viewer.leave();
      expect(timers.waits).toEqual([4000]);
      timers.fire();
      await shows(client, 'visible;bar gone;');
    };
    await withViewers('dialogs', scene, { timers });
  });

  test('calls the viewer that is used: addresses are pushed there', async () => {
    await withViewers('routes', async ({ client, one, other }) => {
      const calls: string[] = [];
      one.on('call', ({ name }) => calls.push(`one ${name}`));
      other.on('call', ({ name }) => calls.push(`other ${name}`));
      await other.click(await appears(other, 'Visit store'));
      for (const each of [client, one, other]) await shows(each, 'Welcome');
      expect(calls.filter((call) => !call.endsWith('mirror'))).toEqual(['other push_route']);
      expect(one.page.get('route')).toBe('/store');
      await one.back();
      await client.until(() => client.page.children('views').length === 1);
      await client.until(() => client.page.get('route') === '/');
    });
  });

  test('draws frames for both, each of which it knows to be shown', async () => {
    await withViewers('frames', async ({ one, other, mirror }) => {
      const frames: number[][] = [];
      other.on('frame', ({ bytes }) => frames.push([...bytes.subarray(0, 5)]));
      for (const each of [one, other]) await shows(each, 'rendered 3');
      const late = await view(mirror, {
        listen: (client) => client.on('frame', ({ bytes }) => frames.push([...bytes.subarray(0, 5)])),
      });
      await late.client.until(() => frames.length > 0);
      expect(frames.at(-1)).toEqual([4, 2, 0, 0, 0]);
    });
  });

  test('gives way to another one in the same interpreter, with the pages open', async () => {
    await withViewers('dialogs', async ({ mirror, client: old, program, one, other }) => {
      await one.click(await appears(one, 'Easy'));
      await ofType(other, 'AlertDialog');
      mirror.setClient(undefined);
      await program.stop();
      expect(old.find(labelled('Easy'))).toBeDefined();
      const next = await start('todo', { listen: (client) => mirror.setClient(client) });
      try {
        for (const each of [one, other]) {
          await shows(each, '0 left');
          await gone(each, 'AlertDialog');
        }
        await other.type(await appears(other, 'What needs to be done?'), 'first\n');
        await appears(one, 'first');
        for (const each of [one, other]) {
          expect(shared(snapshot(each.tree))).toEqual(shared(snapshot(next.client.tree)));
        }
      } finally {
        await next.program.stop();
      }
    });
  });
});
