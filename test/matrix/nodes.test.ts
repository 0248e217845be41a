/** The same built files load into every line of Node that is supported: the addon uses nothing but Node-API. */

import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PYTHON } from '../environment/pythons.js';
import { counterReport, runHost, smokeReport } from './smoke.js';

interface FoundNode {
  version: string;
  executable: string;
}

const LIST = new URL('../../.cache/nodes/nodes.json', import.meta.url);
const NODES: FoundNode[] = existsSync(LIST) ? (JSON.parse(readFileSync(LIST, 'utf8')) as FoundNode[]) : [];

test.skipIf(NODES.length > 0)('other Nodes are here (node scripts/setup.mjs --only nodes brings them)', (context) => {
  context.skip('none has been brought');
});

for (const { version, executable } of NODES) {
  test(`the runtime works on Node ${version}`, async () => {
    expect(await runHost(executable, 'smoke.mjs', PYTHON)).toEqual(smokeReport(expect.any(String)));
  });

  test(`an unmodified Flet app works on Node ${version}`, async () => {
    expect(await runHost(executable, 'counter.mjs', PYTHON)).toEqual(counterReport(expect.any(String)));
  });
}
