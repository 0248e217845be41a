import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The recorder of gestures: run by `scripts/record-gestures.mjs`, and by nothing else. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: { include: ['test/gestures/record.ts'], pool: 'forks', hookTimeout: 120_000 },
});
