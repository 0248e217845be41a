/** The same scenarios with the app in this process: one interpreter, one app after another, each on a bridge of its own. */

import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FletClient } from '../../lib/flet/index.js';
import { Runtime } from '../../lib/index.js';
import { connectForScenario, SCENARIOS, scriptOf } from './scenarios.js';

const PYTHON = process.env['FLET_EMBED_TEST_PYTHON'] ?? fileURLToPath(new URL('../../.venv', import.meta.url));

let runtime: Runtime;

beforeAll(async () => {
  runtime = await Runtime.start({ python: PYTHON, output: 'ignore' });
});

afterAll(() => runtime.stop());

async function withApp(app: string, scene: (client: FletClient) => Promise<void>): Promise<void> {
  const bridge = runtime.bridge();
  const env = { FLET_PLATFORM: 'linux', FLET_DART_BRIDGE_PORT: String(bridge.port) };
  const program = runtime.run({ script: scriptOf(app), env });
  try {
    const client = await connectForScenario(bridge, {
      openDataChannel: () => {
        const channel = runtime.bridge();
        return { id: channel.port, channel };
      },
    });
    await scene(client);
  } finally {
    await program.stop();
  }
}

describe('with an app that runs on Flet in this process', () => {
  test.each(SCENARIOS)('$title', async (scenario) => {
    await withApp(scenario.app, scenario.run);
  });

  test('frames of an image arrive on a bridge of its own and are acknowledged', async () => {
    const frames: Uint8Array[] = [];
    await withApp('frames', async (client) => {
      client.on('frame', ({ bytes }) => frames.push(bytes));
      await client.until(() => client.find((control) => control.get('value') === 'rendered 3'));
    });
    expect(frames.length).toBeGreaterThanOrEqual(3);
    for (const frame of frames) expect([frame[0], frame.length]).toEqual([4, 9 + 2 * 1 * 4]);
  });
});
