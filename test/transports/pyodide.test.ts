import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import type { Channel, ChannelOptions } from '../../lib/channel.js';
import { type PyodideRuntime, startPyodide } from '../../lib/transports/pyodide.js';
import { channelSuite, type Peer, type ProgramSetting, type Setting } from '../conformance/channel.js';
import { PythonPeers } from './python-peers.js';

const fixtures = new URL('../fixtures/conformance/', import.meta.url);
const printed: string[] = [];
let runtime: PyodideRuntime | undefined;
let peers: PythonPeers | undefined;
let names = 0;

async function theRuntime(): Promise<PyodideRuntime> {
  runtime ??= await startPyodide({
    mounts: [fileURLToPath(fixtures)],
    output: (line, stream) => {
      if (stream === 'stdout') printed.push(line);
    },
  });
  return runtime;
}

/** Channels of one test, which it may leave in any state. */
class OpenChannels {
  readonly #opened: Channel[] = [];

  constructor(readonly runtime: PyodideRuntime) {}

  host(name: string, options?: ChannelOptions): Channel {
    const channel = this.runtime.channel(name, options);
    this.#opened.push(channel);
    return channel;
  }

  destroy(): void {
    for (const channel of this.#opened) channel.destroy();
  }
}

async function connected(): Promise<Setting> {
  const started = await theRuntime();
  peers ??= new PythonPeers(started, new URL('peer.py', fixtures));
  const python = peers;
  const channels = new OpenChannels(started);
  const open = (name: string, options?: ChannelOptions): Promise<Peer> => python.open(name, options);
  return {
    host: (name, options) => channels.host(name, options),
    peer: open,
    async pair(options) {
      const name = `pair ${++names}`;
      const channel = channels.host(name, options);
      return { channel, peer: await open(name) };
    },
    async dispose() {
      channels.destroy();
      await python.sync();
    },
  };
}

async function programs(): Promise<ProgramSetting> {
  const started = await theRuntime();
  await peers?.end();
  peers = undefined;
  const channels = new OpenChannels(started);
  return {
    host: (name, options) => channels.host(name, options),
    async run(script) {
      printed.length = 0;
      const program = fileURLToPath(new URL('awaiting_program.py', fixtures));
      await started.run({ script: program, args: [JSON.stringify(script)] }).exit;
      return printed.map((line) => new Uint8Array(Buffer.from(line, 'base64')));
    },
    async dispose() {
      channels.destroy();
    },
  };
}

afterAll(async () => {
  await peers?.end();
  await runtime?.stop();
});

channelSuite({
  name: 'Pyodide',
  factory: connected,
  supports: { transfer: true, names: true, sharedBounds: true, halfClose: true, reasons: true, programs },
});
