/** Every example runs with the one command that its first lines promise, and prints what it promises. */

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const EXAMPLES = new URL('../../examples/', import.meta.url);

/** `node examples/<name>/run.mjs`; it must succeed in silence. */
async function example(name: string): Promise<string> {
  const script = fileURLToPath(new URL(`${name}/run.mjs`, EXAMPLES));
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [script], { timeout: 50_000 });
  expect(stderr).toBe('');
  return stdout;
}

test('echo: bytes come back in order', async () => {
  expect(await example('echo')).toMatch(
    /^Python 3\.\d+\.\d+ in process \d+\nhello\none\ntwo\nthree\nThe program ended with code 0\n$/,
  );
});

test('counter: three clicks on "+" make it 3', async () => {
  const [before, after] = (await example('counter')).split('Three clicks on "+" later:');
  expect(before).toMatch(/"0"/);
  expect(after).toMatch(/"3"/);
  expect(after).toMatch(/From click to patch: \d+ µs \(median of \d+ clicks/);
});

test('numpy: big arrays stay where they are, in both directions', async () => {
  const printed = await example('numpy');
  const addresses = [...printed.matchAll(/numpy (?:works|made it) at (0x[0-9a-f]+)/g)].map(([, address]) => address);
  expect(addresses).toHaveLength(4);
  const [allocated, forwarded, made, handedBack] = addresses;
  expect(forwarded).toBe(allocated);
  expect(handedBack).toBe(made);
  expect(printed).toContain('JavaScript keeps 0 bytes of it after the send');
  expect(printed).toContain('the first number comes back as 3\n');
  expect(printed).toContain('the last number comes back as 6\n');
  expect(printed).toContain('its last number comes back as 1999998\n');
  expect(printed).toMatch(
    /There and back: [\d.]+ ms by transfer, [\d.]+ ms by copies\nThe program ended with code 0\n$/,
  );
});

test('asyncio-mix: handlers of both kinds, streams, websockets and a thread in one app', async () => {
  expect((await example('asyncio-mix')).trimEnd().split('\n')).toEqual([
    expect.stringMatching(/^sync {7}in \w+/),
    'async      waited',
    'streams    OVER TCP',
    'websocket  tekcosbew a revo',
    'thread     499500 from worker',
  ]);
});
