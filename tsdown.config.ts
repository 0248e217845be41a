import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'tsdown';

const node = { outDir: 'dist', platform: 'node', target: 'node20', fixedExtension: false, sourcemap: true } as const;

/** The Python that runs inside Pyodide, as texts of the worker's script: a browser has no files to load. */
const pythonSources = {
  name: 'python-sources',
  resolveId: (id: string) => (id === 'flet-embed:python-sources' ? id : undefined),
  load(id: string): string | undefined {
    if (id !== 'flet-embed:python-sources') return undefined;
    const sources: Record<string, string> = {};
    for (const name of ['flet_embed', 'flet_embed_pyodide']) {
      const folder = fileURLToPath(new URL(`python/${name}/`, import.meta.url));
      for (const file of readdirSync(folder).sort()) {
        if (file.endsWith('.py') && !file.startsWith('_fake')) {
          sources[`${name}/${file}`] = readFileSync(`${folder}${file}`, 'utf8');
        }
      }
    }
    return `export default ${JSON.stringify(sources)};`;
  },
};

export default defineConfig([
  // One bundle per public entry, for both module systems, with its own declarations: what `package.json` exports.
  {
    ...node,
    entry: {
      index: 'lib/index.ts',
      'flet/index': 'lib/flet/index.ts',
      'testing/index': 'lib/testing/index.ts',
      'testing/connect': 'lib/testing/connect.ts',
      'transports/memory': 'lib/transports/memory.ts',
      'transports/pyodide': 'lib/transports/pyodide.ts',
      'transports/socket': 'lib/transports/socket.ts',
      'transports/websocket': 'lib/transports/websocket.ts',
      'vitest/index': 'lib/vitest/index.ts',
    },
    // The user's own, not a copy.
    external: ['vitest'],
    format: ['esm', 'cjs'],
    dts: true,
    // `import.meta.url` in CommonJS: the addon is found from the package's folder.
    shims: true,
  },
  // Programs: the command line, and those that it starts.
  {
    ...node,
    entry: {
      'cli/main': 'lib/cli/main.ts',
      'cli/doctor-child': 'lib/cli/doctor-child.ts',
      'cli/run-child': 'lib/cli/run-child.ts',
      'cli/screen': 'lib/run/screen.ts',
      'cli/smoke-child': 'lib/cli/smoke-child.ts',
      'flet-test/flutter': 'lib/flet-test/flutter.ts',
      'launch/child': 'lib/launch/child.ts',
    },
    // Started once for each app of a test suite: one file less to find.
    noExternal: ['@msgpack/msgpack'],
    format: ['esm'],
    dts: false,
    clean: false,
  },
  // The worker of the Pyodide transport, for Node and for browsers, and how Node starts it.
  {
    ...node,
    entry: {
      'transports/pyodide-node': 'lib/transports/pyodide/node-platform.ts',
      'transports/pyodide-node-worker': 'lib/transports/pyodide/node-worker.ts',
      'transports/pyodide-worker': 'lib/transports/pyodide/browser-worker.ts',
    },
    platform: 'neutral',
    external: ['pyodide', /^node:/],
    plugins: [pythonSources],
    format: ['esm'],
    dts: false,
    clean: false,
  },
]);
