import { defineConfig } from 'tsdown';

const node = { outDir: 'dist', platform: 'node', target: 'node20', fixedExtension: false, sourcemap: true } as const;

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
      'cli/smoke-child': 'lib/cli/smoke-child.ts',
      'flet-test/flutter': 'lib/flet-test/flutter.ts',
      'testing/launch-child': 'lib/testing/launch-child.ts',
    },
    // Started once for each app of a test suite: one file less to find.
    noExternal: ['@msgpack/msgpack'],
    format: ['esm'],
    dts: false,
    clean: false,
  },
]);
