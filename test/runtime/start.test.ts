import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { EmbedError } from '../../lib/errors.js';
import { Runtime } from '../../lib/runtime.js';
import type { RuntimeOptions } from '../../lib/runtime-options.js';

const folder = mkdtempSync(join(tmpdir(), 'flet-embed-start-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function refusal(options: RuntimeOptions): Promise<EmbedError> {
  try {
    await (await Runtime.start(options)).stop();
  } catch (error) {
    return error as EmbedError;
  }
  return expect.fail('expected a refusal but the runtime started');
}

function executable(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return path;
}

test('a path where nothing is: the path is named', async () => {
  const python = join(folder, 'absent');
  const error = await refusal({ python });
  expect(error.code).toBe('ERR_EMBED_PYTHON_NOT_FOUND');
  expect(error.message).toContain(python);
});

test('the stack of a failed start points at its caller', async () => {
  const error = await refusal({ python: join(folder, 'absent') });
  expect(error.stack).toContain('start.test.ts');
});

test('a folder that is no virtual environment', async () => {
  const python = join(folder, 'empty');
  mkdirSync(python);
  const error = await refusal({ python });
  expect(error.code).toMatch(/^ERR_EMBED_PYTHON_(NOT_FOUND|BROKEN)$/);
  expect(error.message).toContain(python);
});

test('a program that is no Python', async () => {
  const python = executable('no-python', '#!/bin/sh\nexit 3\n');
  const error = await refusal({ python });
  expect(error.code).toBe('ERR_EMBED_PYTHON_BROKEN');
  expect(error.message).toContain(python);
});

test('a virtual environment whose Python has gone', async () => {
  const python = join(folder, 'broken');
  mkdirSync(join(python, 'bin'), { recursive: true });
  writeFileSync(join(python, 'pyvenv.cfg'), 'home = /nowhere\n');
  const error = await refusal({ python });
  expect(error.code).toMatch(/^ERR_EMBED_PYTHON_(NOT_FOUND|BROKEN)$/);
  expect(error.message).toContain(python);
});

test('a failed start with an output callback leaves nothing behind', async () => {
  const error = await refusal({ python: join(folder, 'absent'), output: () => {} });
  expect(error.code).toBe('ERR_EMBED_PYTHON_NOT_FOUND');
});

test('after failures a start with a Python that works succeeds, and says what was found', async () => {
  const runtime = await Runtime.start();
  try {
    expect(runtime.python.version).toMatch(/^3\.\d+\.\d+/);
    expect(runtime.python.executable).toMatch(/^\//);
    expect(runtime.python.library).toContain('libpython');
    expect(['.venv', 'PATH', 'VIRTUAL_ENV', 'FLET_EMBED_PYTHON']).toContain(runtime.python.foundBy);
  } finally {
    await runtime.stop();
  }
});
