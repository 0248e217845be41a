import { fileURLToPath } from 'node:url';
import type { Channel, ChannelOptions } from '../../lib/channel.js';
import { EmbedError, type EmbedErrorCode } from '../../lib/errors.js';
import type { Peer } from '../conformance/channel.js';

interface Answer {
  id: number;
  value?: unknown;
  error?: { code: EmbedErrorCode | null; message: string };
}

interface Reply {
  readonly value: unknown;
  readonly payload: Uint8Array;
}

interface Pending {
  resolve(reply: Reply): void;
  reject(error: Error): void;
}

interface RunningPeers {
  readonly exit: Promise<{ code: number; error?: Error }>;
}

/** What runs Python. */
export interface PeerHost {
  channel(name: string): Channel;
  run(program: { script: string }): RunningPeers;
}

/** Drives `peer.py`: a command and its answer are a line of JSON and the bytes of a message. */
export class PythonPeers {
  readonly #program: RunningPeers;
  readonly #control: Channel;
  readonly #pending = new Map<number, Pending>();
  readonly #reading: Promise<void>;
  #commands = 0;

  constructor(runtime: PeerHost, script: URL) {
    this.#control = runtime.channel('control');
    this.#program = runtime.run({ script: fileURLToPath(script) });
    this.#reading = this.#read();
  }

  async open(name: string, options: ChannelOptions = {}): Promise<Peer> {
    const { capacity, highWaterMark, maxMessageBytes } = options;
    const chosen = { capacity, high_water_mark: highWaterMark, max_message_bytes: maxMessageBytes };
    await this.#do('open', { name, options: chosen });
    return {
      send: async (data) => void (await this.#do('send', { name }, data)),
      trySend: async (data) => (await this.#do('try_send', { name }, data)).value as boolean,
      receive: async () => {
        const { value, payload } = await this.#do('receive', { name });
        return value === true ? payload : undefined;
      },
      close: async () => void (await this.#do('close', { name })),
      destroy: async (message) => void (await this.#do('destroy', { name, message })),
      options: async () => {
        const [count, bytes, largest] = (await this.#do('options', { name })).value as [number, number, number];
        return { capacity: count, highWaterMark: bytes, maxMessageBytes: largest };
      },
      sync: () => this.sync(),
    };
  }

  /** What Python did before it answered has rung the host's bell before: it arrives in the turn that follows. */
  async sync(): Promise<void> {
    await this.#do('sync', {});
    for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
  }

  async end(): Promise<void> {
    await this.#control.close();
    await this.#reading;
    const { code, error } = await this.#program.exit;
    if (code !== 0) throw error ?? new Error(`Expected exit code 0 but received ${code}`);
  }

  #do(command: string, parameters: object, payload: Uint8Array = new Uint8Array(0)): Promise<Reply> {
    const id = ++this.#commands;
    const head = Buffer.from(`${JSON.stringify({ id, do: command, ...parameters })}\n`);
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#control.send(Buffer.concat([head, payload])).catch(reject);
    });
  }

  async #read(): Promise<void> {
    for await (const message of this.#control) {
      const end = message.indexOf(10);
      const answer = JSON.parse(Buffer.from(message.subarray(0, end)).toString()) as Answer;
      const pending = this.#pending.get(answer.id);
      this.#pending.delete(answer.id);
      if (answer.error === undefined) pending?.resolve({ value: answer.value, payload: message.slice(end + 1) });
      else pending?.reject(new EmbedError(answer.error.code ?? 'ERR_EMBED_ABORTED', answer.error.message));
    }
  }
}
