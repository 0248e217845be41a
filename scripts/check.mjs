// Everything that can be told without running the product: formats, linters, types, and the repository's own rules.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { nativeFiles } from './native-files.mjs';
import { packageScript, ROOT, venvProgram } from './project.mjs';

const node = (script, ...args) => [process.execPath, packageScript(script), ...args];

const CHECKS = [
  { name: 'biome', command: node('@biomejs/biome/bin/biome', 'ci', '.') },
  { name: 'tsc', command: node('typescript/bin/tsc', '--noEmit') },
  { name: 'ruff format', cwd: 'python', command: [venvProgram('ruff'), 'format', '--check', '.'] },
  { name: 'ruff check', cwd: 'python', command: [venvProgram('ruff'), 'check', '.'] },
  { name: 'mypy', cwd: 'python', command: [venvProgram('mypy')] },
  { name: 'clang-format', command: [venvProgram('clang-format'), '--dry-run', '-Werror', ...nativeFiles()] },
  { name: 'repository', command: node('vitest/vitest.mjs', 'run', 'test/repository') },
];

const failed = [];
for (const { name, command, cwd = '.' } of CHECKS) {
  console.log(`\n=== ${name}`);
  const [program, ...args] = command;
  const { status, error } = spawnSync(program, args, { cwd: join(ROOT, cwd), stdio: 'inherit' });
  if (error !== undefined) console.error(`${error.message}; npm install prepares what is needed`);
  if (status !== 0) failed.push(name);
}
console.log(
  failed.length === 0 ? '\nAll checks passed' : `\nFailed: ${failed.join(', ')}. npm run format mends formats`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
