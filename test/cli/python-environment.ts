/** Virtual environments that hold what a test puts there, and programs that pretend to be a Python. */

import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { PYTHON } from './command-line.js';

/** A temporary folder, gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'flet-embed-doctor-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

interface Distribution {
  version: string;
  /** Of its module's `__init__.py`. */
  source?: string;
  /** Other files of the module. */
  files?: readonly string[];
}

const EXECUTABLE = existsSync(PYTHON) && statSync(PYTHON).isDirectory() ? join(PYTHON, 'bin', 'python') : PYTHON;

/** An environment with nothing but these distributions. Returns its folder. */
export function makeEnvironment(distributions: Record<string, Distribution>, siteCustomize = ''): string {
  const folder = temporaryFolder();
  const [base, minor] = JSON.parse(
    execFileSync(
      EXECUTABLE,
      ['-c', 'import json, sys; print(json.dumps([sys._base_executable, sys.version_info[1]]))'],
      {
        encoding: 'utf8',
      },
    ),
  ) as [string, number];
  const packages = join(folder, 'lib', `python3.${minor}`, 'site-packages');
  mkdirSync(packages, { recursive: true });
  mkdirSync(join(folder, 'bin'));
  symlinkSync(base, join(folder, 'bin', 'python'));
  writeFileSync(join(folder, 'pyvenv.cfg'), `home = ${dirname(base)}\ninclude-system-site-packages = false\n`);
  if (siteCustomize !== '') writeFileSync(join(packages, 'sitecustomize.py'), siteCustomize);
  for (const [name, { version, source = '', files = [] }] of Object.entries(distributions)) {
    const module = join(packages, name.replaceAll('-', '_'));
    const information = `${module}-${version}.dist-info`;
    mkdirSync(information);
    writeFileSync(join(information, 'METADATA'), `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`);
    for (const file of ['__init__.py', ...files]) {
      mkdirSync(dirname(join(module, file)), { recursive: true });
      writeFileSync(join(module, file), file === '__init__.py' ? source : '');
    }
  }
  return folder;
}

/** A program of the shell under the name of a Python. Returns its path. */
export function pretendedPython(script: string): string {
  const path = join(temporaryFolder(), 'python');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** Whether a process does anything still; one that nobody has buried yet does not. */
export function isRunning(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return /^[^Z]/.test(stdout.trim());
}
