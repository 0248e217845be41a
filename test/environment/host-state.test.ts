import { expect, test } from 'vitest';
import { endOf, fixture, startHost } from './host-process.js';
import { PYTHON } from './pythons.js';

test('in the locale C the environment and the locale of Node stay as they are', async () => {
  const args = [JSON.stringify({ python: PYTHON }), fixture('sets_locale.py')];
  const env = { ...process.env, LANG: 'C', LC_ALL: undefined, LC_CTYPE: undefined };
  const { stdout, stderr } = await endOf(startHost('host_state.mjs', args, { env }));
  expect(stderr).toBe('');
  const { code, before, after } = JSON.parse(stdout);
  expect(code).toBe(0);
  expect(before.environment).not.toHaveProperty('LC_CTYPE');
  expect(after).toEqual(before);
});
