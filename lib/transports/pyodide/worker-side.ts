/** The worker's register of channels: those that Python has opened, and those that the host offers. */

import type { ChannelOptions } from '../../channel.js';
import { checkSameOptions, resolveChannelOptions } from '../../channel-options.js';
import { EmbedError } from '../../errors.js';
import type { FrameFailure, HostFrame, PairFrame, WorkerFrame } from './frame.js';
import { deliver, reasonOf } from './host-side.js';
import { PairedPort } from './paired-port.js';
import type { Wire } from './wire.js';

interface Offer {
  readonly channel: number;
  readonly bounds: Readonly<Required<ChannelOptions>>;
}

export class WorkerSide {
  readonly #wire: Wire<WorkerFrame, HostFrame>;
  /** What Python has open, by name. */
  readonly #open = new Map<string, PairedPort>();
  /** The same by the numbers under which the host was asked for them. */
  readonly #asked = new Map<number, PairedPort>();
  readonly #pairs = new Map<number, PairedPort>();
  /** What only the host has open, by name. */
  readonly #offers = new Map<string, Offer>();
  #lastAsked = 0;

  constructor(wire: Wire<WorkerFrame, HostFrame>) {
    this.#wire = wire;
  }

  /** Opens Python's side of a channel. */
  open(name: string, options: ChannelOptions): PairedPort {
    if (this.#open.has(name)) {
      throw new EmbedError('ERR_EMBED_CHANNEL_EXISTS', `Channel '${name}' is open in this program already`);
    }
    const offer = this.#offers.get(name);
    if (offer !== undefined) checkSameOptions(name, offer.bounds, options);
    const bounds = offer?.bounds ?? resolveChannelOptions(options);
    const asked = ++this.#lastAsked;
    const port = new PairedPort(name, bounds, {
      post: (frame) => this.#wire.post(frame),
      owe: (debtor, urgent) => this.#wire.owe(debtor, urgent),
      // The host answers whether it has come: it may have, and its frame be on its way.
      leave: () => this.#wire.post(['leave', asked]),
      cancel: (_, { code, message }, failure) =>
        this.#wire.post(
          failure === undefined ? ['cancel', asked, code, message] : ['cancel', asked, code, message, failure],
        ),
      forget: (forgotten) => this.#forget(forgotten, asked),
    });
    this.#open.set(name, port);
    this.#asked.set(asked, port);
    this.#wire.post(['ask', asked, name, options, bounds]);
    return port;
  }

  /** The program has ended: what it sent is delivered, unless it has failed; nobody reads what comes. */
  endProgram(failure: FrameFailure | undefined): void {
    for (const port of [...this.#open.values()]) {
      if (failure === undefined) {
        port.close();
        port.dropInput();
      } else {
        port.destroyWith(reasonOf('ERR_EMBED_PROGRAM_FAILED', failure.message, failure), failure);
      }
    }
    // Their names are the next program's.
    this.#open.clear();
  }

  receive(
    frame: PairFrame | Extract<HostFrame, readonly ['open' | 'withdraw' | 'pair' | 'refuse' | 'left', ...unknown[]]>,
  ): void {
    switch (frame[0]) {
      case 'open':
        this.#offers.set(frame[2], { channel: frame[1], bounds: frame[3] });
        break;
      case 'withdraw':
        for (const [name, { channel }] of this.#offers) if (channel === frame[1]) this.#offers.delete(name);
        break;
      case 'pair':
        this.#pair(frame);
        break;
      case 'refuse':
        this.#asked.get(frame[1])?.destroyedThere(reasonOf(frame[2], frame[3]));
        break;
      case 'left':
        this.#asked.get(frame[1])?.stayAlone();
        break;
      default: {
        const port = this.#pairs.get(frame[1]);
        if (port !== undefined) deliver(port, frame);
      }
    }
  }

  #pair([, channel, asked, bounds]: Extract<HostFrame, readonly ['pair', ...unknown[]]>): void {
    const port = this.#asked.get(asked);
    for (const [name, offer] of this.#offers) if (offer.channel === channel) this.#offers.delete(name);
    // Given up meanwhile: the host hears of that, or has.
    if (port === undefined) return;
    this.#pairs.set(channel, port);
    port.pair(channel, sameBounds(port.options, bounds) ? port.options : bounds);
  }

  #forget(port: PairedPort, asked: number): void {
    this.#asked.delete(asked);
    if (port.channel !== undefined) this.#pairs.delete(port.channel);
    if (this.#open.get(port.name) === port) this.#open.delete(port.name);
  }
}

function sameBounds(one: Offer['bounds'], other: Offer['bounds']): boolean {
  return (['capacity', 'highWaterMark', 'maxMessageBytes'] as const).every((name) => one[name] === other[name]);
}
