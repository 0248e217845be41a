import type { Channel, ChannelOptions } from '../../lib/channel.js';
import { resolveChannelOptions } from '../../lib/channel-options.js';
import { QueueChannel } from '../../lib/transports/queue-channel.js';
import { SocketPort } from '../../lib/transports/socket-port.js';
import { channelSuite, type Setting } from '../conformance/channel.js';
import { arrived, ChannelPeer } from './channel-peer.js';
import { Listener } from './socket-peer.js';

/** Connections whose both ends are channels of ours. */
class SocketSetting implements Setting {
  readonly #listener: Listener;
  readonly #open: Channel[] = [];

  constructor(listener: Listener) {
    this.#listener = listener;
  }

  async pair(options?: ChannelOptions): ReturnType<Setting['pair']> {
    const { channel, socket } = await this.#listener.connect(options);
    const other = new QueueChannel('the other end', new SocketPort(socket, 'us', resolveChannelOptions(options)));
    this.#open.push(channel, other);
    return { channel, peer: new ChannelPeer(other, () => arrived(channel, other)) };
  }

  host(): never {
    throw new Error('A socket has no names');
  }

  peer(): never {
    throw new Error('A socket has no names');
  }

  async dispose(): Promise<void> {
    for (const channel of this.#open) channel.destroy();
    await this.#listener[Symbol.asyncDispose]();
  }
}

const TRANSPORTS: readonly [string, () => Promise<Listener>, string][] = [
  ['TCP', () => Listener.tcp(), "server.listen(0, '127.0.0.1', done)"],
  ['a Unix domain socket', () => Listener.path(), 'server.listen(path, done)'],
];

for (const [name, listen, call] of TRANSPORTS) {
  channelSuite({
    name,
    factory: async () => new SocketSetting(await listen()),
    supports: {
      transfer: true,
      names: false,
      sharedBounds: false,
      halfClose: true,
      reasons: false,
      life: `
        import { createServer } from 'node:net';
        import { connectSocket } from ${JSON.stringify(new URL('../../dist/transports/socket.js', import.meta.url).href)};
        const path = process.platform === 'win32' ? '\\\\\\\\.\\\\pipe\\\\life-' + process.pid : import.meta.filename + '.sock';
        const server = createServer({ pauseOnConnect: true }, (socket) => socket.unref().on('error', () => {})).unref();
        await new Promise((done) => ${call});
        const address = server.address();
        const channel = await connectSocket(typeof address === 'string' ? { path } : { port: address.port }, { capacity: 1 });
      `,
    },
  });
}
