import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { ROOT, venvProgram } from '../project.mjs';
import { execute } from './step.mjs';

const FOLDER = '.cache/pythons';
const REQUIREMENTS = 'python/requirements-dev.txt';

/** What the tests on several versions import; the pins are those of the project's own environment. */
const PACKAGES = ['flet', 'msgpack', 'numpy', 'websockets'];

const PROBE = `
import importlib.util, json, sys, sysconfig
print(json.dumps({
    "version": "%d.%d.%d" % sys.version_info[:3],
    "minor": "%d.%d" % sys.version_info[:2],
    "executable": sys.executable,
    "shared": bool(sysconfig.get_config_var("Py_ENABLE_SHARED") or sysconfig.get_config_var("PYTHONFRAMEWORK")
                   or sys.platform == "win32"),
    "freeThreaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
    "makesVenvs": all(map(importlib.util.find_spec, ["venv", "ensurepip"])),
}))
`;

let found;

/**
 * A virtual environment for each minor version of CPython on this machine that can be embedded, and `pythons.json`, which lists
 * them with all others: what the tests on several versions run on. Their packages come by the pip of the project's own
 * environment, which must be there.
 */
export const pythons = {
  name: 'pythons',
  stamp: `${FOLDER}/.stamp`,
  inputs: () => {
    found ??= findPythons();
    return [
      REQUIREMENTS,
      'scripts/setup/pythons.mjs',
      ...found.map(({ executable, version }) => `=${executable} ${version}`),
    ];
  },
  run() {
    const folder = join(ROOT, FOLDER);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const requirements = readFileSync(join(ROOT, REQUIREMENTS), 'utf8')
      .split('\n')
      .filter((line) => PACKAGES.includes(line.split('==')[0]));
    const made = new Set();
    for (const python of found) {
      if (!isEmbeddable(python) || made.has(python.minor)) continue;
      made.add(python.minor);
      python.venv = join(folder, python.minor);
      execute(python.executable, ['-m', 'venv', '--without-pip', python.venv]);
      execute(venvProgram('python'), [
        ...['-m', 'pip', '--python', venvPython(python.venv), 'install', '--quiet', '--disable-pip-version-check'],
        ...['--no-input', '--no-compile', '--only-binary', ':all:', ...requirements],
      ]);
    }
    writeFileSync(join(folder, 'pythons.json'), `${JSON.stringify(found, null, 2)}\n`);
  },
};

function isEmbeddable({ minor, shared, freeThreaded, makesVenvs }) {
  return shared && !freeThreaded && makesVenvs && Number(minor.split('.')[1]) >= 11;
}

function venvPython(venv) {
  return process.platform === 'win32' ? join(venv, 'Scripts', 'python.exe') : join(venv, 'bin', 'python');
}

/** Every CPython 3 on PATH and under the version managers, each once; those on PATH come first. */
function findPythons() {
  const byFile = new Map();
  for (const candidate of candidates()) {
    // The version managers' own commands are scripts: only Python itself knows where it is.
    const { status, stdout } = spawnSync(candidate, ['-I', '-c', PROBE], { encoding: 'utf8' });
    if (status !== 0) continue;
    const python = JSON.parse(stdout);
    const file = realpathSync(python.executable);
    if (!byFile.has(file)) byFile.set(file, python);
  }
  return [...byFile.values()];
}

function candidates() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const onPath = folders.flatMap((folder) => named(folder, /^python3(\.\d+t?)?(\.exe)?$/));
  const managers = [
    join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions'),
    join(homedir(), '.local/share/uv/python'),
  ];
  const managed = managers.flatMap((folder) => named(folder, /\b3\.\d+/)).map((home) => join(home, 'bin', 'python3'));
  return [...onPath, ...managed].filter((path) => existsSync(path));
}

function named(folder, pattern) {
  if (folder === '' || !existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => pattern.test(name))
    .map((name) => join(folder, name));
}
