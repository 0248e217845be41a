// Formats the three languages, and applies the linters' safe fixes.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { nativeFiles } from './native-files.mjs';
import { packageScript, ROOT, venvProgram } from './project.mjs';

const FORMATTERS = [
  { command: [process.execPath, packageScript('@biomejs/biome/bin/biome'), 'check', '--write', '.'] },
  { cwd: 'python', command: [venvProgram('ruff'), 'check', '--fix', '--quiet', '.'] },
  { cwd: 'python', command: [venvProgram('ruff'), 'format', '.'] },
  { command: [venvProgram('clang-format'), '-i', ...nativeFiles()] },
];

for (const { command, cwd = '.' } of FORMATTERS) {
  const [program, ...args] = command;
  const { status } = spawnSync(program, args, { cwd: join(ROOT, cwd), stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
