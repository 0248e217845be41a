import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/**
 * Whether the process lives on is seen by a timer that itself keeps nothing alive: it only fires, and prints, when
 * something else does. Below the runner's limit, so that a hang shows what the child has printed.
 */
const PROBE = `
setTimeout(() => { process.stdout.write('alive'); process.exit(0); }, 250).unref();
`;
const HANG_LIMIT = 30_000;

const DATA = 'new Uint8Array(1)';
/** Larger than the buffers of an operating system. */
const BULK = 'new Uint8Array(30_000_000)';

/** What happens on the channel; each is pending, or not, at the end of the script. */
const PENDING: [string, string][] = [
  ['a receive()', 'channel.receive().catch(() => {});'],
  ['an iteration', 'channel[Symbol.asyncIterator]().next().catch(() => {});'],
  ['a batch callback', 'channel.onmessages = () => {};'],
  ['a send at the bound', `channel.trySend(${BULK}); channel.send(${DATA}).catch(() => {});`],
  ['a close', 'channel.close().catch(() => {});'],
  ['a close with a time-out', 'channel.close({ timeout: 2000000000 }).catch(() => {});'],
];

const NOT_PENDING: [string, string][] = [
  ['an idle channel', ''],
  ['a message that nobody takes', `await channel.send(${DATA});`],
  ['an aborted receive()', abortedBy('channel.receive({ signal })')],
  ['an aborted send', `await channel.send(${DATA}); ${abortedBy(`channel.send(${DATA}, { signal })`)}`],
  ['an aborted close', abortedBy('channel.close({ signal })')],
  ['an iteration that was left', 'const i = channel[Symbol.asyncIterator](); i.next(); await i.return();'],
  ['a batch callback that was taken back', 'channel.onmessages = () => {}; channel.onmessages = null;'],
  ['a receive() on a channel that was destroyed', 'channel.receive().catch(() => {}); channel.destroy();'],
];

export function lifeRow(name: string, prelude: string, sharedBounds: boolean): void {
  describe(`the life of the process over ${name}`, () => {
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'flet-embed-life-'));
    });
    afterAll(() => rm(folder, { recursive: true, force: true }));

    let scripts = 0;
    async function run(body: string): Promise<Outcome> {
      const file = join(folder, `${++scripts}.mjs`);
      await writeFile(file, `${prelude}\n${body}\n${PROBE}`);
      return outcomeOf(file);
    }

    test.each(PENDING)('%s keeps it alive', async (_, body) => {
      expect(await run(body)).toEqual({ code: 0, signal: null, stdout: 'alive', stderr: '' });
    });

    // What a connection has accepted is on its way, and leaves before the process ends.
    const left = sharedBounds ? PENDING : PENDING.filter(([, body]) => !body.includes(BULK));
    test.each(left)('%s does not after unref()', async (_, body) => {
      expect(await run(`channel.unref(); ${body}`)).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
      expect(await run(`${body} channel.unref();`)).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
    });

    test('ref() takes unref() back', async () => {
      const body = 'channel.unref(); channel.receive().catch(() => {}); channel.ref();';
      expect(await run(body)).toEqual({ code: 0, signal: null, stdout: 'alive', stderr: '' });
    });

    test.each(NOT_PENDING)('%s does not keep it alive', async (_, body) => {
      expect(await run(body)).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
    });
  });
}

interface Outcome {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

function outcomeOf(file: string): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [file], { timeout: HANG_LIMIT }, (_, stdout, stderr) => {
      resolve({ code: child.exitCode, signal: child.signalCode, stdout, stderr });
    });
  });
}

function abortedBy(operation: string): string {
  return `
    const controller = new AbortController();
    const { signal } = controller;
    const pending = ${operation};
    controller.abort();
    await pending.catch(() => {});
  `;
}
