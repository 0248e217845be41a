import { expect, test } from 'vitest';
import { ICON_NUMBERS } from '../../../lib/flet/methods/tester/implied-widgets.js';
import { runPython } from './python.js';

test('the icons that Flutter shows by itself have the numbers that Flet gives them', { timeout: 60_000 }, () => {
  const names = JSON.stringify(Object.keys(ICON_NUMBERS));
  expect(JSON.parse(runPython('icon_numbers.py', names))).toEqual(ICON_NUMBERS);
});
