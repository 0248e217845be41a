import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ROLES } from '../../lib/testing/roles.js';

const document = readFileSync(new URL('../../docs/testing-roles.md', import.meta.url), 'utf8');

/** The rows of the table as they have to be. */
const rows = Object.entries(ROLES).flatMap(([type, candidates]) =>
  candidates.map(({ role, name, when }, index) => {
    const condition = when ?? (index > 0 ? 'otherwise' : '');
    const sources = name.map((source) => `\`${source}\``).join(', ');
    return `| \`${type}\` | ${role} | ${condition} | ${sources} |`;
  }),
);

test('docs/testing-roles.md has a row for every control type of the table, and no other', () => {
  expect(document.split('\n').filter((line) => /^\| `[A-Z]/.test(line))).toEqual(rows);
});

test('control types are in alphabetical order', () => {
  const compare = (a: string, b: string): number => (a < b ? -1 : 1);
  expect(Object.keys(ROLES)).toEqual(Object.keys(ROLES).toSorted(compare));
});

test('a row that can fail to hold stands before the one for all other cases', () => {
  for (const candidates of Object.values(ROLES)) {
    for (const row of candidates.slice(0, -1)) expect(row.holds).toBeDefined();
    for (const row of candidates) expect(row.when === undefined).toBe(row.holds === undefined);
  }
});
