/** The module `_flet_embed_worker`: what Python's side of the channels asks of JavaScript. */

import type { EmbedError } from '../../errors.js';
import type { FrameStatus } from './frame.js';
import type { PairedPort } from './paired-port.js';
import type { WorkerSide } from './worker-side.js';

/** Zero stands for «not chosen», as in Python's native interface. */
export function pythonModule(side: WorkerSide, write: (stream: 1 | 2, bytes: Uint8Array) => void) {
  return {
    open(name: string, capacity: number, highWaterMark: number, maxMessageBytes: number): PairedPort {
      return side.open(name, {
        ...(capacity === 0 ? {} : { capacity }),
        ...(highWaterMark === 0 ? {} : { highWaterMark }),
        ...(maxMessageBytes === 0 ? {} : { maxMessageBytes }),
      });
    },
    take: (port: PairedPort): Uint8Array | undefined => {
      const [message] = port.receive(1, true);
      return message;
    },
    hasRoom: (port: PairedPort, bytes: number): boolean => port.hasSpaceFor(bytes),
    bounds: (port: PairedPort) => port.options,
    isDestroyed: (port: PairedPort): boolean => port.state().destroyed,
    isEnded: (port: PairedPort): boolean => port.state().ended,
    isFinished: (port: PairedPort): boolean => port.state().finished,
    failureOf: (port: PairedPort): EmbedError => port.reason(),
    statisticsOf: (port: PairedPort): string => JSON.stringify(port.statistics()),
    countWait: (port: PairedPort): void => port.countWait(),
    writeOutput: (stream: 1 | 2, bytes: Uint8Array): void => write(stream, bytes),
  };
}

/** A program's end as Python reports it. */
export function statusOf(json: string): FrameStatus {
  const { code, stopped, type, message, traceback } = JSON.parse(json) as {
    code: number;
    stopped: boolean;
    type: string | null;
    message: string;
    traceback: string;
  };
  return { code, stopped, ...(type === null ? {} : { error: { type, message, traceback } }) };
}
