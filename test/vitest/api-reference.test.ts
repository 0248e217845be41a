/** docs/testing-api.md has every public name. */

import { expect, test } from 'vitest';
import { App } from '../../lib/testing/app.js';
import { Assertions } from '../../lib/testing/assertions.js';
import { Clock } from '../../lib/testing/clock.js';
import { Locator } from '../../lib/testing/locator.js';
import { read } from '../repository/sources.js';

const reference = read('docs/testing-api.md');

/** Everything in backticks, and what is called or read in it. */
const names = new Set([...reference.matchAll(/`([^`]+)`/g)].flatMap(([, code = '']) => code.match(/\w+/g) ?? []));

function exportsOf(path: string): string[] {
  const statements = [...read(path).matchAll(/^export (?:type )?\{(.*?)\}/gms)];
  return statements.flatMap(([, list = '']) =>
    list
      .split(',')
      .map((item) => item.replace(/^\s*type\s/, '').trim())
      .filter((name) => name !== ''),
  );
}

const membersOf = (prototype: object): string[] =>
  Object.getOwnPropertyNames(prototype).filter((name) => !['constructor', 'toString', 'derive'].includes(name));

test.each(['lib/testing/index.ts', 'lib/testing/connect.ts', 'lib/vitest/index.ts'])('every name of %s', (path) => {
  const exported = exportsOf(path);
  expect(exported.length).toBeGreaterThan(3);
  expect(exported.filter((name) => !names.has(name))).toEqual([]);
});

test.each([
  ['an app', App.prototype],
  ['a locator', Locator.prototype],
  ['both', Object.getPrototypeOf(Locator.prototype) as object],
  ['assertions', Assertions.prototype],
  ['a clock', Clock.prototype],
])('every member of %s', (_, prototype) => {
  const members = membersOf(prototype);
  expect(members.length).toBeGreaterThan(2);
  expect(members.filter((name) => !names.has(name))).toEqual([]);
});

test('every option of launch', () => {
  const [, body = ''] = /^export interface LaunchOptions \{\n(.*?)^\}/ms.exec(read('lib/launch/options.ts')) ?? [];
  const options = [...body.matchAll(/^ {2}(\w+)\?:/gm)].map((match) => match[1]!);
  expect(options.length).toBeGreaterThan(10);
  const documented = [...reference.matchAll(/^\| `(\w+)` \| .* \| .* \|$/gm)].map((match) => match[1]!);
  expect(documented).toEqual(options);
});
