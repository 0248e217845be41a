/**
 * What a harness and the Python process that it has started say to each other, over two pipes beside the standard streams.
 * `python/flet_embed_agent/wire.py` is the other end.
 */

import type { Readable, Writable } from 'node:stream';
import { encodeFrame, FrameDecoder, MAX_FRAME_BYTES } from '../transports/framing.js';
import type { SocketAddress } from '../transports/socket.js';
import type { PlaceEnd } from './place.js';

/** Whose a packet is: its first byte. */
export const KIND = { agent: 0, control: 1, output: 2 } as const;

/** What to run. */
export interface ChildOrder {
  /** As `kind` of `flet_embed`: 0 a script, 1 a module, 2 code. */
  readonly kind: number;
  readonly target: string;
  readonly args: readonly string[];
}

/** What the process tells about its program. */
export type ChildNews =
  | { readonly event: 'started'; readonly python: string }
  | { readonly event: 'listening'; readonly address: SocketAddress }
  | { readonly event: 'refused'; readonly errno: number | null; readonly message: string }
  | { readonly event: 'ended'; readonly code: number; readonly error: NonNullable<PlaceEnd['error']> | null };

export interface PythonWireEvents {
  onagent(message: Uint8Array): void;
  onnews(news: ChildNews): void;
  /** The stream's number, and what was printed. */
  onoutput(stream: number, bytes: Uint8Array): void;
  /** Nothing more will come. */
  onend(): void;
}

export class PythonWire {
  readonly #out: Writable;
  readonly #decoder = new FrameDecoder(MAX_FRAME_BYTES);

  constructor(out: Writable, input: Readable, events: PythonWireEvents) {
    this.#out = out;
    // The process may be gone at any moment, which is told by its end.
    for (const stream of [out, input]) stream.on('error', () => {});
    input.on('data', (chunk: Buffer) => {
      this.#decoder.push(chunk);
      for (let packet = this.#decoder.read(); packet !== undefined; packet = this.#decoder.read()) {
        const payload = packet.subarray(1);
        if (packet[0] === KIND.agent) events.onagent(payload);
        else if (packet[0] === KIND.control) events.onnews(JSON.parse(new TextDecoder().decode(payload)) as ChildNews);
        else if (packet[0] === KIND.output) events.onoutput(payload[0] ?? 1, payload.subarray(1));
      }
    });
    input.once('close', () => events.onend());
  }

  agent(message: Uint8Array): Promise<void> {
    return this.#send(KIND.agent, message);
  }

  run(order: ChildOrder): void {
    this.#control(order);
  }

  /** @param stage 1: cancel the program; 2: interrupt it. */
  stop(stage: 1 | 2): void {
    this.#control({ stop: stage });
  }

  #control(message: object): void {
    void this.#send(KIND.control, new TextEncoder().encode(JSON.stringify(message)));
  }

  #send(kind: number, payload: Uint8Array): Promise<void> {
    const packet = new Uint8Array(1 + payload.byteLength);
    packet[0] = kind;
    packet.set(payload, 1);
    return new Promise((resolve) => {
      if (!this.#out.writable) resolve();
      else this.#out.write(encodeFrame(packet), () => resolve());
    });
  }
}
