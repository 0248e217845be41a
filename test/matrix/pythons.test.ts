/** The same built files embed every CPython of this machine from 3.11 on: nothing is compiled for one version. */

import { describe, expect, test } from 'vitest';
import { PYTHONS, VENVS } from '../environment/pythons.js';
import { counterReport, runHost, smokeReport } from './smoke.js';

const EMBEDDABLE = PYTHONS.filter(
  ({ minor, shared, freeThreaded }) => Number(minor.split('.')[1]) >= 11 && shared && !freeThreaded,
);

describe('the runtime works', () => {
  for (const { executable, version } of EMBEDDABLE) {
    test(`with CPython ${version}, ${executable}`, async () => {
      expect(await runHost(process.execPath, 'smoke.mjs', executable)).toEqual(smokeReport(version));
    });
  }
});

describe('an unmodified Flet app works', () => {
  for (const { venv, version } of VENVS) {
    test(`in a virtual environment of CPython ${version}`, async () => {
      expect(await runHost(process.execPath, 'counter.mjs', venv)).toEqual(counterReport(version));
    });
  }
});
