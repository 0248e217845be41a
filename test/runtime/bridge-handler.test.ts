import { expect, test } from 'vitest';
import { withRuntime } from './with-runtime.js';

// Handlers that are installed where no event loop runs are called on a thread of flet_embed's, which sleeps between
// messages: a ring that comes while it is busy with the last one must not be forgotten.
test('a handler that was installed without an event loop gets every packet, however they are timed', async () => {
  await withRuntime({}, async (runtime) => {
    const bridge = runtime.bridge();
    const program = runtime.run({
      code: [
        'import os, threading, dart_bridge',
        'port, done = int(os.environ["PORT"]), threading.Event()',
        'def handle(packet):',
        '    dart_bridge.send_bytes(port, packet)',
        '    if packet == b"end": done.set()',
        'dart_bridge.set_enqueue_handler_func(port, handle)',
        'done.wait()',
      ].join('\n'),
      env: { PORT: String(bridge.port) },
    });
    for (let i = 0; i < 5000; i++) {
      const packet = Buffer.from(i < 4999 ? `packet ${i}` : 'end');
      await bridge.send(packet);
      expect(Buffer.from((await bridge.receive())!).equals(packet)).toBe(true);
    }
    expect(await program.exit).toEqual({ code: 0, stopped: false });
  });
});
