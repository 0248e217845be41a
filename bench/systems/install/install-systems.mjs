import { mkdirSync } from 'node:fs';

/**
 * Installs what the systems need, one after the other. One that does not install keeps no other from it.
 *
 * @param say Takes one line of progress.
 * @returns For each `{ name, error, seconds }`; `error` is null where nothing went wrong.
 */
export async function installSystems(systems, cache, say) {
  const reports = [];
  for (const { name, setUp } of systems) {
    const report = { name, error: null, seconds: 0 };
    reports.push(report);
    if (setUp === undefined) continue;
    const from = performance.now();
    try {
      mkdirSync(cache, { recursive: true });
      await setUp({ cache, log: (line) => say(`${name}: ${line}`) });
    } catch (error) {
      report.error = error.message;
    }
    report.seconds = (performance.now() - from) / 1000;
  }
  return reports;
}

/** The part of the table that one system gets; the errors in full stand below it. */
export function installReport(reports) {
  const width = Math.max(...reports.map(({ name }) => name.length));
  const lines = reports.map(
    ({ name, error, seconds }) =>
      `${name.padEnd(width)}  ${error === null ? 'ready' : 'FAILED'}  ${seconds.toFixed(1).padStart(6)} s`,
  );
  const failed = reports.filter(({ error }) => error !== null);
  return [...lines, ...failed.map(({ name, error }) => `\n${name} was not installed:\n${error}`)].join('\n');
}
