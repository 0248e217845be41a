import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, launch } from 'flet-embed/testing';
import { Histogram } from '../histogram.mjs';

const COUNTER = fileURLToPath(new URL('../../examples/counter/main.py', import.meta.url));

/** Tells the thread that runs all apps of a process. */
const THREAD = `
import threading, flet as ft
ft.run(lambda page: page.add(ft.Text(str(threading.get_native_id()), key="thread")))
`;

/** A whole test, once the interpreter is warm: launch, one click, one assertion, close. */
export default {
  name: 'harness',
  level: 'bytes',
  needs: 'harness',
  section: 'app',
  explains:
    "a whole test of a Flet app in a warm interpreter: launch, click, assertion, close; variant *python*: the part in which the app's thread ran",
  // Threads' own times are known on Linux only.
  variants: () => (process.platform === 'linux' ? ['test', 'python'] : ['test']),
  modes: () => ['unpinned'],
  barMode: 'unpinned',
  repetitions: {
    quick: { own: [2, 0], beside: [0, 0] },
    full: { own: [3, 0], beside: [0, 0] },
  },
  lengths: {
    quick: { warmUp: 20, count: 60 },
    full: { warmUp: 20, count: 320 },
  },
  async measure({ variant, lengths: { warmUp, count }, where: { python } }) {
    const histogram = new Histogram();
    const thread = await pythonThread(python);
    for (let i = 0; i < warmUp + count; i++) {
      const ran = variant === 'python' ? timeOnCpu(thread) : 0;
      const from = performance.now();
      const app = await launch(COUNTER, { python });
      await app.getByText('+').click();
      await expect(app.getByText('1')).toBeVisible();
      await app.close();
      const took = (performance.now() - from) * 1e6;
      if (i >= warmUp) histogram.record(variant === 'python' ? timeOnCpu(thread) - ran : took);
    }
    return [{ variant, bytes: null, ...histogram.summary() }];
  },
};

async function pythonThread(python) {
  const app = await launch({ code: THREAD }, { python });
  const text = await app.getByKey('thread').text();
  await app.close();
  return Number(text);
}

/** Nanoseconds that a thread of this process has run. Linux. */
function timeOnCpu(thread) {
  return Number(readFileSync(`/proc/self/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
}
