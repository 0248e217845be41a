/** What a client is told when it connects, and what it tells afterwards. */

import type { FletClient } from './client.js';
import type { Timers } from './context.js';
import type { Frame, OpenDataChannel } from './data-channels.js';
import type { FletCrash } from './flet-error.js';
import type { MethodCall, Outbound } from './messages.js';
import type { StoragePaths } from './methods/storage-paths.js';
import type { PageProfile } from './page-profile.js';
import type { PatchResult } from './patch.js';
import type { WireValue } from './values.js';

export interface FletClientOptions {
  /** What the client says about its device, window and page. */
  page?: PageProfile;
  /** The page's name, for apps that serve several. Default `''`. */
  pageName?: string;
  /** Opens a channel of its own for a control that draws frames. Default: frames share the protocol's channel. */
  openDataChannel?: OpenDataChannel;
  /** Folders that `StoragePaths` tells the app. */
  storagePaths?: StoragePaths;
  /** Where time-outs come from. Default: the platform's timers. */
  timers?: Timers;
  /**
   * Resolves when the app has nothing more to do for now: what `pump_and_settle` of Flet's tester waits for. Default: one
   * turn of the event loop, in which what the app has sent so far is applied.
   */
  quiet?: () => Promise<void>;
  /**
   * Sends every event in the form of Flet's own client, also where that form does not fit Python's event and its handlers
   * fail or miss something. Default false: those few events have the form that Python expects.
   */
  faithful?: boolean;
  /** Called before the first message leaves: for listeners that are to miss nothing. */
  listen?: (client: FletClient) => void;
  /** Ends the wait for the app's answer; the channel is destroyed then. */
  signal?: AbortSignal;
}

export interface ClientEvents {
  /** The tree is as the app's message wants it; what the client does about it has yet to be sent: for logs. */
  applied: undefined;
  /** A patch has been applied, and what the client does about it has been sent. */
  patch: PatchResult;
  /** The app's session crashed. The app goes on, and so does the client. */
  crash: FletCrash;
  /** Something arrived that could not be understood or applied, or an answer could not be sent. */
  error: Error;
  /** Something arrived that is to be ignored: an unknown message or packet, the rest of a patch for a list that is shorter. */
  ignored: string;
  /** A message came, and is about to be processed: for logs. Decoded, not yet checked; `bytes` is the packet's length. */
  received: { message: WireValue; bytes: number };
  /** A message left: for logs. `bytes` is the packet's length. */
  sent: Outbound & { bytes: number };
  /** The app called a method: for logs. */
  call: MethodCall;
  /** A data channel's message came, and was acknowledged. */
  frame: Frame;
  /** What a worker's Python printed (Pyodide only). */
  output: { text: string; isStderr: boolean };
  /** The window was closed by the user or the app. */
  exit: undefined;
  /** The connection has ended; with an error unless the app closed it. */
  end: Error | undefined;
}
