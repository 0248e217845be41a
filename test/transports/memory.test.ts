import { expect, test } from 'vitest';
import type { Channel } from '../../lib/channel.js';
import { MemoryHub, memoryPair } from '../../lib/transports/memory.js';
import { channelSuite, type Peer, type Setting } from '../conformance/channel.js';
import { numbered, numberOf } from '../conformance/message.js';
import { ChannelPeer } from './channel-peer.js';

channelSuite({
  name: 'memory',
  factory: async () => new MemorySetting(),
  supports: {
    transfer: true,
    names: true,
    sharedBounds: true,
    halfClose: true,
    reasons: true,
    life: `
      import { memoryPair } from ${JSON.stringify(new URL('../../dist/transports/memory.js', import.meta.url).href)};
      const [channel, peer] = memoryPair({ capacity: 1 });
    `,
  },
});

class MemorySetting implements Setting {
  readonly #hub = new MemoryHub();
  readonly #open: Channel[] = [];
  #pairs = 0;

  async pair(options?: object): ReturnType<Setting['pair']> {
    const name = `pair-${++this.#pairs}`;
    return { channel: this.host(name, options), peer: await this.peer(name) };
  }

  host(name: string, options?: object): Channel {
    const channel = this.#hub.host.channel(name, options);
    this.#open.push(channel);
    return channel;
  }

  async peer(name: string, options?: object): Promise<Peer> {
    const channel = this.#hub.peer.channel(name, options);
    this.#open.push(channel);
    return new ChannelPeer(channel);
  }

  async dispose(): Promise<void> {
    for (const channel of this.#open) channel.destroy();
  }
}

test('memoryPair connects two channels with the same bounds', async () => {
  const [one, other] = memoryPair({ capacity: 2 });
  expect(other.options).toEqual(one.options);
  await one.send(numbered(1));
  await other.send(numbered(2));
  expect(numberOf(await other.receive())).toBe(1);
  expect(numberOf(await one.receive())).toBe(2);
});

test('two hubs do not share names', async () => {
  const [one, other] = [new MemoryHub(), new MemoryHub()];
  await one.host.channel('name').send(numbered(1));
  await other.host.channel('name').send(numbered(2));
  expect(numberOf(await other.peer.channel('name').receive())).toBe(2);
});
