/** A scripted app, its headless client and a mirror of it. */

import type { FletClient, FletClientOptions } from '../../lib/flet/index.js';
import { Mirror, type MirrorOptions } from '../../lib/mirror/index.js';
import { connectScripted, type ScriptedApp } from '../flet/scripted-app.js';

export interface MirroredApp {
  mirror: Mirror;
  client: FletClient;
  app: ScriptedApp;
  /** Why the mirror has dropped something. */
  ignored: string[];
}

export async function mirrored(
  controls: unknown[] = [],
  options: FletClientOptions & MirrorOptions & { properties?: Record<string, unknown> } = {},
): Promise<MirroredApp> {
  const { passive, timers, ...rest } = options;
  const { client, app } = await connectScripted(controls, { ...rest, ...(timers === undefined ? {} : { timers }) });
  const mirror = new Mirror({
    ...(passive === undefined ? {} : { passive }),
    ...(timers === undefined ? {} : { timers }),
  });
  const ignored: string[] = [];
  mirror.on('ignored', (reason) => ignored.push(reason));
  mirror.setClient(client);
  return { mirror, client, app, ignored };
}

/** Timers that fire when the test says so. */
export class ManualTimers {
  readonly #timers = new Map<object, { milliseconds: number; callback: () => void }>();

  after(milliseconds: number, callback: () => void): () => void {
    const key = {};
    this.#timers.set(key, { milliseconds, callback });
    return () => this.#timers.delete(key);
  }

  /** The waits that run, in milliseconds. */
  get waits(): number[] {
    return [...this.#timers.values()].map(({ milliseconds }) => milliseconds);
  }

  /** Fires all that run now. */
  fire(): void {
    for (const [key, { callback }] of [...this.#timers]) if (this.#timers.delete(key)) callback();
  }
}
