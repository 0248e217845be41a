import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const script = fileURLToPath(new URL('../fixtures/runtime/life.mjs', import.meta.url));

/** Below the runner's limit, so that a hang shows what was printed. */
const HANG_LIMIT = 30_000;

function outcome(
  deed: string,
): Promise<{ code: number | null; signal: NodeJS.Signals | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [script, deed], { timeout: HANG_LIMIT }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode, signal: child.signalCode, stdout, stderr }),
    );
  });
}

test.each([
  ['an idle runtime with an open channel does not keep the process alive', 'idleRuntime', ''],
  ['a running program does', 'runningProgram', 'alive'],
  ['a running program does not after unref()', 'unreferencedProgram', ''],
  ['ref() takes unref() back', 'referencedAgain', 'alive'],
  ['a program that has ended does not', 'endedProgram', ''],
  ['a stop() that waits does, whatever the program', 'stopOfAnUnreferencedProgram', 'stopped: true'],
  ['an unreferenced program that prints without end to a callback does not', 'printingProgram', ''],
])('%s', async (_, deed, stdout) => {
  expect(await outcome(deed)).toEqual({ code: 0, signal: null, stdout, stderr: '' });
});
