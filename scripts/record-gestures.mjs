// Records what Flet's own client, in Chromium, sends for a real mouse and keyboard: test/fixtures/gestures/*.json.
//
//   node scripts/record-gestures.mjs [--check] [--pictures <folder>] [family …]
//
// --check writes nothing, and fails where a recording differs from its file. --pictures keeps what the page looks like after
// each gesture. The headless client is compared with the files by `npx vitest run test/gestures`.

import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { packageScript, ROOT } from './project.mjs';

const { values, positionals: families } = parseArgs({
  options: { check: { type: 'boolean' }, pictures: { type: 'string' } },
  allowPositionals: true,
});
const { status } = spawnSync(
  process.execPath,
  [packageScript('vitest/vitest.mjs'), 'run', '--config', 'test/gestures/recorder-config.ts'],
  {
    cwd: ROOT,
    stdio: 'inherit',
    env: {
      ...process.env,
      ...(families.length === 0 ? {} : { FLET_EMBED_GESTURE_FAMILIES: families.join() }),
      ...(values.check ? { FLET_EMBED_GESTURES: 'check' } : {}),
      ...(values.pictures === undefined ? {} : { FLET_EMBED_GESTURE_PICTURES: resolve(values.pictures) }),
    },
  },
);
process.exitCode = status ?? 1;
