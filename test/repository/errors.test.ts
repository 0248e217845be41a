import { expect, test } from 'vitest';
import { ERROR_CODES, STATUS_CODES } from '../../lib/errors.js';
import { FLET_ERROR_CODES } from '../../lib/flet/flet-error.js';
import { LAUNCH_ERROR_CODES } from '../../lib/launch/error.js';
import { PREVIEW_ERROR_CODES } from '../../lib/preview/preview-error.js';
import { TESTING_ERROR_CODES } from '../../lib/testing/testing-error.js';
import { PYODIDE_ERROR_CODES } from '../../lib/transports/pyodide/pyodide-error.js';
import { files, read } from './sources.js';

interface Row {
  name: string;
  value: number;
  code: string;
  sentence: string;
}

/** The rows of FE_STATUS_MAP, the one table of errors. */
function statusMap(): Row[] {
  const header = read('native/include/flet_embed.h');
  const table = header.match(/#define FE_STATUS_MAP\(XX\)((?:.*\\\n)+.*)/)?.[1] ?? '';
  return [...table.matchAll(/XX\((\w+), (\d+), "([^"]*)", "([^"]*)"\)/g)].map((match) => ({
    name: match[1]!,
    value: Number(match[2]),
    code: match[3]!,
    sentence: match[4]!,
  }));
}

const rows = statusMap();
const errors = rows.filter((row) => row.name !== 'OK');

test('the status table of the header has success and every error, numbered without gaps', () => {
  expect(rows[0]).toEqual({ name: 'OK', value: 0, code: 'OK', sentence: 'success' });
  expect(errors.length).toBeGreaterThan(30);
  expect(rows.map((row) => row.value)).toEqual(rows.map((_, index) => index));
  for (const row of errors) expect(row.code).toBe(`ERR_EMBED_${row.name}`);
});

test('the TypeScript table has the codes and sentences of the header, in its order', () => {
  expect(Object.entries(STATUS_CODES)).toEqual(errors.map((row) => [row.code, row.sentence]));
});

test('docs/errors.md has a row for each code, in the same order, that says when and what to do', () => {
  const documented = [...read('docs/errors.md').matchAll(/^\| `(ERR_\w+)` \| (.+) \| (.+) \|$/gm)];
  const own = documented
    .map((match) => match[1])
    .filter((code) => !/^ERR_EMBED_(TEST|LAUNCH|PREVIEW|PYODIDE)_/.test(code!));
  expect(own).toEqual(Object.keys(ERROR_CODES));
  for (const [, , when, what] of documented) {
    expect(when).toMatch(/\.$/);
    expect(what).toMatch(/\.$/);
  }
});

test('docs/errors.md has a row for each code of the test harness', () => {
  const documented = [...read('docs/errors.md').matchAll(/^\| `(ERR_EMBED_TEST_\w+)` \|/gm)].map((match) => match[1]);
  expect(documented).toEqual(Object.keys(TESTING_ERROR_CODES));
});

test('docs/errors.md has a row for each code of the preview', () => {
  const documented = [...read('docs/errors.md').matchAll(/^\| `(ERR_EMBED_PREVIEW_\w+)` \|/gm)].map(
    (match) => match[1],
  );
  expect(documented).toEqual(Object.keys(PREVIEW_ERROR_CODES));
});

test('docs/errors.md has a row for each code of Pyodide', () => {
  const documented = [...read('docs/errors.md').matchAll(/^\| `(ERR_EMBED_PYODIDE_\w+)` \|/gm)].map(
    (match) => match[1],
  );
  expect(documented).toEqual(Object.keys(PYODIDE_ERROR_CODES));
});

test('docs/flet.md has a row for each code of the Flet client', () => {
  const documented = [...read('docs/flet.md').matchAll(/^\| `(ERR_EMBED_FLET_\w+)` \|/gm)].map((match) => match[1]!);
  expect(documented.sort()).toEqual(Object.keys(FLET_ERROR_CODES).sort());
});

test('no source uses a code of ours that no table has', () => {
  // What fe_status_code() answers for a number that is no status.
  const tables = [
    ERROR_CODES,
    FLET_ERROR_CODES,
    LAUNCH_ERROR_CODES,
    PREVIEW_ERROR_CODES,
    PYODIDE_ERROR_CODES,
    TESTING_ERROR_CODES,
  ];
  const known = new Set([...tables.flatMap(Object.keys), 'ERR_EMBED_UNKNOWN']);
  const sources = [
    ...files('lib', '.ts'),
    ...files('native', '.h', '.cc'),
    ...files('python', '.py'),
    ...files('docs', '.md'),
  ];
  const used = sources.flatMap((path) =>
    [...read(path).matchAll(/\bERR_EMBED_[A-Z_]*[A-Z]\b/g)].map((match) => match[0]),
  );
  expect(used.length).toBeGreaterThan(40);
  expect(used.filter((code) => !known.has(code))).toEqual([]);
});
