/** The fixture `launch` of flet-embed/vitest, in a vitest of its own. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Outcome, Project } from './project.js';

const IMPORTS = `
import { expect, test } from 'flet-embed/vitest';
import { expect as vitestExpect } from 'vitest';
const app = (main) => ({ code: 'import asyncio\\nimport sys\\nimport flet as ft\\ndef main(page):\\n    ' + main + '\\nft.run(main)\\n' });
`;

const CLOSING = `${IMPORTS}
test('launches', async ({ launch }) => {
  const counter = await launch('examples/counter/main.py');
  await counter.getByText('+').click();
  await expect(counter.getByText('1')).toBeVisible();
});
test('launches again, although nobody has closed the first', async ({ launch }) => {
  const counter = await launch('examples/counter/main.py');
  await vitestExpect(counter.getByText('0')).toBeVisible();
});
test('may close by itself', async ({ launch }) => {
  await (await launch('examples/counter/main.py')).close();
  await launch('examples/counter/main.py');
});
`;

const FAILING = "async def fail(): raise ValueError('out of milk')";

const ERRORS = `${IMPORTS}
const failing = { code: "import flet as ft\\n${FAILING}\\ndef main(page):\\n    page.add(ft.Button('Go', on_click=lambda: page.run_task(fail)))\\nft.run(main)\\n" };
test('does not notice', async ({ launch }) => {
  const app = await launch(failing);
  await app.getByText('Go').click().catch(() => {});
});
test('is told by an action', async ({ launch }) => {
  const app = await launch(failing);
  await app.getByText('Go').click();
});
test('expects it', async ({ launch }) => {
  const app = await launch(failing);
  await app.getByText('Go').click().catch(() => {});
  await app.expectError(/out of milk/);
});
test('fails for another reason, too', async ({ launch }) => {
  const app = await launch(failing);
  await app.getByText('Go').click().catch(() => {});
  vitestExpect(1).toBe(2);
});
`;

const TRACES = `${IMPORTS}
const options = { trace: 'retain-on-failure' };
test('passes', async ({ launch }) => {
  await launch(app("page.add(ft.Text('passes'))"), options);
});
test('fails without a failed call', async ({ launch }) => {
  await launch(app("page.add(ft.Text('in vain'))"), options);
  vitestExpect('tea').toBe('coffee');
});
test('fails when its app is closed', async ({ launch }) => {
  await (await launch(app("page.add(ft.Text('closed'))"), options)).close();
  vitestExpect('milk').toBe('sugar');
});
`;

const SLOW = `${IMPORTS}
test('waits in vain', async ({ launch }) => {
  await launch({ code: 'import time\\nwhile True: time.sleep(0.01)' });
}, 3_000);
test('waits in vain for a control', async ({ launch }) => {
  const counter = await launch('examples/counter/main.py');
  await expect(counter.getByText('100')).toBeVisible();
});
`;

const project = new Project({
  'closing.test.mjs': CLOSING,
  'errors.test.mjs': ERRORS,
  'traces.test.mjs': TRACES,
  'slow.test.mjs': SLOW,
});
let outcome: Outcome;
beforeAll(() => {
  outcome = project.vitest('--maxWorkers', '2');
});
afterAll(() => project.remove());

function messagesOf(name: string): readonly string[] {
  const messages = outcome.tests[name];
  expect(messages, `${name}\n${outcome.output}`).toBeDefined();
  return messages!;
}

describe('a test that launches', () => {
  test.each(['launches', 'launches again, although nobody has closed the first', 'may close by itself'])(
    '%s',
    (name) => {
      expect(messagesOf(`closing.test.mjs > ${name}`)).toEqual([]);
    },
  );
});

describe('an error that the app raises', () => {
  test('fails the test at its end, with the traceback', () => {
    const [message, ...others] = messagesOf('errors.test.mjs > does not notice');
    expect(message).toMatch(/^TestingError: app\.close\(\) failed: the app raised ValueError: out of milk\n/);
    expect(message).toContain('Traceback (most recent call last):');
    expect(others).toEqual([]);
  });

  test('is told once when an action has told it', () => {
    const [message, ...others] = messagesOf('errors.test.mjs > is told by an action');
    expect(message).toMatch(
      /^TestingError: getByText\('Go'\)\.click\(\) failed: the app raised ValueError: out of milk\n/,
    );
    expect(others).toEqual([]);
  });

  test('is fine when the test expects it', () => {
    expect(messagesOf('errors.test.mjs > expects it')).toEqual([]);
  });

  test('is told beside what else fails the test', () => {
    const messages = messagesOf('errors.test.mjs > fails for another reason, too');
    expect(messages.map((message) => message.split('\n')[0])).toEqual([
      expect.stringContaining('expected 1 to be 2'),
      'TestingError: app.close() failed: the app raised ValueError: out of milk',
    ]);
  });
});

describe("a trace with 'retain-on-failure'", () => {
  test('is written for each test that failed, by whatever it failed, and for no other', () => {
    const pages = project.list('flet-embed-traces').map((name) => project.read(`flet-embed-traces/${name}`));
    expect(pages).toHaveLength(2);
    expect(
      pages.filter((page) => page.includes('in vain') && page.includes("expected 'tea' to be 'coffee'")),
    ).toHaveLength(1);
    expect(
      pages.filter((page) => page.includes('closed') && page.includes("expected 'milk' to be 'sugar'")),
    ).toHaveLength(1);
  });
});

describe('the time-outs of the harness', () => {
  test("end a launch before the runner's ends the test", () => {
    const messages = messagesOf('slow.test.mjs > waits in vain');
    expect(messages).toEqual([expect.stringMatching(/^LaunchError: launch\(\{ code \}\) timed out after 2\d\d\d ms/)]);
    expect(messages[0]).toContain('line 2, in <module>');
    expect(messages[0]).toContain('slow.test.mjs');
  });

  test("end an assertion before the runner's ends the test", () => {
    expect(messagesOf('slow.test.mjs > waits in vain for a control')).toEqual([
      expect.stringMatching(/^TestingError: expect\(getByText\('100'\)\)\.toBeVisible\(\) timed out after 2000 ms/),
    ]);
  });
});
