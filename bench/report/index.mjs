import { writeFileSync } from 'node:fs';
import { markdownReport } from './markdown.mjs';

/** Writes bench/RESULTS.md. */
export function writeReports(run, scenarios) {
  writeFileSync(new URL('../RESULTS.md', import.meta.url), markdownReport(run, scenarios));
}
