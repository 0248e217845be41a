/** What differs between Node and browsers: how a worker is started, and where files come from. */

import type { PlacedWheel, StartPost } from './start.js';

export interface RunningWorker {
  post(message: StartPost, port: unknown): void;
  /** The worker has ended, with its error where it has failed. Called once. */
  onend: (error: Error | undefined) => void;
  /** Ends it whatever it does. */
  terminate(): Promise<void>;
}

export interface Platform {
  startWorker(): RunningWorker;
  /** Reads the wheels of a folder, or these. */
  readWheels(wheels: string | readonly string[]): Promise<PlacedWheel[]>;
  /** Whether workers can be interrupted through shared memory. */
  readonly sharesMemory: boolean;
}
