import type { Channel, ChannelOptions } from '../../lib/channel.js';
import { type WebSocketLike, webSocketChannel } from '../../lib/transports/websocket.js';
import { channelSuite, type Setting } from '../conformance/channel.js';
import { arrived, ChannelPeer } from './channel-peer.js';
import { WebListener } from './websocket-server.js';

/** Connections whose both ends are channels of ours. */
class WebSocketSetting implements Setting {
  readonly #listener: WebListener;
  readonly #open: Channel[] = [];

  constructor(listener: WebListener) {
    this.#listener = listener;
  }

  async pair(options?: ChannelOptions): ReturnType<Setting['pair']> {
    const { channel, socket } = await this.#listener.connect(options);
    const other = webSocketChannel(socket as unknown as WebSocketLike, options);
    this.#open.push(channel, other);
    return { channel, peer: new ChannelPeer(other, () => arrived(channel, other)) };
  }

  host(): never {
    throw new Error('A WebSocket has no names');
  }

  peer(): never {
    throw new Error('A WebSocket has no names');
  }

  async dispose(): Promise<void> {
    for (const channel of this.#open) channel.destroy();
    await this.#listener[Symbol.asyncDispose]();
  }
}

channelSuite({
  name: 'a WebSocket',
  factory: async () => new WebSocketSetting(await WebListener.start()),
  supports: { transfer: true, names: false, sharedBounds: false, halfClose: false, reasons: true },
});
