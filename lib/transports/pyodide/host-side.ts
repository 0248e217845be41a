/**
 * The host's register of channels: which are open, which the worker asks for, and which are paired. It alone decides about
 * pairs, so that both sides agree on them however their frames cross.
 */

import type { ChannelOptions } from '../../channel.js';
import { checkSameOptions, resolveChannelOptions, validateChannelOptions } from '../../channel-options.js';
import { EmbedError, type EmbedErrorCode, expected, isEmbedErrorCode, PythonError } from '../../errors.js';
import type { FrameFailure, HostFrame, PairFrame, WorkerFrame } from './frame.js';
import { PairedPort, type PortSide } from './paired-port.js';
import type { Wire } from './wire.js';

type Bounds = Readonly<Required<ChannelOptions>>;

/** Characters of a name that the worker may open. */
const LONGEST_NAME = 65_536;

/** The worker has opened a channel that the host has not. */
interface Asked {
  readonly asked: number;
  readonly name: string;
  readonly bounds: Bounds;
}

export class HostSide {
  /** A worker that opens names without end is stopped by this. */
  static readonly MOST_ASKED = 65_536;
  readonly #wire: Wire<HostFrame, WorkerFrame>;
  /** What this side has open, by name. */
  readonly #open = new Map<string, PairedPort>();
  readonly #numbers = new Map<PairedPort, number>();
  readonly #ports = new Map<number, PairedPort>();
  /** By name, oldest first: a program that has ended may have left one whose messages nobody has fetched. */
  readonly #asked = new Map<string, Asked[]>();
  #askedCount = 0;
  /** The worker's own numbers of pairs, for what it sent before it knew of them. */
  readonly #byAsked = new Map<number, PairedPort>();
  #lastChannel = 0;
  #broken: EmbedError | undefined;

  constructor(wire: Wire<HostFrame, WorkerFrame>) {
    this.#wire = wire;
  }

  /** Opens this side of a channel; its options are checked. */
  open(name: string, options: ChannelOptions | undefined): PairedPort {
    if (this.#broken !== undefined) throw this.#broken;
    if (this.#open.has(name)) {
      throw new EmbedError(
        'ERR_EMBED_CHANNEL_EXISTS',
        `Expected a name that is not open on this side but received '${name}'; ` +
          'use the channel that is open, or close it first',
      );
    }
    const asked = this.#asked.get(name)?.[0];
    if (asked !== undefined) checkSameOptions(name, asked.bounds, options);
    const bounds = asked?.bounds ?? resolveChannelOptions(options);
    const channel = ++this.#lastChannel;
    const port = new PairedPort(name, bounds, this.#side(channel));
    this.#open.set(name, port);
    this.#numbers.set(port, channel);
    this.#ports.set(channel, port);
    if (asked === undefined) this.#wire.post(['open', channel, name, bounds]);
    else this.#pair(port, channel, asked, asked.bounds);
    return port;
  }

  /** Tells those that no program has opened that none will, or that one may again. */
  abandon(abandoned: boolean): void {
    for (const port of this.#open.values()) if (!port.isPaired) port.abandon(abandoned);
  }

  /** The worker is gone: so is every channel. */
  break(reason: EmbedError): void {
    if (this.#broken !== undefined) return;
    this.#broken = reason;
    for (const port of [...this.#ports.values()]) port.destroyedThere(reason);
    this.#asked.clear();
  }

  /** Takes a frame about channels. Those that are over are not known any more, which their frames may not know yet. */
  receive(frame: PairFrame | Extract<WorkerFrame, readonly ['ask' | 'leave' | 'cancel', ...unknown[]]>): void {
    switch (frame[0]) {
      case 'ask':
        this.#ask(frame);
        break;
      case 'leave':
        this.#leave(frame[1]);
        break;
      case 'cancel':
        this.#forgetAsked(frame[1]);
        this.#byAsked.get(frame[1])?.destroyedThere(reasonOf(frame[2], frame[3], frame[4]));
        break;
      default: {
        const port = this.#ports.get(frame[1]);
        if (port?.isPaired === true) deliver(port, frame);
      }
    }
  }

  #side(channel: number): PortSide {
    return {
      post: (frame) => this.#wire.post(frame),
      owe: (debtor, urgent) => this.#wire.owe(debtor, urgent),
      // Nobody has come, as far as this side knows, and that is what counts.
      leave: (port) => {
        this.#wire.post(['withdraw', channel]);
        port.stayAlone();
      },
      cancel: () => this.#wire.post(['withdraw', channel]),
      forget: (port) => this.#forget(port, channel),
    };
  }

  #forget(port: PairedPort, channel: number): void {
    this.#ports.delete(channel);
    this.#numbers.delete(port);
    if (this.#open.get(port.name) === port) this.#open.delete(port.name);
    for (const [asked, paired] of this.#byAsked) if (paired === port) this.#byAsked.delete(asked);
  }

  #ask([, number, name, options, bounds]: Extract<WorkerFrame, readonly ['ask', ...unknown[]]>): void {
    const subject = `channel '${name.slice(0, 100)}' of the worker`;
    try {
      if (name === '' || name.length > LONGEST_NAME) throw expected('a name', subject, name);
      validateChannelOptions(options, subject);
      validateChannelOptions(bounds, subject);
    } catch (error) {
      this.#wire.post(['refuse', number, 'ERR_EMBED_INVALID_ARGUMENT', (error as Error).message]);
      return;
    }
    const asked: Asked = { asked: number, name, bounds: resolveChannelOptions(bounds) };
    const port = this.#open.get(name);
    if (port === undefined) {
      if (this.#askedCount < HostSide.MOST_ASKED) this.#keepAsked(asked);
      else this.#refuse(asked, new EmbedError('ERR_EMBED_LIMIT'));
    } else if (port.isPaired) {
      this.#refuse(asked, new EmbedError('ERR_EMBED_CHANNEL_EXISTS'));
    } else {
      try {
        checkSameOptions(name, port.options, options);
      } catch (error) {
        this.#refuse(asked, error as EmbedError);
        return;
      }
      this.#pair(port, this.#numbers.get(port)!, asked, port.options);
    }
  }

  #refuse({ asked }: Asked, { code, message }: EmbedError): void {
    this.#wire.post(['refuse', asked, code, message]);
  }

  #pair(port: PairedPort, channel: number, asked: Asked, bounds: Bounds): void {
    this.#forgetAsked(asked.asked);
    this.#byAsked.set(asked.asked, port);
    this.#wire.post(['pair', channel, asked.asked, bounds]);
    port.pair(channel, bounds, asked.bounds);
  }

  #leave(asked: number): void {
    if (this.#forgetAsked(asked)) this.#wire.post(['left', asked]);
    else this.#byAsked.get(asked)?.closedThere();
  }

  #keepAsked(asked: Asked): void {
    const waiting = this.#asked.get(asked.name);
    if (waiting === undefined) this.#asked.set(asked.name, [asked]);
    else waiting.push(asked);
    this.#askedCount++;
  }

  #forgetAsked(number: number): boolean {
    for (const [name, waiting] of this.#asked) {
      const index = waiting.findIndex(({ asked }) => asked === number);
      if (index === -1) continue;
      waiting.splice(index, 1);
      if (waiting.length === 0) this.#asked.delete(name);
      this.#askedCount--;
      return true;
    }
    return false;
  }
}

/** Gives a frame to the end that it is for. */
export function deliver(port: PairedPort, frame: PairFrame): void {
  switch (frame[0]) {
    case 'data':
      port.arrived(frame[2]);
      break;
    case 'taken':
      port.takenThere(frame[2]);
      break;
    case 'waits':
      port.waitsThere();
      break;
    case 'close':
      port.closedThere();
      break;
    case 'destroy':
      port.destroyedThere(reasonOf(frame[2], frame[3], frame[4]));
      break;
  }
}

/** The reason that the other side gives, as an error of this side. */
export function reasonOf(given: string, message: string, failure?: FrameFailure): EmbedError {
  const code: EmbedErrorCode = isEmbedErrorCode(given) ? given : 'ERR_EMBED_CHANNEL_DESTROYED';
  return failure === undefined ? new EmbedError(code, message) : new PythonError(failure, { code });
}
