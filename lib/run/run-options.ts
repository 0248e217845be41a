/** What `flet-embed run` is told. */

import type { AppSource, Device } from '../launch/options.js';
import type { LaunchTransport } from '../launch/transports.js';
import type { Trace } from '../trace/index.js';

export interface RunOptions {
  readonly app: AppSource;
  /** What follows the app in `sys.argv`. */
  readonly args: readonly string[];
  /** A python executable or the folder of a virtual environment. Default: as for `launch`. */
  readonly python?: string | undefined;
  readonly transport?: LaunchTransport | undefined;
  /** Tells the app of this device, instead of the browser that shows it first. */
  readonly device?: Device | undefined;
  /** Default `127.0.0.1`. */
  readonly host?: string | undefined;
  /** Default: a free one. */
  readonly port?: number | undefined;
  /** The folder of the app's assets. Default: `assets` beside the app. */
  readonly assets?: string | undefined;
  /** Opens the browser. */
  readonly open: boolean;
  /** Watches the app's files. */
  readonly reload: boolean;
  /** Writes every request and message here. */
  readonly trace?: string | undefined;
}

/** What a process that takes over from another one goes on with. */
export interface Handover {
  readonly port: number;
  readonly token: string;
  readonly uploadKey: string;
  readonly storage: string;
  readonly page: Record<string, unknown>;
  readonly carried: CarriedState;
  /** What was recorded so far, where the run is traced. */
  readonly trace: Trace | undefined;
}

/** What a user has typed and scrolled, to be found again by controls of a fresh app. */
export interface CarriedState {
  readonly route: string;
  readonly values: readonly CarriedValue[];
}

export interface CarriedValue {
  /** The control's key; empty: found by its place. */
  readonly key: string;
  /** Places from the page to the control: property names and indices. */
  readonly path: string;
  readonly type: string;
  readonly label: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Pixels from the start, of what is scrolled. */
  readonly scrolled?: number;
}
