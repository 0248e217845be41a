/** What vitest's pools mean for apps under test. */

import { afterAll, describe, expect, test } from 'vitest';
import { Project } from './project.js';

/** Says which app of its interpreter it is. */
const NUMBERED = `import sys, flet as ft
sys.launches = getattr(sys, 'launches', 0) + 1
ft.run(lambda page: page.add(ft.Text(f'app {sys.launches}')))
`;

const FIXTURE = `
import { appendFileSync } from 'node:fs';
import { test } from 'flet-embed/vitest';
test('asks', async ({ launch }) => {
  const app = await launch('numbered.py');
  appendFileSync('found.txt', await app.getByText(/^app/).text() + '\\n');
});
`;

const project = new Project({ 'numbered.py': NUMBERED, 'a.test.mjs': FIXTURE, 'b.test.mjs': FIXTURE });
afterAll(() => project.remove());

function run(...args: string[]): { failures: string[]; found: string[] } {
  project.write({ 'found.txt': '' });
  const { tests } = project.vitest(...args);
  expect(Object.keys(tests)).toEqual(['a.test.mjs > asks', 'b.test.mjs > asks']);
  return { failures: Object.values(tests).flat(), found: project.read('found.txt').trim().split('\n').sort() };
}

describe('processes', () => {
  test('give each file an interpreter of its own', () => {
    expect(run('--pool', 'forks', '--maxWorkers', '1')).toEqual({ failures: [], found: ['app 1', 'app 1'] });
  });

  test('keep one warm interpreter for all their files without isolation', () => {
    const outcome = run('--pool', 'forks', '--maxWorkers', '1', '--no-isolate');
    expect(outcome).toEqual({ failures: [], found: ['app 1', 'app 2'] });
  });
});

describe.each(['threads', 'vmThreads'])('%s', (pool) => {
  test('are refused at the first launch, and told what to configure', () => {
    const { failures, found } = run('--pool', pool, '--maxWorkers', '2');
    expect(found).toEqual(['']);
    expect(failures).toHaveLength(2);
    for (const failure of failures) {
      expect(failure).toContain(`Expected vitest to run files in processes (pool: 'forks') but its pool is '${pool}'`);
    }
  });

  test('are fine one after another', () => {
    expect(run('--pool', pool, '--maxWorkers', '1')).toEqual({ failures: [], found: ['app 1', 'app 2'] });
  });
});

test('a second thread that launches is told why it cannot, under any runner', () => {
  project.write({
    'threads.mjs': `
import { Worker, isMainThread, parentPort } from 'node:worker_threads';
import { launch } from 'flet-embed/testing';
if (isMainThread) {
  const app = await launch('numbered.py');
  const worker = new Worker(new URL(import.meta.url));
  const [error] = await new Promise((resolve) => worker.on('message', resolve));
  console.log(error);
  await app.close();
} else {
  parentPort.postMessage([await launch('numbered.py').catch(({ code, message }) => code + ': ' + message)]);
}
`,
  });
  const { output, code } = project.node('threads.mjs');
  expect(output).toBe(
    "ERR_EMBED_LAUNCH_BUSY: launch('numbered.py') needs the interpreter of this process, but another thread of it has one: " +
      "the workers of a test runner have to be processes (vitest: pool: 'forks'), or only one (vitest: maxWorkers: 1); " +
      "isolation: 'process' works in any thread\n",
  );
  expect(code).toBe(0);
});
