/** What a client is told when it connects, and what it tells afterwards. */

import type { Timers } from './context.js';
import type { Frame, OpenDataChannel } from './data-channels.js';
import type { FletCrash } from './flet-error.js';
import type { MethodCall, Outbound } from './messages.js';
import type { StoragePaths } from './methods/services.js';
import type { PageProfile } from './page-profile.js';
import type { PatchResult } from './patch.js';

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
  /** Ends the wait for the app's answer; the channel is destroyed then. */
  signal?: AbortSignal;
}

export interface ClientEvents {
  /** A patch has been applied, and what the client does about it has been sent. */
  patch: PatchResult;
  /** The app's session crashed. The app goes on, and so does the client. */
  crash: FletCrash;
  /** Something arrived that could not be understood or applied, or an answer could not be sent. */
  error: Error;
  /** Something arrived that is to be ignored: an unknown message or packet. */
  ignored: string;
  /** A message left: for logs. */
  sent: Outbound;
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
