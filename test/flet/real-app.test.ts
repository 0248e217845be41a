/**
 * Flet itself, unmodified, at the other end. With FLET_EMBED_RECORD=1 the exchanges are written to the recordings that
 * `recordings.test.ts` plays.
 */

import { describe, expect, test } from 'vitest';
import { startChildApp } from './child-app.js';
import { writeRecording } from './recording.js';
import { connectForScenario, recordingName, SCENARIOS, scriptOf } from './scenarios.js';

describe('with an app that runs on Flet', { timeout: 60_000 }, () => {
  test.each(SCENARIOS)('$title', async (scenario) => {
    const app = await startChildApp(scriptOf(scenario.app));
    try {
      const client = await connectForScenario(app.channel, { openDataChannel: app.openDataChannel });
      await scenario.run(client);
      if (process.env['FLET_EMBED_RECORD'] === '1') writeRecording(recordingName(scenario), app.recorded);
    } finally {
      await app.close();
    }
  });

  test('frames of an image arrive on a channel of its own and are acknowledged', async () => {
    const app = await startChildApp(scriptOf('frames'));
    try {
      const frames: Uint8Array[] = [];
      const client = await connectForScenario(app.channel, { openDataChannel: app.openDataChannel });
      client.on('frame', ({ bytes }) => frames.push(bytes));
      await client.until(() => client.find((control) => control.get('value') === 'rendered 3'));
      // Flet sends the newest frame again when the channel opens, so there may be one more than was rendered.
      expect(frames.length).toBeGreaterThanOrEqual(3);
      for (const frame of frames) expect([frame[0], frame.length]).toEqual([4, 9 + 2 * 1 * 4]);
    } finally {
      await app.close();
    }
  });
});
