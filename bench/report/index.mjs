import { writeFileSync } from 'node:fs';
import { htmlReport } from './html.mjs';
import { markdownReport } from './markdown.mjs';

/** Writes bench/RESULTS.md and bench/report.html. */
export function writeReports(run, scenarios) {
  writeFileSync(new URL('../RESULTS.md', import.meta.url), markdownReport(run, scenarios));
  writeFileSync(new URL('../report.html', import.meta.url), htmlReport(run, scenarios));
}
