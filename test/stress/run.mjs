// The long forms of the native stress tests, which `npm test` runs short:
//
//   npm run stress               release: 10 million messages each way with ten of 100 MB, 10 million wake-ups
//   npm run stress -- --tsan     ThreadSanitizer: 1 million messages each way, 1 million wake-ups
//   npm run stress -- --seed 7   other sizes

import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const { values } = parseArgs({
  options: { tsan: { type: 'boolean', default: false }, seed: { type: 'string', default: '1' } },
});
const preset = values.tsan ? 'tsan' : 'release';
const [messages, large, wakeUps] = values.tsan ? ['1000000', '0', '1000000'] : ['10000000', '10', '10000000'];

function run(command, args) {
  const began = performance.now();
  console.log(`> ${command} ${args.join(' ')}`);
  const { status, signal, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (error !== undefined) throw error;
  if (status !== 0) {
    console.error(`failed: ${signal ?? `exit code ${status}`}`);
    process.exit(1);
  }
  console.log(`  done in ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

run('cmake', ['--preset', preset]);
run('cmake', ['--build', '--preset', preset, '-j', '2', '--target', 'stress_test', 'doorbell_test']);
const tests = join(root, 'build', preset, 'native', 'test');
run(join(tests, 'doorbell_test'), [wakeUps]);
run(join(tests, 'stress_test'), [messages, large, values.seed]);
console.log('stress: all passed');
