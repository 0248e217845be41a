/** The command that installs packages into the Python that was examined. */

import type { ExaminedPython } from './examine-python.js';
import { shellWord } from './shell.js';

/** @param requirements As pip takes them: `flet-web==1.0.5`. */
export function pipInstall({ python, externallyManaged, hasPip }: ExaminedPython, ...requirements: string[]): string {
  const wanted = requirements.map(shellWord).join(' ');
  if (python === undefined || externallyManaged === true) {
    const own = process.platform === 'win32' ? '.venv\\Scripts\\python' : '.venv/bin/python';
    return `${shellWord(python?.executable ?? 'python3')} -m venv .venv && ${own} -m pip install ${wanted}`;
  }
  const executable = shellWord(python.executable);
  if (hasPip === false) return `uv pip install --python ${executable} ${wanted}`;
  return `${executable} -m pip install ${wanted}`;
}
