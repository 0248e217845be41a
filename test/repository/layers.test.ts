import { describe, expect, test } from 'vitest';
import { files, importsOf, includesOf, pythonImportsOf, read } from './sources.js';

/**
 * Who may import whom in `lib`: the first layer whose pattern fits a file is its own. Dependencies point one way:
 * errors, channel ← transports ← native, runtime; channel ← flet ← mirror ← preview ← launch ← testing ← smoke; cli above
 * all.
 */
interface Layer {
  name: string;
  files: RegExp;
  /** Layers that it may import, besides itself. */
  imports: string[];
  /** Packages and `node:` modules. */
  packages?: RegExp;
}

const GROUND = ['errors', 'options', 'channel', 'lines'];

const LAYERS: Layer[] = [
  { name: 'errors', files: /^lib\/errors\.ts$/, imports: [] },
  { name: 'options', files: /^lib\/options\.ts$/, imports: ['errors'] },
  { name: 'channel', files: /^lib\/channel(-options)?\.ts$/, imports: ['errors', 'options'] },
  { name: 'lines', files: /^lib\/(line-stream|printed-lines)\.ts$/, imports: [] },
  { name: 'process group', files: /^lib\/process-group\.ts$/, imports: [], packages: /^node:child_process$/ },
  { name: 'native', files: /^lib\/native\.ts$/, imports: [], packages: /^node:(fs|module|path|url)$/ },
  {
    name: 'embedded',
    files: /^lib\/transports\/embedded[\w-]*\.ts$/,
    imports: [...GROUND, 'transports', 'native'],
    packages: /^node:worker_threads$/,
  },
  {
    name: 'socket',
    files: /^lib\/transports\/(socket[\w-]*|framing)\.ts$/,
    imports: [...GROUND, 'transports'],
    packages: /^node:net$/,
  },
  // What differs in Node is loaded only there.
  {
    name: 'pyodide in Node',
    files: /^lib\/transports\/pyodide\/node-[\w-]+\.ts$/,
    imports: ['transports'],
    packages: /^(pyodide|node:(fs\/promises|path|url|worker_threads))$/,
  },
  {
    name: 'transports',
    files: /^lib\/transports\//,
    imports: GROUND,
    // The worker's types, and what the build puts in.
    packages: /^(pyodide|flet-embed:python-sources)$/,
  },
  { name: 'flet', files: /^lib\/flet\//, imports: GROUND, packages: /^@msgpack\/msgpack$/ },
  { name: 'mirror', files: /^lib\/mirror\//, imports: [...GROUND, 'flet'] },
  { name: 'trace', files: /^lib\/trace\//, imports: [...GROUND, 'flet'] },
  {
    name: 'launch',
    files: /^lib\/launch\//,
    imports: [
      ...GROUND,
      'flet',
      'mirror',
      'preview',
      'trace',
      'runtime',
      'embedded',
      'socket',
      'pyodide in Node',
      'transports',
    ],
    packages: /^(node:.*|ws|playwright-core)$/,
  },
  { name: 'testing', files: /^lib\/testing\//, imports: [...GROUND, 'flet', 'mirror', 'launch'] },
  { name: 'vitest', files: /^lib\/vitest\//, imports: [...GROUND, 'testing', 'launch'], packages: /^vitest$/ },
  {
    name: 'doctor',
    files: /^lib\/doctor\//,
    imports: [...GROUND, 'process group', 'native', 'runtime', 'launch'],
    packages: /^node:/,
  },
  {
    name: 'smoke',
    files: /^lib\/smoke\//,
    imports: [...GROUND, 'process group', 'flet', 'testing', 'launch'],
    packages: /^node:/,
  },
  {
    name: 'preview',
    files: /^lib\/preview\//,
    imports: [...GROUND, 'flet', 'mirror'],
    packages: /^(node:.*|send|ws)$/,
  },
  {
    name: 'run',
    files: /^lib\/run\//,
    imports: [...GROUND, 'flet', 'mirror', 'preview', 'trace', 'launch'],
    packages: /^(node:.*|chokidar|open)$/,
  },
  {
    name: 'flet-test',
    files: /^lib\/flet-test\//,
    imports: [...GROUND, 'flet', 'socket', 'launch'],
    packages: /^node:/,
  },
  { name: 'cli', files: /^lib\/cli\//, imports: ['*'], packages: /^(node:.*|commander|picocolors)$/ },
  // What is left beside them: the runtime and its parts.
  {
    name: 'runtime',
    files: /^lib\/[\w-]+\.ts$/,
    imports: [...GROUND, 'native', 'embedded', 'transports'],
    packages: /^node:/,
  },
];

const layerOf = (path: string): Layer | undefined => LAYERS.find((layer) => layer.files.test(path));

describe('lib', () => {
  const sources = files('lib', '.ts');

  test('every file belongs to a layer', () => {
    expect(sources.length).toBeGreaterThan(20);
    expect(sources.filter((path) => layerOf(path) === undefined)).toEqual([]);
  });

  test('a file imports only from its own layer and those below it', () => {
    const wrong: string[] = [];
    for (const path of sources) {
      const layer = layerOf(path)!;
      for (const imported of importsOf(path)) {
        const target = imported.startsWith('lib/') ? layerOf(imported)?.name : undefined;
        const allowed =
          target === undefined
            ? (layer.packages?.test(imported) ?? false)
            : target === layer.name || layer.imports.includes(target) || layer.imports.includes('*');
        if (!allowed) wrong.push(`${path} (${layer.name}) imports ${imported} (${target ?? 'package'})`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test.each([
    'lib/transports/memory.ts',
    'lib/transports/pyodide.ts',
    'lib/transports/pyodide/browser-worker.ts',
    'lib/transports/websocket.ts',
    'lib/flet/index.ts',
  ])('%s runs without Node: nothing below it imports node:', (entry) => {
    const seen = new Set([entry]);
    for (const path of seen)
      for (const imported of importsOf(path)) if (imported.startsWith('lib/')) seen.add(imported);
    expect(seen.size).toBeGreaterThan(5);
    const outside = [...seen].flatMap(importsOf).filter((imported) => imported.startsWith('node:'));
    expect(outside).toEqual([]);
  });

  test('index.ts only re-exports', () => {
    const statements = read('lib/index.ts')
      .split(';')
      .map((statement) => statement.replace(/\/\/.*$/gm, '').trim())
      .filter((statement) => statement !== '');
    for (const statement of statements) expect(statement).toMatch(/^export (type )?\{[^}]*\} from '[^']+'$/);
  });
});

/** `<atomic>`, `<string>`: no dot and no slash, as only the C++ standard library has it; and the C headers. */
const STANDARD = /^<[a-z_0-9]+>$/;
const C_STANDARD = /^<std(bool|def|int)\.h>$/;

describe('native', () => {
  const core = files('native/core', '.h', '.cc');

  test('the public header includes nothing but C integers', () => {
    for (const included of includesOf('native/include/flet_embed.h')) expect(included).toMatch(C_STANDARD);
  });

  test.each(['ring.h', 'doorbell.h', 'timings.h', 'wait_word.h'])(
    '%s includes nothing but the C++ standard library',
    (name) => {
      const included = includesOf(`native/core/${name}`);
      expect(included.length).toBeGreaterThan(0);
      for (const header of included) expect(header).toMatch(STANDARD);
    },
  );

  test('the core knows neither Node nor libuv', () => {
    expect(core.length).toBeGreaterThan(20);
    const wrong = core.flatMap((path) => includesOf(path).map((included) => `${path}: ${included}`));
    expect(wrong.filter((line) => /napi|node_api|js_native_api|uv\.h|node\//.test(line))).toEqual([]);
  });

  test('what moves messages knows no Python: only python_* files, and those that run it, see its declarations', () => {
    const python = /(^|\/)(python_\w+|interpreter\w*|program_run|dart_bridge|loop_wait\w*|runtime_abi)\.(h|cc)$/;
    const wrong = core.filter(
      (path) =>
        !python.test(path) &&
        includesOf(path).some((included) => /[<"](Python\.h|python_(abi|api)\.h)[>"]/.test(included)),
    );
    expect(wrong).toEqual([]);
  });

  test('the binding sees the public header and Node-API, and no file of the core', () => {
    const binding = files('native/node', '.h', '.cc');
    expect(binding.length).toBeGreaterThan(3);
    const own = new Set(binding.map((path) => `"${path.slice('native/node/'.length)}"`));
    for (const path of binding) {
      for (const included of includesOf(path)) {
        const allowed = own.has(included) || STANDARD.test(included) || C_STANDARD.test(included);
        if (!allowed)
          expect(['<flet_embed.h>', '"flet_embed.h"', '<napi.h>', '<node_api.h>'], path).toContain(included);
      }
    }
  });
});

describe('python', () => {
  const sources = files('python/flet_embed', '.py');

  test('the package does not know Flet', () => {
    expect(sources.length).toBeGreaterThan(3);
    for (const path of sources) {
      for (const imported of pythonImportsOf(path)) expect(imported, path).not.toMatch(/^flet(\.|$)/);
    }
  });

  test('the native module is imported in one place', () => {
    const importers = sources.filter((path) => pythonImportsOf(path).includes('_flet_embed'));
    expect(importers).toEqual(['python/flet_embed/_native.py']);
  });
});
