/** The transport as it is built and installed: in processes of their own, from both module systems. */

import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../repository/sources.js';

const DIST = join(ROOT, 'dist');

/** Below the runner's limit, so that a hang shows what the child has printed. */
const HANG_LIMIT = 50_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flet-embed-pyodide-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let scripts = 0;

function run(body: string, ending = 'mjs', cwd = folder): Promise<{ code: number | null; printed: string }> {
  const file = join(cwd, `${++scripts}.${ending}`);
  return writeFile(file, body).then(
    () =>
      new Promise((resolve) => {
        const child = execFile(process.execPath, [file], { timeout: HANG_LIMIT, cwd }, (_, stdout, stderr) => {
          resolve({ code: child.exitCode, printed: stdout + stderr });
        });
      }),
  );
}

describe('the life of the process', () => {
  const start = `
    import { startPyodide } from ${JSON.stringify(join(DIST, 'transports/pyodide.js'))};
    const python = await startPyodide({ output: 'ignore' });
    const channel = python.channel('life', { capacity: 1 });
    setTimeout(() => { process.stdout.write('alive'); process.exit(0); }, 200).unref();
  `;

  test('a worker, an open channel and a message that nobody takes do not keep it alive', async () => {
    expect(await run(`${start} await channel.send(new Uint8Array(1));`)).toEqual({ code: 0, printed: '' });
  });

  test('a program that runs does; neither that nor a receive() does after unref()', async () => {
    const program = "python.run({ code: 'import asyncio; asyncio.run(asyncio.sleep(3600))' })";
    expect(await run(`${start} ${program};`)).toEqual({ code: 0, printed: 'alive' });
    const both = `${start} ${program}.unref(); channel.unref(); channel.receive().catch(() => {});`;
    expect(await run(both)).toEqual({ code: 0, printed: '' });
  });
});

test('the CommonJS build starts the same worker', async () => {
  const { printed } = await run(
    `
    const { startPyodide } = require(${JSON.stringify(join(DIST, 'transports/pyodide.cjs'))});
    startPyodide().then(async (python) => {
      const { code } = await python.run({ code: 'print("hello from", __import__("sys").platform)' }).exit;
      console.log(code);
      await python.stop();
    });`,
    'cjs',
  );
  expect(printed).toBe('hello from emscripten\n0\n');
});

test('without the package pyodide: a clear error, and what to do', async () => {
  const installed = join(folder, 'node_modules/flet-embed');
  await cp(DIST, join(installed, 'dist'), { recursive: true });
  await cp(join(ROOT, 'package.json'), join(installed, 'package.json'));
  const { printed } = await run(`
    import { startPyodide } from 'flet-embed/transports/pyodide';
    await startPyodide().catch((error) => console.log(error.code, error.message));
  `);
  expect(printed).toBe(
    'ERR_EMBED_PYODIDE_NOT_FOUND Expected the package pyodide beside flet-embed but it is not installed; ' +
      'install it: npm install pyodide@314.0.7\n',
  );
});

test('the version that the error names is the one that is tested', async () => {
  const { devDependencies, peerDependencies } = JSON.parse(
    await readFile(join(ROOT, 'package.json'), 'utf8'),
  ) as Record<'devDependencies' | 'peerDependencies', Record<string, string>>;
  expect(devDependencies['pyodide']).toBe('314.0.7');
  expect(peerDependencies['pyodide']).toBe('314.0.7');
});

test('what a browser loads asks for no module of Node', async () => {
  const names = ['transports/pyodide.js', 'transports/pyodide-worker.js'];
  const seen = new Set<string>(names.map((name) => join(DIST, name)));
  for (const path of seen) {
    const code = await readFile(path, 'utf8');
    for (const [, imported] of code.matchAll(/(?:from|import)\s*\(?\s*["']([^"']+)["']/g)) {
      expect(imported, path).toMatch(/^\.\.?\//);
      seen.add(join(path, '..', imported!));
    }
  }
  expect(seen.size).toBeGreaterThan(4);
});

test('Python’s part is in the worker’s script, whole, and nothing for tests', async () => {
  const chunks = (await readdir(DIST)).filter((name) => /^worker-.*\.js$/.test(name));
  expect(chunks).toHaveLength(1);
  const code = await readFile(join(DIST, chunks[0]!), 'utf8');
  for (const name of ['flet_embed/_channel.py', 'flet_embed_pyodide/native.py', 'flet_embed_pyodide/program.py']) {
    expect(code).toContain(`"${name}"`);
  }
  expect(code).not.toContain('"flet_embed/_fake');
});
