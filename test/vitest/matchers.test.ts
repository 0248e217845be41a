/** vitest's own `expect` with the assertions of the harness. */

import { afterAll, beforeAll, describe, expectTypeOf, test, expect as vitestExpect } from 'vitest';
import { type App, type Assertions, launch } from '../../lib/testing/index.js';
import { expect } from '../../lib/vitest/index.js';

let app: App;

beforeAll(async () => {
  app = await launch('examples/counter/main.py');
});
afterAll(() => app.close());

/** The error of a promise that must reject. */
async function failureOf(doing: Promise<unknown>): Promise<Error & { code?: string }> {
  return doing.then(
    () => {
      throw new Error('Expected a failure');
    },
    (error: Error) => error,
  );
}

describe("vitest's expect", () => {
  test('asserts of a locator, and of the app', async () => {
    await vitestExpect(app.getByText('0')).toBeVisible();
    await vitestExpect(app.getByText('0')).toHaveText('0');
    await vitestExpect(app.getByControl('Button')).toHaveCount(2);
    await vitestExpect(app.getByText('+')).toBeEnabled();
    await vitestExpect(app).toMatchTree('Text "0"');
    await vitestExpect(app).toContainText('0');
  });

  test('asserts the opposite after .not', async () => {
    await vitestExpect(app.getByText('1')).not.toBeVisible();
    await vitestExpect(app.getByText('+')).not.toBeDisabled();
    await vitestExpect(app.getByControl('Button')).not.toHaveCount(3);
  });

  test('waits: what comes to be so in time is so', async () => {
    const asserting = vitestExpect(app.getByText('1')).toBeVisible();
    await app.getByText('+').click();
    await asserting;
    await app.getByText('-').click();
  });

  test('fails with the error of the harness, at the line of the test', async () => {
    const failure = await failureOf(vitestExpect(app.getByText('7')).toBeVisible({ timeout: 0 }));
    expect(failure).toMatchObject({ name: 'TestingError', code: 'ERR_EMBED_TEST_NOT_FOUND' });
    expect(failure.message).toMatch(/^expect\(getByText\('7'\)\)\.toBeVisible\(\) failed\n/);
    const frames = failure.stack!.slice(failure.stack!.indexOf('\n    at ')).trim().split('\n');
    const [first] = frames.filter((line) => !line.includes('node_modules'));
    expect(first).toContain('matchers.test.ts');
  });

  test('fails after .not with the opposite', async () => {
    const failure = await failureOf(vitestExpect(app.getByText('0')).not.toBeVisible({ timeout: 0 }));
    expect(failure.message).toMatch(/^expect\(getByText\('0'\)\)\.not\.toBeVisible\(\) failed\n/);
  });

  test('keeps its own toHaveProperty for everything else', async () => {
    vitestExpect({ colour: 'red' }).toHaveProperty('colour', 'red');
    vitestExpect({ colour: 'red' }).not.toHaveProperty('size');
    vitestExpect(() => vitestExpect({ colour: 'red' }).toHaveProperty('colour', 'blue')).toThrow('colour');
    await vitestExpect(app.getByText('0')).toHaveProperty('size', 40);
    await vitestExpect(app.getByText('0')).not.toHaveProperty('size', 41);
    const failure = await failureOf(expect(app).toHaveProperty('title', 'Tally', { timeout: 0 }));
    expect(failure.message).toContain("found:   title 'Counter'");
  });

  test('refuses a value that is neither an app nor a locator', () => {
    vitestExpect(() => vitestExpect(7).toBeVisible()).toThrow('Expected an app or a locator for expect but received 7');
  });
});

describe('the expect of flet-embed/vitest', () => {
  test("is vitest's", () => {
    vitestExpect(expect).toBe(vitestExpect);
    expect(1 + 1).toBe(2);
  });

  test('knows the types of both', () => {
    expectTypeOf(expect(app)).toEqualTypeOf<Assertions>();
    expectTypeOf(expect(app.getByText('0'))).toEqualTypeOf<Assertions>();
    expectTypeOf(expect(7).toBe).toBeFunction();
    expectTypeOf(vitestExpect(app).toBeVisible).returns.toEqualTypeOf<Promise<void>>();
  });
});
