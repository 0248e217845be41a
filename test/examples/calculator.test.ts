/** Sums, clicked and typed. */

import { afterEach, beforeEach, test } from 'vitest';
import { type App, expect, launch } from '../../lib/testing/index.js';

let app: App;

beforeEach(async () => {
  app = await launch('examples/calculator/main.py');
});
afterEach(() => app.close());

async function click(keys: string): Promise<void> {
  for (const key of keys.split(' ')) await app.getByRole('button', { name: key }).click();
}

const expectDisplay = (text: string): Promise<void> => expect(app.getByKey('display')).toHaveText(text);

test('numbers are added, one operation after the other', async () => {
  await click('1 2 + 3 0 =');
  await expectDisplay('42');
  await click('× 2 − 4 =');
  await expectDisplay('80');
});

test('decimals stay exact', async () => {
  await click('0 . 1 + 0 . 2 =');
  await expectDisplay('0.3');
});

test('a sign, a percentage and a second operator are what a person means', async () => {
  await click('5 0 %');
  await expectDisplay('0.5');
  await click('AC 7 ±');
  await expectDisplay('-7');
  await click('AC 8 + × 2 =');
  await expectDisplay('16');
});

test('a division by zero is an error until the next key', async () => {
  await click('1 ÷ 0 =');
  await expectDisplay('Error');
  await click('9');
  await expectDisplay('9');
});

test('the keyboard does the same', async () => {
  for (const key of ['6', '*', '7', 'Enter']) await app.keyboard.press(key);
  await expectDisplay('42');
  await app.keyboard.press('Escape');
  await expectDisplay('0');
  await app.keyboard.press('x');
  await expectDisplay('0');
});

test('more digits than fit are ignored', async () => {
  await click('1 2 3 4 5 6 7 8 9 0 1 2 3');
  await expectDisplay('123456789012');
});
