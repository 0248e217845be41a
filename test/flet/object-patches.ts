/** Sequences of Flet's own differences, made in the project's Python by Flet itself: see test/fixtures/flet/object_patch. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { decode } from '@msgpack/msgpack';

const SCRIPTS = fileURLToPath(new URL('../fixtures/flet/object_patch/', import.meta.url));
const PYTHON =
  process.env['FLET_EMBED_TEST_PYTHON'] ??
  fileURLToPath(
    new URL(
      process.platform === 'win32' ? '../../.venv/Scripts/python.exe' : '../../.venv/bin/python',
      import.meta.url,
    ),
  );

/** What a class of Flet does not send. */
export interface FletClass {
  /** Dart's defaults; a property that is not here is nil by default. */
  defaults: Record<string, unknown>;
  /** The properties of which empty lists and maps are not sent either. */
  sparse: string[];
}

/** What an app has done between two looks at its page. */
export interface PatchStep {
  seed: number;
  /** 0 is the registration. */
  step: number;
  /** True at the end of a whole sequence; one that Flet itself ends with an exception has no last step. */
  isLast: boolean;
  /** What was done, for people. */
  text: string;
  /** As Flet's server sends them. */
  packets: Uint8Array[];
  /** Classes that no step before this one has told about. */
  classes: Record<string, FletClass>;
  /** The page that Python holds after the step, with the class of every object under `~class`. */
  page: Record<string, unknown>;
}

/** Runs a script of the folder and yields the steps that it writes. Throws when it fails, with what it printed. */
export async function* patchSteps(script: string, ...args: number[]): AsyncGenerator<PatchStep, void, undefined> {
  const child = spawn(PYTHON, [`${SCRIPTS}${script}`, ...args.map(String)], {
    // Flet walks sets of names: without a fixed hash the same seed would give other patches.
    env: { ...process.env, PYTHONHASHSEED: '0', PYTHONDONTWRITEBYTECODE: '1', PYTHONUTF8: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = once(child, 'close') as Promise<[number | null, string | null]>;
  let printed = '';
  child.stderr.on('data', (data) => (printed += String(data)));
  try {
    let received: Buffer = Buffer.alloc(0);
    for await (const data of child.stdout) {
      received = Buffer.concat([received, data as Buffer]);
      while (received.length >= 4 && received.length >= 4 + received.readUInt32LE(0)) {
        const end = 4 + received.readUInt32LE(0);
        yield parseStep(decode(received.subarray(4, end)) as unknown[]);
        received = received.subarray(end);
      }
    }
    const [code, signal] = await closed;
    if (code !== 0) throw new Error(`${script} ${args.join(' ')} ended with ${code ?? signal}:\n${printed}`);
  } finally {
    child.kill();
  }
}

function parseStep([seed, step, isLast, text, packets, classes, page]: unknown[]): PatchStep {
  return {
    seed: seed as number,
    step: step as number,
    isLast: isLast as boolean,
    text: text as string,
    packets: packets as Uint8Array[],
    classes: decode(classes as Uint8Array) as Record<string, FletClass>,
    page: decode(page as Uint8Array) as Record<string, unknown>,
  };
}
