// The main job of the repository: the counter in the real Flutter client where there is a screen, else without pixels; and says
// which and why.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findScreen } from '../dist/cli/screen.js';

const pathOf = (relative) => fileURLToPath(new URL(`../${relative}`, import.meta.url));

const screen = findScreen();
const [title, args] = screen.shows
  ? [
      `In the browser, since ${screen.why}. Without pixels: node examples/counter/run.mjs`,
      ['dist/cli/main.js', 'run', 'examples/counter', '--python', '.venv'],
    ]
  : [
      `Without pixels, since ${screen.why}. In a browser: npx flet-embed run examples/counter --no-open`,
      ['examples/counter/run.mjs'],
    ];
console.log(`${title}\n`);
const [program, ...rest] = args;
const child = spawn(process.execPath, [pathOf(program), ...rest], { cwd: pathOf('.'), stdio: 'inherit' });
// Ctrl-C is the child's to end by.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => {
  if (signal !== null) process.kill(process.pid, signal);
  else process.exitCode = code;
});
