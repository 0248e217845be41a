// The tests that run the addon, with one built under AddressSanitizer and UndefinedBehaviorSanitizer, interpreter and all.
// Glibc and GCC only: the executable, Node, is not instrumented, so the sanitizer has to be loaded before it.
//
//   node scripts/test-asan.mjs [vitest's arguments]     default: test/runtime test/transports

import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { packageScript, ROOT } from './project.mjs';
import { execute, SetupError } from './setup/step.mjs';

const BUILD = join(ROOT, 'build', 'asan');

const ASAN_OPTIONS = [
  // Node and CPython leave memory to the end of the process by design: what is left would be theirs.
  'detect_leaks=0',
  // That there is no memory is an answer, which tests ask for.
  'allocator_may_return_null=1',
  // Freed memory that is kept to catch late uses: less than the tests of bounded memory allow.
  'quarantine_size_mb=32',
];

/** Only for hangs: everything takes several times as long. */
const HANG_LIMIT = 300_000;

try {
  const libraries = ['libasan.so', 'libubsan.so'].map(sanitizerLibrary);
  execute('cmake', ['--preset', 'asan']);
  console.log('Building the addon under AddressSanitizer');
  const jobs = ['--parallel', String(availableParallelism())];
  execute('cmake', ['--build', '--preset', 'asan', '--target', 'fe_addon', ...jobs]);
  process.exitCode = run(libraries, process.argv.slice(2));
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function run(libraries, args) {
  const chosen = args.some((arg) => !arg.startsWith('-')) ? [] : ['test/runtime', 'test/transports'];
  const env = {
    ...process.env,
    FLET_EMBED_PREBUILD: BUILD,
    LD_PRELOAD: [...libraries, process.env.LD_PRELOAD].filter(Boolean).join(':'),
    ASAN_OPTIONS: [...ASAN_OPTIONS, process.env.ASAN_OPTIONS].filter(Boolean).join(':'),
    UBSAN_OPTIONS: ['print_stacktrace=1', process.env.UBSAN_OPTIONS].filter(Boolean).join(':'),
  };
  const addon = execute(process.execPath, ['-p', 'require("node-gyp-build").resolve(process.cwd())'], { env }).trim();
  if (!addon.startsWith(BUILD)) throw new SetupError(`Expected an addon in ${BUILD} but the tests would load ${addon}`);
  const limit = `--testTimeout=${HANG_LIMIT}`;
  const vitest = [packageScript('vitest/vitest.mjs'), 'run', limit, ...chosen, ...args];
  const { status, signal } = spawnSync(process.execPath, vitest, { cwd: ROOT, env, stdio: 'inherit' });
  if (signal !== null) console.error(`The tests were ended by ${signal}`);
  return status ?? 1;
}

/** The compiler's own: the runtime must be the one that the addon was built for. */
function sanitizerLibrary(name) {
  const compiler = process.env.CXX ?? 'c++';
  const path = execute(compiler, [`-print-file-name=${name}`]).trim();
  // The bare name comes back where there is none.
  if (isAbsolute(path)) return path;
  throw new SetupError(
    `Expected ${compiler} to come with ${name} but it does not. Use GCC and its sanitizer libraries.`,
  );
}
