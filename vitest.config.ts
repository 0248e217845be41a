import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    // One process per file: CPython cannot be initialised twice in one.
    pool: 'forks',
    isolate: true,
    maxWorkers: 2,
    // Nothing here measures time. The limit only turns a hang into a failure.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 5_000,
  },
});
