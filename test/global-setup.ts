import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Child processes and worker threads of tests run what was built: it must not be older than the sources. */
export default function setup(): void {
  const script = fileURLToPath(new URL('../scripts/setup.mjs', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, '--only', 'typescript'], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The TypeScript sources could not be built:\n${stdout}${stderr}`);
}
