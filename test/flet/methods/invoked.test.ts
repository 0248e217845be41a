/** Every method that Flet's own Python invokes, found in its sources, has somebody who answers it. */

import { expect, test } from 'vitest';
import { connectScripted } from '../scripted-app.js';
import { runPython } from './python.js';

test('no method of Flet’s controls and services is unknown', { timeout: 60_000 }, async () => {
  const invoked = JSON.parse(runPython('invoked_methods.py')) as [type: string, method: string][];
  expect(invoked.length).toBeGreaterThan(150);
  const types = [...new Set(invoked.map(([type]) => type))];
  const fixed: Record<string, number> = { Page: 1, Window: 2, View: 3 };
  const idOf = (type: string): number => fixed[type] ?? 100 + types.indexOf(type);
  const controls = types.filter((type) => !Object.hasOwn(fixed, type));
  const { app } = await connectScripted(
    controls.map((type) => ({ _c: type, _i: idOf(type), scroll: 'auto', length: 2 })),
  );
  const unanswered: string[] = [];
  for (const [type, method] of invoked) {
    const [, body] = (await app.call(idOf(type), method, {})).at(-1)!;
    const error = String(body['error'] ?? '');
    if (/Unknown|inexistent|Timeout/.test(error)) unanswered.push(`${type}.${method}: ${error}`);
  }
  expect(unanswered).toEqual([]);
});
