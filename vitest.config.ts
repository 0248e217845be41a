import { defineConfig } from 'vitest/config';

/** Ten apps, whose tests also run over the other transports; over the embedded one all do. */
const APPS = 'calculator,charts,chat,clock,components,cupertino,drawing,kanban,settings,todo';

/** Tests in a real browser. */
const CHROMIUM = 'test/**/*.chromium.test.ts';

const TRANSPORTS = process.platform === 'win32' ? ['tcp', 'websocket'] : ['unix', 'tcp', 'websocket'];

export default defineConfig({
  test: {
    globalSetup: ['test/global-setup.ts'],
    // One process per file: CPython cannot be initialised twice in one.
    pool: 'forks',
    isolate: true,
    maxWorkers: 2,
    // Nothing here measures time. The limit only turns a hang into a failure.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 5_000,
    projects: [
      { extends: true, test: { name: 'embedded', include: ['test/**/*.test.ts'], exclude: [CHROMIUM] } },
      ...TRANSPORTS.map((name) => ({
        extends: true as const,
        test: {
          name,
          include: [`test/examples/{${APPS}}.test.ts`],
          env: { FLET_EMBED_TRANSPORT: name },
          setupFiles: ['test/examples/other-transports.ts'],
        },
      })),
      // After all others, and one file at a time: a browser that draws without a graphics card needs every core.
      {
        extends: true,
        test: {
          name: 'chromium',
          include: [CHROMIUM],
          maxWorkers: 1,
          testTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
