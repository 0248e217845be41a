/** What cannot be embedded is refused with a code of its own, what was tried, and what to do. Node lives on each time. */

import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EmbedError } from '../../lib/errors.js';
import { Runtime } from '../../lib/runtime.js';
import { PYTHON, PYTHONS } from './pythons.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'flet-embed-start-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The error of a start that must fail. */
async function failure(python: string): Promise<EmbedError> {
  const error = await Runtime.start({ python }).then(
    async (runtime) => {
      await runtime.stop();
      return undefined;
    },
    (reason: EmbedError) => reason,
  );
  expect(error, `a start with ${python} that fails`).toBeDefined();
  return error!;
}

function executable(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  chmodSync(path, 0o755);
  return path;
}

const realPython = (): string => join(PYTHON, 'bin', 'python');

/** The real Python, under circumstances that this machine does not have: a program before the one it is called with. */
function altered(name: string, circumstances: string): string {
  const script = `#!/bin/sh
code="$4"
exec '${realPython()}' -I -S -c '${circumstances}
import sys; exec(sys.argv[1])' "$code"
`;
  return executable(name, script);
}

/** A 64-bit ELF file for a machine that does not exist. */
function foreignElf(): Buffer {
  const file = Buffer.alloc(4096);
  file.write('\x7fELF\x02\x01\x01', 'latin1');
  file.writeUInt16LE(2, 16);
  file.writeUInt16LE(0xfff0, 18);
  return file;
}

describe('a Python that cannot be embedded is refused', () => {
  test('a path where nothing is', async () => {
    const python = join(folder, 'nothing/bin/python');
    const error = await failure(python);
    expect(error.code).toBe('ERR_EMBED_PYTHON_NOT_FOUND');
    expect(error.message).toContain(`${python} (option): no such file`);
    expect(error.message).toContain('Expected CPython 3.11 or later with its shared library');
  });

  test('a command that is not on PATH', async () => {
    expect((await failure('no-such-python')).code).toBe('ERR_EMBED_PYTHON_NOT_FOUND');
  });

  test('a folder that is no virtual environment', async () => {
    const error = await failure(folder);
    expect(error.code).toBe('ERR_EMBED_PYTHON_BROKEN');
    expect(error.message).toContain('neither a virtual environment nor a Python home');
  });

  test('a virtual environment whose Python is gone', async () => {
    const bin = join(folder, 'dangling/bin');
    mkdirSync(bin, { recursive: true });
    symlinkSync(join(folder, 'python-that-was'), join(bin, 'python'));
    const error = await failure(join(folder, 'dangling'));
    expect(error.code).toBe('ERR_EMBED_PYTHON_BROKEN');
    expect(error.message).toContain('make the virtual environment anew');
  });

  test('an executable that is no Python', async () => {
    const error = await failure(executable('other', '#!/bin/sh\necho something else\n'));
    expect(error.code).toBe('ERR_EMBED_PYTHON_BROKEN');
    expect(error.message).toContain('is not a Python');
  });

  test('a Python that fails, with its own last words', async () => {
    const error = await failure(executable('failing', '#!/bin/sh\necho no module named encodings >&2\nexit 1\n'));
    expect(error.code).toBe('ERR_EMBED_PYTHON_BROKEN');
    expect(error.message).toContain('no module named encodings');
  });

  test('a file that may not be executed', async () => {
    const python = executable('not-executable', '#!/bin/sh\n');
    chmodSync(python, 0o644);
    expect((await failure(python)).code).toBe('ERR_EMBED_PYTHON_BROKEN');
  });

  test.runIf(process.platform === 'linux')('an executable for another processor', async () => {
    expect((await failure(executable('foreign', foreignElf()))).code).toBe('ERR_EMBED_PYTHON_ARCHITECTURE');
  });

  test.runIf(process.platform === 'linux')('a library for another processor', async () => {
    const library = executable('lib/libpython3.11.so.1.0', foreignElf());
    const python = altered(
      'foreign-library',
      `import builtins, sysconfig
def closed(*_): raise OSError
builtins.open = closed
values = sysconfig.get_config_vars()
values.update(INSTSONAME="libpython3.11.so.1.0", LIBDIR="${join(library, '..')}")`,
    );
    const error = await failure(python);
    expect(error.code).toBe('ERR_EMBED_PYTHON_ARCHITECTURE');
    expect(error.message).toContain(library);
  });

  const old = PYTHONS.find(({ minor }) => Number(minor.split('.')[1]) < 11);
  test.runIf(old)(`a Python older than 3.11 (found: ${old?.version ?? 'none'})`, async () => {
    const error = await failure(old!.executable);
    expect(error.code).toBe('ERR_EMBED_PYTHON_TOO_OLD');
    expect(error.message).toContain(`is Python ${old!.version}`);
  });

  test('a free-threaded build', async () => {
    const python = altered('free-threaded', 'import sysconfig; sysconfig.get_config_vars()["Py_GIL_DISABLED"] = 1');
    const error = await failure(python);
    expect(error.code).toBe('ERR_EMBED_PYTHON_FREE_THREADED');
    expect(error.message).toContain('use one with the GIL');
  });

  test('a statically linked Python without a library', async () => {
    const python = altered(
      'static',
      `import builtins, sys, sysconfig
def closed(*_): raise OSError
builtins.open = closed
sysconfig.get_config_vars().update(INSTSONAME="libpython3.a", LDLIBRARY="libpython3.a", LIBDIR="/nowhere", LIBPL="/nowhere")
sys.base_prefix = "/nowhere"`,
    );
    const error = await failure(python);
    expect(error.code).toBe('ERR_EMBED_PYTHON_NOT_SHARED');
    expect(error.message).toContain('--enable-shared');
  });

  test("a library of another version than the executable's", async () => {
    const python = altered('mismatch', 'import sys; sys.version = "3.11.99 (another build)"');
    const error = await failure(python);
    expect(error.code).toBe('ERR_EMBED_PYTHON_MISMATCH');
    expect(error.message).toContain('3.11.99 (another build)');
  });
});

test('after all refusals a Python that fits starts in the same process', async () => {
  const version = execFileSync(realPython(), ['-c', 'import sys; print(sys.version.split()[0])'], { encoding: 'utf8' });
  const runtime = await Runtime.start({ python: PYTHON });
  expect(runtime.python.version).toBe(version.trim());
  await runtime.stop();
});
