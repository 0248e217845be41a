import { defineConfig } from 'tsdown';

// One bundle per public entry, for both module systems, with its own declarations: what `package.json` exports.
export default defineConfig({
  entry: {
    index: 'lib/index.ts',
    'flet/index': 'lib/flet/index.ts',
    'transports/memory': 'lib/transports/memory.ts',
  },
  format: ['esm', 'cjs'],
  outDir: 'dist',
  platform: 'node',
  target: 'node20',
  fixedExtension: false,
  dts: true,
  sourcemap: true,
  clean: true,
  // `import.meta.url` in CommonJS: the addon is found from the package's folder.
  shims: true,
});
