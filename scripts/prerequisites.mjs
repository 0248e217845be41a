// What a build from source needs, and what to do when it is missing. The installed package needs none of it.

import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from './setup/step.mjs';

const CMAKE = [3, 22];
const PYTHON = [3, 11];

/** Candidates in the order in which they are tried. */
const PYTHONS = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.14', 'python'];

const PROBE = `
import json, sys, sysconfig
print(json.dumps({
    "version": sys.version.split()[0],
    "executable": sys.executable,
    "shared": bool(sysconfig.get_config_var("Py_ENABLE_SHARED") or sys.platform == "win32"
                   or sysconfig.get_config_var("PYTHONFRAMEWORK")),
    "free_threaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
}))
`;

export function requireCmake() {
  const version = firstLine('cmake', ['--version'])?.match(/(\d+)\.(\d+)/);
  if (version && atLeast(version.slice(1).map(Number), CMAKE)) return;
  throw new SetupError(
    `Expected CMake ${CMAKE.join('.')} or later on PATH but found ${version ? version[0] : 'none'}.\n` +
      'Install it (apt install cmake, brew install cmake, winget install Kitware.CMake) and run npm install again.',
  );
}

export function requireCompiler() {
  if (process.platform === 'win32') return; // CMake finds Visual Studio by itself, and says so when it does not.
  const tried = [process.env.CXX, 'c++', 'g++', 'clang++'].filter((name) => name !== undefined && name !== '');
  if (tried.some((name) => firstLine(name.split(' ')[0], ['--version']) !== undefined)) return;
  throw new SetupError(
    `Expected a C++20 compiler on PATH but found none of ${tried.join(', ')}.\n` +
      'Install one (apt install g++, xcode-select --install) or set CXX, and run npm install again.',
  );
}

/** A Python that can be embedded: FLET_EMBED_PYTHON, or the first one that fits on PATH. */
export function findPython() {
  const chosen = executableOf(process.env.FLET_EMBED_PYTHON);
  const refused = [];
  for (const name of chosen ? [chosen] : PYTHONS) {
    const python = probe(name);
    const objection = objectionTo(python);
    if (objection === undefined) return python;
    refused.push(`  ${name}: ${objection}`);
  }
  throw new SetupError(
    `Expected a Python ${PYTHON.join('.')} or later with a shared library but found none:\n${refused.join('\n')}\n` +
      'Install one (apt install python3 python3-venv libpython3-dev; pyenv: PYTHON_CONFIGURE_OPTS=--enable-shared), ' +
      'or name it in FLET_EMBED_PYTHON, and run npm install again.',
  );
}

/** The variable may name a virtual environment too. */
function executableOf(path) {
  if (!path || !statSync(path, { throwIfNoEntry: false })?.isDirectory()) return path;
  return process.platform === 'win32' ? join(path, 'Scripts', 'python.exe') : join(path, 'bin', 'python');
}

function probe(name) {
  const result = spawnSync(name, ['-c', PROBE], { encoding: 'utf8' });
  if (result.status !== 0) return undefined;
  try {
    return JSON.parse(result.stdout);
  } catch {
    return undefined;
  }
}

function objectionTo(python) {
  if (python === undefined) return 'not found, or it does not run';
  const { version, executable } = python;
  if (!atLeast(version.split('.').map(Number), PYTHON)) return `${executable} is ${version}, which is too old`;
  if (python.free_threaded) return `${executable} is a free-threaded build`;
  if (!python.shared) return `${executable} has no shared library`;
  const venv = spawnSync(executable, ['-c', 'import venv, ensurepip'], { encoding: 'utf8' });
  return venv.status === 0 ? undefined : `${executable} cannot make virtual environments (apt install python3-venv)`;
}

function firstLine(command, args) {
  const result = spawnSync(command, args, { encoding: 'utf8' });
  return result.status === 0 ? result.stdout.split('\n')[0] : undefined;
}

function atLeast([major, minor = 0], [wantedMajor, wantedMinor]) {
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}
