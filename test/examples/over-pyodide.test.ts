/** The example apps' own tests, with the apps in Pyodide. They share one worker. */

import { describe, vi } from 'vitest';

vi.mock('../../lib/testing/index.js', async (importOriginal) => {
  const testing = await importOriginal<typeof import('../../lib/testing/index.js')>();
  const launch: typeof testing.launch = (app, options = {}) =>
    testing.launch(app, {
      ...options,
      transport: 'pyodide',
      // Python is several times slower there.
      timeouts: { action: 20_000, assertion: 20_000, ...options.timeouts },
    });
  return { ...testing, launch };
});

/** Not chat: Flet's pubsub has no loop in Pyodide. Not files: the user's files are not in Python's file system. */
const APPS = [
  ...['calculator', 'todo', 'clock', 'form', 'kanban', 'table', 'reader', 'settings'],
  ...['editor', 'drawing', 'components', 'routes', 'cupertino', 'photos', 'charts', 'device'],
];

for (const app of APPS) {
  describe(`examples/${app} over Pyodide`, async () => {
    await import(`./${app}.test.ts`);
  });
}
