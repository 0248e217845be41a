import { describe, test } from 'vitest';
import { playRecording } from './recording.js';
import { connectForScenario, recordingName, SCENARIOS } from './scenarios.js';

describe('a client sends, packet by packet, what was recorded with Flet', () => {
  test.each(SCENARIOS)('$title', async (scenario) => {
    const { channel, done } = playRecording(recordingName(scenario));
    const scene = connectForScenario(channel).then((client) => scenario.run(client));
    // A packet that differs is the reason why the scene does not go on.
    await Promise.race([scene, done.then(() => scene)]);
    await done;
  });
});
