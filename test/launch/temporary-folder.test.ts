/** What a launch puts into the folder for temporary files, when nobody closes the app. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PYTHON } from './launched.js';

const TESTING = new URL('../../dist/testing/index.js', import.meta.url).href;

test.each([
  ['process.exit()', 'embedded', 'process.exit(3)', 3],
  ['an uncaught exception', 'embedded', 'throw new Error("not caught")', 1],
  ['process.exit()', 'unix', 'process.exit(3)', 3],
])('is gone after %s, over %s', (_, transport, end, code) => {
  const temporary = mkdtempSync(join(tmpdir(), 'flet-embed-temporary-test-'));
  try {
    const script = `
      import { readdirSync } from 'node:fs';
      import { launch } from ${JSON.stringify(TESTING)};
      const options = { transport: '${transport}', python: ${JSON.stringify(PYTHON)} };
      await launch({ code: 'import flet as ft\\nft.run(lambda page: page.add(ft.Text("here")))' }, options);
      console.log(readdirSync(${JSON.stringify(temporary)}).length);
      ${end};
    `;
    const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      env: { ...process.env, TMPDIR: temporary, TEMP: temporary, FLET_EMBED_TRANSPORT: '' },
      timeout: 40_000,
    });
    expect(status, stderr).toBe(code);
    expect(Number(stdout), 'it has put something there').toBeGreaterThan(0);
    expect(readdirSync(temporary)).toEqual([]);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
});
