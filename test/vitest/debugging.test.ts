/** Looking into an app under test: nothing times out, and `breakpoint()` opens pdb on the terminal. */

import { type SpawnSyncOptionsWithStringEncoding, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Project, PYTHON } from './project.js';

const APP = `import asyncio
import flet as ft

def main(page):
    def go():
        secret = 42
        breakpoint()
        page.add(ft.Text(f"secret {secret}"))

    async def later():
        await asyncio.sleep(0.2)
        page.add(ft.Text("later"))

    page.add(ft.Button("Go", on_click=go), ft.Button("Wait", on_click=lambda: page.run_task(later)))

ft.run(main)
`;

const launching = (body: string): string => `
import { expect, launch } from 'flet-embed/testing';
const app = await launch('app.py', { debug: true });
${body}
await app.close();
console.log('the end');
`;

/** Runs a command in a terminal of its own, and answers each prompt of pdb with the next line. */
const TERMINAL = `import os, pty, sys

lines = ["p secret * 1000", "c"]
child, terminal = pty.fork()
if child == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
seen = b""
while True:
    try:
        data = os.read(terminal, 4096)
    except OSError:  # nobody has the other end any more
        break
    if not data:
        break
    seen += data
    while lines and seen.count(b"(Pdb) ") > 2 - len(lines):
        os.write(terminal, lines.pop(0).encode() + b"\\n")
print(seen.decode())
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
`;

const project = new Project({
  'app.py': APP,
  'terminal.py': TERMINAL,
  'click.mjs': launching(`
await app.getByText('Go').click();
await expect(app.getByText('secret 42')).toBeVisible();
`),
  'wait.mjs': launching(`
await app.getByText('Wait').click();
await expect(app.getByText('later')).toBeVisible();
`),
});
afterAll(() => project.remove());

/** Python has pseudo-terminals where there are any. */
describe.skipIf(process.platform === 'win32')('breakpoint() in the app', () => {
  test('opens pdb on the terminal, while output is collected and nothing times out', () => {
    const { stdout, stderr, status } = spawnSync(
      join(PYTHON, 'bin/python'),
      ['terminal.py', process.execPath, 'click.mjs'],
      { cwd: project.folder, env: { ...process.env, FLET_EMBED_PYTHON: PYTHON }, encoding: 'utf8', timeout: 60_000 },
    );
    expect(stdout, stderr).toContain('42000');
    expect(stdout).toContain('the end');
    expect(status).toBe(0);
  });

  test('says what to do without a terminal', () => {
    // In a session of its own, which has no terminal.
    const detached: SpawnSyncOptionsWithStringEncoding & { detached: true } = {
      detached: true,
      cwd: project.folder,
      env: { ...process.env, FLET_EMBED_PYTHON: PYTHON },
      encoding: 'utf8',
      timeout: 60_000,
    };
    const { stderr, status } = spawnSync(process.execPath, ['click.mjs'], detached);
    expect(stderr).toContain('RuntimeError: breakpoint() needs a terminal, but this process has none.');
    expect(stderr).toContain('breakpoint()\n');
    expect(status).toBe(1);
  });
});

test('what waits without a limit keeps the process alive', () => {
  const { output, code } = project.node('wait.mjs');
  expect(output).toBe('the end\n');
  expect(code).toBe(0);
});
