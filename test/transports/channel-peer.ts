import type { Channel } from '../../lib/channel.js';
import type { Peer } from '../conformance/channel.js';

/** A peer that is a channel of ours. */
export class ChannelPeer implements Peer {
  readonly #channel: Channel;
  readonly #sync: () => Promise<void>;

  /** @param sync Resolves when what either side has done can be seen on the other. Default: a turn of the event loop. */
  constructor(channel: Channel, sync: () => Promise<void> = nextTurn) {
    this.#channel = channel;
    this.#sync = sync;
  }

  send(data: Uint8Array): Promise<void> {
    return this.#channel.send(data);
  }

  async trySend(data: Uint8Array): Promise<boolean> {
    return this.#channel.trySend(data);
  }

  receive(): Promise<Uint8Array | undefined> {
    return this.#channel.receive();
  }

  close(): Promise<void> {
    return this.#channel.close();
  }

  async destroy(message: string): Promise<void> {
    this.#channel.destroy(new Error(message));
    await this.#sync();
  }

  async options(): ReturnType<Peer['options']> {
    return this.#channel.options;
  }

  sync(): Promise<void> {
    return this.#sync();
  }
}

export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Looks again in every turn of the event loop. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await nextTurn();
}

/** Everything that either of two connected channels has sent has found its place at the other, or both are over. */
export async function arrived(one: Channel, other: Channel): Promise<void> {
  let over = 0;
  const end = (): void => {
    over++;
  };
  for (const channel of [one, other]) channel.closed.then(end, end);
  await nextTurn();
  await until(
    () =>
      over === 2 ||
      (over === 0 &&
        one.statistics.sent.messages === other.statistics.received.messages &&
        other.statistics.sent.messages === one.statistics.received.messages),
  );
}
