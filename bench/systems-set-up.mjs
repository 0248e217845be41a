// Installs what the systems of a run need, one after the other, into the cache. One that does not install is left out and named.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { withoutOwnPaths } from './own-paths.mjs';

/**
 * @param say Takes one line of progress.
 * @returns `{ installed, reports }`: the systems that can be measured, and `{ name, title, kind, level, installed, error, seconds }`
 * for every one.
 */
export async function setUpSystems(systems, cache, say) {
  const installed = [];
  const reports = [];
  for (const system of systems) {
    const { name, title, kind, level } = system;
    const report = { name, title, kind, level, installed: true, error: null, seconds: 0 };
    reports.push(report);
    if (system.setUp !== undefined) {
      const from = performance.now();
      say(`setting up ${name}`);
      try {
        mkdirSync(cache, { recursive: true });
        await system.setUp({ cache: join(cache, 'systems'), log: (line) => say(`setting up ${name}: ${line}`) });
      } catch (error) {
        report.installed = false;
        report.error = withoutOwnPaths(error.message);
      }
      report.seconds = Math.round((performance.now() - from) / 100) / 10;
    }
    if (report.installed) installed.push(system);
  }
  return { installed, reports };
}
