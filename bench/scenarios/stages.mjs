import { clickerOf, openScript, panOf } from '../flet-app.mjs';
import { Histogram } from '../histogram.mjs';
import { repeatSlow } from '../sampling.mjs';
import { originOfMonotonicClock, StagedChannel, stagesOf } from '../stages.mjs';

const FRAME_MS = 1000 / 60;

const WAYS = {
  'click, 7 controls': { script: 'counter', size: 7, begin: clickerOf },
  'click, 1,000 controls': { script: 'counter', size: 1000, begin: clickerOf },
  'pan, 100 shapes': { script: 'drawing', size: 100, begin: panOf },
  'pan, 1,000 shapes': { script: 'drawing', size: 1000, begin: panOf },
};

/** Where the time of a click or a pan goes, by stamps at the doors of Flet, of the channel and of the client. */
export default {
  name: 'stages',
  level: 'app',
  needs: 'stages',
  explains:
    'where the time of one click or pan goes: stamps of the client, of the channel itself (`runtime.recordTimes`) and of Flet, each trip at the beginning of a frame of 60 Hz. The stages are those of the trips around the median. What the stamps themselves cost (some microseconds in all) is in the figures',
  variants: () => Object.keys(WAYS),
  repetitions: {
    quick: { own: [1, 0], beside: [0, 0] },
    full: { own: [2, 1], beside: [0, 0] },
  },
  lengths: {
    quick: { warmUp: 20, count: 40, limitMs: 1000 },
    full: { warmUp: 60, count: 200, limitMs: 5000 },
  },
  async measure({ system, variant, lengths: { warmUp, count, limitMs }, where }) {
    const { script, size, begin } = WAYS[variant];
    let channel;
    const lines = [];
    const app = await openScript(system, script, [size], {
      ...where,
      imports: ['stage_stamps'],
      env: { FLET_STAGE_STAMPS: '1' },
      wrap: (real, runtime) => {
        channel = new StagedChannel(real, runtime.recordTimes(real));
        return channel;
      },
      output: (line) => lines.push(line),
    });
    const act = await begin(app.client);
    const trips = [];
    await repeatSlow(warmUp, limitMs / 2, 5, act);
    await repeatSlow(count, limitMs, 10, async () => {
      const frame = performance.now();
      trips.push(await channel.trip(act));
      const left = FRAME_MS - (performance.now() - frame);
      if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
    });
    await app.close();
    const stages = stagesOf(trips, stampsIn(lines));
    const histogram = new Histogram();
    for (const { from, to } of trips) histogram.record(to - from);
    return [{ variant, bytes: null, ...histogram.summary(), stages }];
  },
};

function stampsIn(lines) {
  const line = lines.find((text) => text.startsWith('{"stamps"'));
  if (line === undefined)
    throw new Error(`Expected the stamps of Python but received ${lines.join('\n') || 'nothing'}`);
  const origin = originOfMonotonicClock();
  return JSON.parse(line).stamps.map(([door, at]) => [door, at + origin]);
}
