/** The harness under node:test: nothing to install, nothing to configure. */

import { afterAll, expect, test } from 'vitest';
import { Project } from './project.js';

const BODY = `
describe('the counter', () => {
  let app;
  before(async () => {
    app = await launch('examples/counter/main.py');
  });
  after(() => app.close());

  test('counts', async () => {
    await app.getByText('+').click();
    await expect(app.getByText('1')).toBeVisible();
  });
  test('counts too far', async () => {
    await expect(app.getByText('2')).toBeVisible({ timeout: 50 });
  });
});

test('an app that nobody closes', async () => {
  await launch('examples/counter/main.py');
});
`;

const project = new Project({
  'counter.test.mjs': `
import { after, before, describe, test } from 'node:test';
import { expect, launch } from 'flet-embed/testing';
${BODY}`,
  'counter.test.cjs': `
const { after, before, describe, test } = require('node:test');
const { expect, launch } = require('flet-embed/testing');
${BODY}`,
});
afterAll(() => project.remove());

test.each(['counter.test.mjs', 'counter.test.cjs'])(
  'node --test runs %s: it ends by itself, and a failure is readable',
  (file) => {
    const { output, code } = project.node('--test', '--test-reporter=spec', file);
    expect(code, output).toBe(1);
    expect(output).toMatch(/pass 2\b/);
    expect(output).toMatch(/fail 1\b/);
    expect(output).toContain('✔ counts');
    expect(output).toContain('✔ an app that nobody closes');
    expect(output).toContain("expect(getByText('2')).toBeVisible() timed out after 50 ms");
    expect(output).toContain('Text "1" is spelled alike: getByText(\'1\')');
    expect(output).toContain(`${file}:`);
  },
);
