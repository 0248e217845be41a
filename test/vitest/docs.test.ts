/** What docs/testing.md shows is run, in a project that is set up as it says. */

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT, read } from '../repository/sources.js';
import { type Outcome, Project } from './project.js';

interface Block {
  readonly file: string;
  readonly text: string;
}

const IMPORT = "import { expect, test } from 'flet-embed/vitest';";

/** A block is the file that its first line names, else a test file; the import of the first one serves them all. */
const blocks: Block[] = [...read('docs/testing.md').matchAll(/^```ts\n(.*?)^```$/gms)].map(([, text = ''], index) => {
  const file = /^\/\/ (\S+)\n/.exec(text)?.[1];
  if (file !== undefined) return { file, text };
  return { file: `block-${index + 1}.test.ts`, text: /^import .* from '/m.test(text) ? text : `${IMPORT}\n\n${text}` };
});
const tests = blocks.filter(({ file }) => file.startsWith('block-'));

const project = new Project(Object.fromEntries(blocks.map(({ file, text }) => [file, text])));
afterAll(() => project.remove());

describe('the tests of the page', () => {
  let outcome: Outcome;
  beforeAll(() => {
    // Not that of node:test.
    outcome = project.vitest('--exclude', 'counter.test.mjs', '--maxWorkers', '1');
  });

  test('are all there, and run', () => {
    expect(tests.length).toBeGreaterThanOrEqual(7);
    const files = Object.keys(outcome.tests).map((name) => name.split(' > ')[0]);
    expect(files.sort(), outcome.output).toEqual(tests.map(({ file }) => file).sort());
  });

  test.each(tests.map(({ file, text }) => [/test\('(.*)'/.exec(text)?.[1] ?? file, file]))(
    'pass: %s',
    (title, file) => {
      expect(outcome.tests[`${file} > ${title}`], outcome.output).toEqual([]);
    },
  );

  test('fit the types of the package', () => {
    const config = {
      compilerOptions: {
        ...{
          strict: true,
          noEmit: true,
          skipLibCheck: true,
          types: ['node'],
          typeRoots: [join(ROOT, 'node_modules/@types')],
        },
        ...{ module: 'nodenext', moduleResolution: 'nodenext', target: 'es2022', lib: ['es2023', 'esnext.disposable'] },
      },
      files: blocks.map(({ file }) => file).filter((file) => file.endsWith('.ts')),
    };
    project.write({ 'tsconfig.json': JSON.stringify(config) });
    const { output } = project.node(join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', '.');
    expect(output).toBe('');
  });
});

test('the test for node:test passes', () => {
  const { output, code } = project.node('--test', '--test-reporter=spec', 'counter.test.mjs');
  expect(code, output).toBe(0);
  expect(output).toContain('✔ counts');
});
