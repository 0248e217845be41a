/** Exchanges of real Flet apps with a client, kept in files. */

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { Channel } from '../../lib/channel.js';
import { memoryPair } from '../../lib/transports/memory.js';
import { decodeClientPacket, encodeAppPacket } from './app-packet.js';

export interface RecordedPacket {
  from: 'app' | 'client';
  hex: string;
}

function fileOf(name: string): string {
  return fileURLToPath(new URL(`../fixtures/flet/${name}.json`, import.meta.url));
}

export function readRecording(name: string): RecordedPacket[] {
  return JSON.parse(readFileSync(fileOf(name), 'utf8')) as RecordedPacket[];
}

export function writeRecording(name: string, packets: RecordedPacket[]): void {
  const lines = packets.map((packet) => JSON.stringify({ ...packet, hex: withoutFolders(packet.hex) }));
  writeFileSync(fileOf(name), `[\n${lines.join(',\n')}\n]\n`);
}

/** Tracebacks name files; the folders in front of them differ from machine to machine. */
function withoutFolders(hex: string): string {
  const packet = Buffer.from(hex, 'hex');
  if (!packet.includes('Traceback')) return hex;
  const [action, body] = decodeClientPacket(packet) as [number, { message: string }];
  const message = body.message.replace(/File "[^"]*\/(site-packages|apps)\//g, 'File "$1/');
  return Buffer.from(encodeAppPacket(action, { message })).toString('hex');
}

/**
 * Plays the app of a recording: sends its packets, each after the client's packets that came before it, and compares those.
 * `done` resolves when everything was played.
 */
export function playRecording(name: string): { channel: Channel; done: Promise<void> } {
  const [channel, app] = memoryPair();
  const play = async (): Promise<void> => {
    for (const [index, { from, hex }] of readRecording(name).entries()) {
      const packet = Uint8Array.from(Buffer.from(hex, 'hex'));
      if (from === 'app') {
        await app.send(packet);
      } else {
        const received = await app.receive();
        expect(decodeClientPacket(received), `packet ${index} of ${name}`).toEqual(decodeClientPacket(packet));
      }
    }
  };
  return { channel, done: play() };
}
