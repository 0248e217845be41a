import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { files, read } from './sources.js';

const LINES = 500;

const typescript = [...files('lib', '.ts'), ...files('test', '.ts'), ...files('scripts', '.mjs')];
const native = files('native', '.h', '.cc', '.c');
const python = [...files('python', '.py', '.pyi')];
const all = [...typescript, ...native, ...python];

test('there are sources of all three languages', () => {
  for (const sources of [typescript, native, python]) expect(sources.length).toBeGreaterThan(10);
});

test(`no source has more than ${LINES} lines`, () => {
  const long = all
    .map((path) => [path, read(path).split('\n').length - 1] as const)
    .filter(([, lines]) => lines > LINES);
  expect(long).toEqual([]);
});

test('TypeScript files are named in kebab-case, C++ and Python files in snake_case', () => {
  const wrong = [
    ...typescript.filter(
      (path) => !/^[a-z0-9]+(-[a-z0-9]+)*((\.chromium)?\.test|\.d)?\.(ts|mjs)$/.test(basename(path)),
    ),
    ...native.filter((path) => !/^[a-z0-9]+(_[a-z0-9]+)*\.(h|cc|c)$/.test(basename(path))),
    ...python.filter((path) => !/^(__)?_?[a-z0-9]+(_[a-z0-9]+)*(__)?\.pyi?$/.test(basename(path))),
  ];
  expect(wrong).toEqual([]);
});

test('no file has a name that says nothing', () => {
  expect(all.filter((path) => /(^|[-_/])(utils?|helpers?|common|misc|stuff)([-_.]|$)/.test(path))).toEqual([]);
});

test('every source ends with a line feed, and has no carriage returns or trailing blanks', () => {
  expect(all.filter((path) => /\r|[ \t]\n|[^\n]$/.test(read(path)))).toEqual([]);
});
