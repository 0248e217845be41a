import { fileURLToPath } from 'node:url';
import { Child } from '../child/child.mjs';
import { checksOf } from './roles.mjs';

const CASE = fileURLToPath(new URL('case.mjs', import.meta.url));
const LIMIT_MS = 60_000;
const CONTROLS = [7, 100, 1000];

/**
 * Opens a system for real, once for each thing that it can do, each time in a process of its own.
 *
 * @param where `{ python, executable, cache }`
 * @returns For each `{ check, error, seconds }`.
 */
export async function checkSystem({ name, level, capabilities }, where) {
  const cases =
    level === 'app' || level === 'page'
      ? CONTROLS.map((controls) => ({ title: `${level === 'app' ? 'click' : 'page'}, ${controls} controls`, controls }))
      : checksOf(capabilities).map((check) => ({ title: check, check }));
  const reports = [];
  for (const { title, ...what } of cases) {
    const from = performance.now();
    let error = null;
    try {
      await runCase({ name, ...what, ...where });
    } catch (thrown) {
      error = thrown.message;
    }
    reports.push({ check: title, error, seconds: (performance.now() - from) / 1000 });
  }
  return reports;
}

async function runCase(what) {
  const child = new Child(process.execPath, [CASE, JSON.stringify(what)]);
  child.stdout.resume();
  const limit = new Promise((_resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Expected it to end within ${LIMIT_MS / 1000} s`)), LIMIT_MS);
    timer.unref();
  });
  limit.catch(() => {});
  try {
    await Promise.race([child.succeeds(), limit]);
  } finally {
    await child.stop();
  }
}
