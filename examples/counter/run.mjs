// Runs the Flet app beside this file in this very process, clicks its buttons through the message queue, and prints what a
// user would see.

import { fileURLToPath } from 'node:url';
import { Runtime } from 'flet-embed';
import { FletClient, printTree } from 'flet-embed/flet';

const CLICKS = 200;

const pathOf = (relative) => fileURLToPath(new URL(relative, import.meta.url));

const runtime = await Runtime.start({ python: pathOf('../../.venv') });
try {
  const { version, executable } = runtime.python;
  console.log(`Python ${version} in process ${process.pid} (${executable})\n`);

  // As on a phone: Flet sees that it is embedded, and finds the message queue by its number.
  const bridge = runtime.bridge();
  const env = { FLET_PLATFORM: 'linux', FLET_DART_BRIDGE_PORT: String(bridge.port) };
  const program = runtime.run({ script: pathOf('main.py'), env });
  const client = await FletClient.connect(bridge, { page: { width: 800, height: 600 } });
  const button = (text) => client.until(() => client.find((control) => control.get('content') === text));
  const plus = await button('+');
  const minus = await button('-');
  const number = client.find((control) => control.type === 'Text');
  console.log(`${printTree(client.page)}\n`);

  for (const count of ['1', '2', '3']) {
    await client.click(plus);
    await client.until(() => number.get('value') === count);
  }
  console.log(`Three clicks on "+" later:\n\n${printTree(client.page)}\n`);

  const microseconds = [];
  for (let i = 0; i < CLICKS; i++) {
    const patched = client.nextPatch();
    const start = performance.now();
    await client.click(i % 2 === 0 ? minus : plus);
    await patched;
    microseconds.push((performance.now() - start) * 1000);
  }
  const median = microseconds.sort((a, b) => a - b)[CLICKS / 2];
  console.log(`From click to patch: ${median.toFixed(0)} µs (median of ${CLICKS} clicks, Flet's own work included)`);

  await program.stop();
} finally {
  await runtime.stop();
}
