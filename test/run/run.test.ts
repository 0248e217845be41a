import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { ROOT } from '../repository/sources.js';
import { RunCommand } from './command.js';

const COUNTER = join(ROOT, 'examples/counter');
const runs: RunCommand[] = [];

afterEach(async () => {
  for (const run of runs.splice(0)) await run.stop();
});

function start(...args: string[]): RunCommand {
  const run = new RunCommand(...args);
  runs.push(run);
  return run;
}

describe('flet-embed run', { timeout: 60_000 }, () => {
  test('says which Python and Flet run the app, and where its page is', async () => {
    const run = start('--no-open', COUNTER);
    const url = await run.url();
    expect(run.printed).toMatch(
      /^Python 3\.\d+\.\d+.* in process \d+ \(.*\) Flet \d+\.\d+\.\d+\nReady in [\d.]+ m?s\. http/,
    );
    const page = await fetch(url);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('flutter_bootstrap.js');
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it', async (signal) => {
    const run = start('--no-open', COUNTER);
    await run.url();
    run.signal(signal);
    expect(await run.ended()).toBe(signal === 'SIGINT' ? 130 : 143);
  });

  test('a port in use is an error that says so', async () => {
    const first = start('--no-open', COUNTER);
    const { port } = new URL(await first.url());
    const second = start('--no-open', '--port', port, COUNTER);
    expect(await second.ended()).toBe(1);
    expect(second.printed).toContain(port);
    expect(second.printed).not.toMatch(/^ {4}at /m);
  });

  test('an app that is not there is an error that says where it was looked for', async () => {
    const run = start('--no-open', 'no/such/app.py');
    expect(await run.ended()).toBe(1);
    expect(run.printed).toMatch(/expected an app at .*no\/such\/app\.py/);
  });

  test('--headless prints the controls, and what follows -- is the app’s own', async () => {
    const run = start('--headless', COUNTER, '--', '--verbose');
    await run.prints(/Button/);
    expect(run.printed).toContain('"+"');
  });

  test('a module is run as python -m would', async () => {
    const run = start('--headless', '-m', 'examples.counter.main');
    await run.prints(/Button/);
  });
});
