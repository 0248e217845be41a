import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CAPABILITIES } from '../../bench/systems/capabilities.mjs';
import { checkSystem } from '../../bench/systems/check/check.mjs';
import { SYSTEMS } from '../../bench/systems/index.mjs';

interface System {
  name: string;
  kind: string;
  title: string;
  level: string;
  capabilities: readonly string[];
  setUp?: (where: { cache: string; log: (line: string) => void }) => Promise<void>;
  open?: (role: string, where: object) => Promise<object>;
  openApp?: (where: object) => Promise<object>;
  openFlet?: (where: object) => Promise<object>;
  openPage?: (where: object) => Promise<object>;
}

const systems = SYSTEMS as unknown as readonly System[];
const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
const PYTHON = process.env['FLET_EMBED_TEST_PYTHON'] ?? join(REPOSITORY, '.venv');
const EXECUTABLE = process.platform === 'win32' ? join(PYTHON, 'Scripts/python.exe') : join(PYTHON, 'bin/python');

let cache: string;

beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'flet-embed-systems-'));
});

afterAll(() => rm(cache, { recursive: true }));

test('there are systems of every kind, each with a name of its own', () => {
  expect(new Set(systems.map(({ kind }) => kind))).toEqual(new Set(['transport', 'peer', 'historical']));
  expect(new Set(systems.map(({ name }) => name)).size).toBe(systems.length);
});

describe.each(systems)('$name', (system) => {
  test('keeps the shape of the contract, and is what the file of its name exports', async () => {
    const path = join(REPOSITORY, `bench/systems/${system.name}.mjs`);
    expect(((await import(path)) as { default: System }).default).toBe(system);
    expect(system.name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(system.title).toMatch(/^[^\n]{10,}$/);
    expect(['bytes', 'app', 'page']).toContain(system.level);
    expect(system.capabilities.length).toBeGreaterThan(0);
    for (const capability of system.capabilities) expect(CAPABILITIES).toContain(capability);
    expect(typeof system.open).toBe(system.level === 'bytes' ? 'function' : 'undefined');
    expect(typeof system.openApp).toBe(system.level === 'app' ? 'function' : 'undefined');
    expect(typeof system.openPage).toBe(system.level === 'page' ? 'function' : 'undefined');
    expect(system.capabilities.includes('flet')).toBe(system.openFlet !== undefined);
  });

  test.skipIf(system.setUp === undefined)('says how to install it when it is not installed', async () => {
    const where = { cache, python: PYTHON, executable: EXECUTABLE };
    const open = { bytes: () => system.open?.('echo', where), app: system.openApp, page: system.openPage };
    const opened = open[system.level as keyof typeof open]?.({ controls: 7, ...where });
    await expect(opened).rejects.toThrow(/^Expected .+, which is not installed; install it: npm run bench:setup$/);
  });
});

describe('a system that needs no installation', { timeout: 120_000 }, () => {
  const addon = join(REPOSITORY, 'build/release/native/bench/dart_bridge_addon.node');
  const plain = systems.filter(({ setUp }) => setUp === undefined);
  const isBuilt = process.env['CI'] !== undefined || existsSync(addon);

  test.for(plain)('$name does what it says', async (system, { skip }) => {
    skip(system.name.includes('dart-bridge') && !isBuilt, `${addon} was not built`);
    const reports = await checkSystem(system, { python: PYTHON, executable: EXECUTABLE, cache });
    expect(reports.length).toBeGreaterThan(2);
    expect(reports.filter(({ error }) => error !== null)).toEqual([]);
  });
});

test('the environment of the web server has the Flet of the project', async () => {
  const pinned = async (path: string): Promise<string[]> => {
    const lines = (await readFile(join(REPOSITORY, path), 'utf8')).split('\n');
    return lines.filter((line) => /^(flet|msgpack)==/.test(line)).sort();
  };
  const own = await pinned('python/requirements-dev.txt');
  expect(own.length).toBe(2);
  expect(await pinned('bench/systems/requirements/flet-1.0.5.txt')).toEqual(own);
});
