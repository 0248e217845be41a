/** The program of a process that an app has for itself: runs the app in its interpreter, and passes on what crosses. */

import type { Channel } from '../channel.js';
import { Interpreter } from './interpreter.js';
import type { AppPlace } from './place.js';
import type { ToChild, ToParent, WireName } from './wire.js';

let place: AppPlace | undefined;
const wires = new Map<WireName, Channel>();

process.on('message', (message: ToChild) => {
  receive(message).catch((error: unknown) => {
    const { code = '', message: text } = error as { code?: string; message: string };
    tell({ kind: 'refused', code, message: text });
  });
});

// Whoever has launched the app is gone: so is the reason for it.
process.on('disconnect', () => process.exit(0));

async function receive(message: ToChild): Promise<void> {
  switch (message.kind) {
    case 'start':
      await start(message);
      break;
    case 'packet':
      // In the order of their coming: a send takes its place in the queue at the call. One that fails has lost its app.
      wires
        .get(message.wire)
        ?.send(message.bytes)
        .catch(() => {});
      break;
    case 'open': {
      const opened = await place?.openDataChannel?.();
      if (opened === undefined) return;
      attach(opened.id, opened.channel);
      tell({ kind: 'opened', request: message.request, port: opened.id });
      break;
    }
    case 'stop':
      try {
        await place?.stop();
      } catch (error) {
        tell({ kind: 'stuck', message: (error as Error).message });
      }
      break;
  }
}

async function start({ program, python, folder }: Extract<ToChild, { kind: 'start' }>): Promise<void> {
  const onoutput = (line: string, stream: 'stdout' | 'stderr'): void => tell({ kind: 'line', line, stream });
  const request = { title: 'the app', program, python, folder, onoutput };
  place = await (await Interpreter.get(request)).start(request);
  tell({ kind: 'started', python: place.python });
  const passed = [attach('protocol', place.protocol), attach('agent', place.agent)];
  const end = await place.ended;
  await Promise.all(passed);
  tell({ kind: 'ended', end });
}

/** Passes on what comes; resolves at the channel's end. */
async function attach(wire: WireName, channel: Channel): Promise<void> {
  wires.set(wire, channel);
  try {
    for await (const bytes of channel) tell({ kind: 'packet', wire, bytes: bytes.slice() });
    await channel.close();
  } catch {
    // The program failed, which is told by its end.
  }
}

function tell(message: ToParent): void {
  process.send?.(message);
}
