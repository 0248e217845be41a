import { expect, test } from 'vitest';
import type { ChannelHandle, Native } from '../../lib/native.js';
import { TimesRecorder } from '../../lib/transports/embedded-times.js';

const now = (): number => Number(process.hrtime.bigint());

/** The core's clock, and one message that was pushed, and so on, at `at`. Something comes between the first readings of it. */
function nativeWith(interruptions: number, at: () => number): Native {
  const scratch = new Float64Array(16);
  let read = false;
  return {
    scratch,
    clockNs() {
      const clock = now();
      if (interruptions-- > 0) for (const until = clock + 5e6; now() < until; );
      return clock;
    },
    channelGetInfo: () => 0,
    channelRecordTimes: () => 0,
    channelTimes() {
      if (read) return 0;
      read = true;
      scratch.fill(at());
      scratch[0] = 0;
      return 1;
    },
  } as unknown as Native;
}

test.each([0, 1, 5])(
  'times are those of performance.now(), though %i readings of the clocks were interrupted',
  (count) => {
    const recorder = new TimesRecorder(
      nativeWith(count, () => now()),
      0 as unknown as ChannelHandle,
    );
    const before = performance.now();
    const [times] = recorder.read();
    const after = performance.now();
    expect(times!.pushed).toBeGreaterThan(before - 0.1);
    expect(times!.pushed).toBeLessThan(after + 0.1);
  },
);
