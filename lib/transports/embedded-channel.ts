import type { Channel, ChannelOptions } from '../channel.js';
import { validateChannelOptions } from '../channel-options.js';
import { EmbedError } from '../errors.js';
import { isText, rule, validateValue } from '../options.js';
import { EmbeddedPort, nativeOptions } from './embedded.js';
import type { EmbeddedHost } from './embedded-host.js';
import { QueueChannel } from './queue-channel.js';

/** A channel that Python sees through the module `dart_bridge`, which Flet uses on phones. */
export interface BridgeChannel extends Channel {
  /** What the program is told, in `FLET_DART_BRIDGE_PORT`. Never 0, never used twice in a process. */
  readonly port: number;
}

/** An open channel with its port: what the runtime keeps to end it. */
export interface OpenChannel<Kind extends Channel = Channel> {
  readonly channel: Kind;
  readonly port: EmbeddedPort;
}

/** Names go through C strings. */
const channelName = rule('a non-empty string without a zero character', (value) => isText(value) && value !== '');

class Bridge extends QueueChannel implements BridgeChannel {
  readonly port: number;

  constructor(number: number, port: EmbeddedPort) {
    super(`bridge ${number}`, port);
    this.port = number;
  }
}

/** Opens the host's side of a named channel. */
export function openChannel(
  host: EmbeddedHost,
  name: string,
  options: ChannelOptions | undefined,
  failure: () => EmbedError | undefined,
): OpenChannel {
  validateValue(name, channelName, 'the name of a channel');
  validateChannelOptions(options, `channel '${name}'`);
  const port = explained(
    () =>
      new EmbeddedPort(
        host,
        (native, index) => native.channelOpen(host.handle, name, nativeOptions(options), index),
        failure,
      ),
    name,
  );
  return { channel: new QueueChannel(name, port), port };
}

/** Opens a bridge: a channel with a fresh number instead of a name. */
export function openBridge(
  host: EmbeddedHost,
  options: ChannelOptions | undefined,
  failure: () => EmbedError | undefined,
): OpenChannel<BridgeChannel> {
  validateChannelOptions(options, 'a bridge');
  let number = 0;
  const port = new EmbeddedPort(
    host,
    (native, index) => {
      const channel = native.bridgeOpen(host.handle, nativeOptions(options), index);
      number = native.scratch[0]!;
      return channel;
    },
    failure,
  );
  return { channel: new Bridge(number, port), port };
}

function explained(open: () => EmbeddedPort, name: string): EmbeddedPort {
  try {
    return open();
  } catch (error) {
    const code = error instanceof EmbedError ? error.code : undefined;
    if (code === 'ERR_EMBED_CHANNEL_EXISTS') {
      throw new EmbedError(
        code,
        `Expected a name that is not open on this side but received '${name}'; ` +
          'use the channel that is open, or close it first',
      );
    }
    if (code === 'ERR_EMBED_CHANNEL_OPTIONS') {
      throw new EmbedError(
        code,
        `Expected the options for channel '${name}' that Python has opened it with; ` +
          'choose the options on one side only, or the same on both',
      );
    }
    throw error;
  }
}
