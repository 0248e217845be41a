// Runs the Flet app beside this file in this very process and clicks all of its buttons at once.

import { fileURLToPath } from 'node:url';
import { Runtime } from 'flet-embed';
import { FletClient } from 'flet-embed/flet';

const EXPECTED = {
  sync: /^in /,
  async: /^waited$/,
  streams: /^OVER TCP$/,
  websocket: /^tekcosbew a revo$/,
  thread: /^499500 from worker$/,
};

const pathOf = (relative) => fileURLToPath(new URL(relative, import.meta.url));

// The device is an imaginary one, so its platform does not depend on this machine.
const runtime = await Runtime.start({ python: pathOf('../../.venv'), env: { FLET_PLATFORM: 'linux' } });
try {
  // Flet finds the bridge by its number, as on a phone.
  const bridge = runtime.bridge();
  const announce = 'import os, sys; os.environ["FLET_DART_BRIDGE_PORT"] = sys.argv[1]';
  await runtime.run({ code: announce, args: [String(bridge.port)] }).exit;

  const program = runtime.run({ script: pathOf('main.py') });
  const client = await FletClient.connect(bridge);
  const names = Object.keys(EXPECTED);
  for (const name of names) {
    await client.click(await client.until(() => client.find((control) => control.get('content') === name)));
  }
  for (const name of names) {
    const text = client.find((control) => control.type === 'Text' && control.get('key') === name);
    await client.until(() => EXPECTED[name].test(text.get('value')));
    console.log(`${name.padEnd(10)} ${text.get('value')}`);
  }
  await program.stop();
} finally {
  await runtime.stop();
}
