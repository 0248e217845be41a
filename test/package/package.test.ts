import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT, read } from '../repository/sources.js';
import { runNode } from './command.js';
import { EmptyProject } from './empty-project.js';
import { pack, packInstalled, type Tarball, withDependencies } from './tarball.js';

/** Only for hangs. The addon is compiled anew when its sources have changed, and that takes its time. */
const HANG_LIMIT = 600_000;

const PYTHON = join(ROOT, '.venv');
const PREBUILDS = `prebuilds/${process.platform}-${process.arch}`;

let folder: string;
let ours: Tarball;
let dependencies: string[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'flet-embed-tarballs-'));
  const { PATH = '', CXX } = process.env;
  runNode(join(ROOT, 'scripts/prebuild.mjs'), [], { cwd: ROOT, env: { PATH, ...(CXX === undefined ? {} : { CXX }) } });
  ours = pack(ROOT, folder);
  const names = Object.keys(JSON.parse(read('package.json')).dependencies);
  dependencies = packInstalled(withDependencies(names), folder);
}, HANG_LIMIT);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the tarball', () => {
  test('holds the code for both module systems, its types, the header, the addon and the Python package', () => {
    const entries = ['index', 'flet/index', 'transports/memory'];
    const endings = ['js', 'cjs', 'd.ts', 'd.cts'];
    expect(ours.files).toEqual(
      expect.arrayContaining([
        ...entries.flatMap((entry) => endings.map((ending) => `dist/${entry}.${ending}`)),
        ...['README.md', 'LICENSE', 'CHANGELOG.md', 'package.json', 'native/include/flet_embed.h'],
        ...['python/flet_embed/__init__.py', 'python/flet_embed/py.typed', 'python/flet_embed/_flet_embed.pyi'],
      ]),
    );
    expect(ours.files.filter((path) => path.startsWith(`${PREBUILDS}/`) && path.endsWith('.node'))).toHaveLength(1);
  });

  test('holds nothing else: no sources to compile, no tests, no scripts, nothing of this machine', () => {
    const expected =
      /^(dist\/.+\.(c?js(\.map)?|d\.c?ts)|native\/include\/flet_embed\.h|prebuilds\/[\w-]+\/flet-embed(\.\w+)?\.node|python\/flet_embed(_\w+)?\/(\w+\.pyi?|py\.typed)|[A-Z]+(\.md)?|package\.json)$/;
    expect(ours.files.filter((path) => !expected.test(path))).toEqual([]);
    const others = ours.files.filter((path) => !path.startsWith('dist/'));
    expect(others.filter((path) => /(^|[/._-])tests?([/._-]|$)|fixture|conftest/.test(path))).toEqual([]);
  });
});

describe.each([
  ['an installation that may run scripts', []],
  ['an installation that may not', ['--ignore-scripts']],
])('%s', (_, options) => {
  let project: EmptyProject;
  beforeAll(() => {
    project = new EmptyProject();
    project.install([ours.path, ...dependencies], ...options);
    project.copy('echo.cjs');
  }, HANG_LIMIT);
  afterAll(() => project?.remove());

  test('brings the package and its dependencies, none of which has an install script', () => {
    const packages = Object.entries(project.installed()).filter(([path]) => path !== '');
    expect(packages.map(([path]) => path)).toContain('node_modules/flet-embed');
    expect(packages).toHaveLength(1 + dependencies.length);
    expect(packages.filter(([, entry]) => entry.hasInstallScript)).toEqual([]);
  });

  test.each(['import.mjs', 'require.cjs'])(
    'exchanges messages with Python in %s, through the prebuilt addon',
    (file) => {
      const { addons, ...rest } = project.run(file, { FLET_EMBED_PYTHON: PYTHON }) as { addons: string[] };
      expect(rest).toEqual({ answer: 'olleh', code: 0, memory: 'near', client: 'function' });
      expect(addons).toEqual([expect.stringContaining(join(project.folder, 'node_modules/flet-embed', PREBUILDS))]);
    },
  );
});

describe('the types', () => {
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  let project: EmptyProject;
  beforeAll(() => {
    project = new EmptyProject();
    project.install([ours.path, ...dependencies, ...packInstalled(['@types/node', 'undici-types'], folder)]);
  }, HANG_LIMIT);
  afterAll(() => project?.remove());

  test.each([
    ['an ES module under node16', 'consumer.mts', 'node16', 'node16'],
    ['a CommonJS module under node16', 'consumer.cts', 'node16', 'node16'],
    ['a module for a bundler', 'consumer.ts', 'esnext', 'bundler'],
  ])('are found and checked by %s', (_, file, module, moduleResolution) => {
    project.checkTypes(compiler, 'consumer.ts', file, {
      ...{ module, moduleResolution, target: 'es2022', types: ['node'] },
      ...{ strict: true, noEmit: true, skipLibCheck: false },
    });
  });

  test.each([
    [
      'are what the code is, says "are the types wrong"',
      '@arethetypeswrong/cli/dist/index.js',
      ['--profile', 'node16'],
    ],
    ['and entries fit together, says publint', 'publint/src/cli.js', ['--strict']],
  ])('%s', (_, script, options) => {
    runNode(join(ROOT, 'node_modules', script), [ours.path, ...options], { cwd: folder });
  });
});
