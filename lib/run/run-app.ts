/** The app of a run: started, reloaded, ended, one at a time. */

import type { FletClient, PageProfile, WireMap } from '../flet/index.js';
import type { AppError, AppExit } from '../launch/app-host.js';
import { type LaunchedHost, launchHost } from '../launch/host.js';
import { DEVICES } from '../launch/options.js';
import type { Mirror } from '../mirror/index.js';
import { carryFrom, findAgain } from './carried-state.js';
import type { CarriedState, RunOptions } from './run-options.js';
import type { RunStorage } from './run-storage.js';
import { UserChanges } from './user-changes.js';

/** A person starts the app, and sees when it does not: there is no hurry. */
const NO_LIMIT = 2_147_483_647;

export interface RunAppEvents {
  /** The app has printed a line. */
  onoutput(line: string, stream: 'stdout' | 'stderr'): void;
  onerror(error: AppError): void;
  /** It has a client, which has said nothing yet. */
  onclient(client: FletClient): void;
  /** It has ended by itself. */
  onexit(exit: AppExit): void;
}

export class RunApp {
  readonly #options: RunOptions;
  readonly #mirror: Mirror;
  readonly #storage: RunStorage;
  readonly #environment: Readonly<Record<string, string>>;
  readonly #events: RunAppEvents;
  #host: LaunchedHost | undefined;
  #client: FletClient | undefined;
  #changes: UserChanges | undefined;

  constructor(
    options: RunOptions,
    mirror: Mirror,
    storage: RunStorage,
    environment: Readonly<Record<string, string>>,
    events: RunAppEvents,
  ) {
    this.#options = options;
    this.#mirror = mirror;
    this.#storage = storage;
    this.#environment = environment;
    this.#events = events;
  }

  get runs(): boolean {
    return this.#host !== undefined;
  }

  /**
   * Starts the app for a page, and resolves when it has come to rest.
   *
   * @param page What the browser that shows it has registered with.
   */
  async start(page: WireMap, carried?: CarriedState): Promise<void> {
    const { app, args, python, transport, device } = this.#options;
    const profile: PageProfile = { ...page, ...(device === undefined ? {} : DEVICES[device]), test: false };
    if (carried !== undefined) profile.route = carried.route;
    const host = await launchHost(
      app,
      {
        args,
        page: profile,
        env: this.#environment,
        errors: 'collect',
        timeouts: { launch: NO_LIMIT },
        ...(python === undefined ? {} : { python }),
        ...(transport === undefined ? {} : { transport }),
      },
      {
        storage: this.#storage,
        onoutput: this.#events.onoutput,
        onerror: this.#events.onerror,
        onexit: (exit) => {
          this.#host = undefined;
          this.#events.onexit(exit);
        },
        onclient: (client) => {
          this.#client = client;
          this.#changes = new UserChanges(client);
          this.#events.onclient(client);
          if (carried === undefined) this.#mirror.setClient(client);
        },
      },
    );
    if (host.exit === undefined) this.#host = host;
    if (carried === undefined) return;
    this.#mirror.setClient(host.client, await restore(host.client, carried));
  }

  /** What the user has done to it; undefined before the first start. */
  carry(): CarriedState | undefined {
    if (this.#client === undefined || this.#changes === undefined) return undefined;
    return carryFrom(this.#client, this.#changes, this.#mirror.scrolled);
  }

  /** What Python says of the first file that does not compile. Undefined also when the app does not answer in time. */
  async compile(files: readonly string[], signal: AbortSignal): Promise<string | undefined> {
    return this.#host?.compile(files, signal);
  }

  /** Ends it. Returns whether threads of it are left, which would run on beside the next. */
  async stop(): Promise<{ readonly clean: boolean }> {
    const host = this.#host;
    this.#host = undefined;
    if (host === undefined) return { clean: true };
    this.#mirror.setClient(undefined);
    try {
      await host.close();
    } catch {
      return { clean: false };
    }
    return { clean: host.leftovers.length === 0 };
  }
}

/** Puts back what the user has set; returns how far things were scrolled, by the control's id. */
async function restore(client: FletClient, carried: CarriedState): Promise<ReadonlyMap<number, number>> {
  const positions = new Map<number, number>();
  for (const { control, properties, scrolled } of findAgain(client, carried)) {
    if (Object.keys(properties).length > 0) await client.sendProperties(control, properties);
    if (scrolled !== undefined) positions.set(control.id, scrolled);
  }
  return positions;
}
