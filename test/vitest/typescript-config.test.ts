/** flet-embed.config.ts, where Node itself loads TypeScript. */

import { afterAll, expect, test } from 'vitest';
import { Project } from './project.js';

const project = new Project({
  'flet-embed.config.ts': `
import type { FletEmbedConfig } from 'flet-embed/testing';
export default { launch: { page: 'phone' } } satisfies FletEmbedConfig;
`,
  'width.mjs': `
import { launch } from 'flet-embed/testing';
const code = 'import flet as ft\\nft.run(lambda page: page.add(ft.Text(str(page.width))))';
const app = await launch({ code });
console.log(await app.getByControl('Text').text());
await app.close();
`,
});
afterAll(() => project.remove());

const loadsTypeScript = Boolean((process.features as { typescript?: unknown }).typescript);

test.runIf(loadsTypeScript)('is read', () => {
  expect(project.node('--no-warnings', 'width.mjs')).toEqual({ code: 0, output: '412.0\n' });
});

test.skipIf(loadsTypeScript)('is refused by an older Node, with what to do', () => {
  const { output, code } = project.node('width.mjs');
  expect(code).toBe(1);
  expect(output).toContain("code: 'ERR_EMBED_LAUNCH_CONFIG'");
  expect(output).toMatch(
    /flet-embed\.config\.ts cannot be loaded: Unknown file extension ".ts".*; Node \d+\.\d+\.\d+ does not load TypeScript: use Node 22\.18 or later, or flet-embed\.config\.mjs/,
  );
});
