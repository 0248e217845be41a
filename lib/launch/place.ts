/** Where an app runs: in this process or in another one. What a launched app's host builds on. */

import type { Channel } from '../channel.js';
import type { OpenedDataChannel } from '../flet/index.js';

/** What is to run, ready for the interpreter. */
export interface PlaceProgram {
  readonly script?: string;
  readonly module?: string;
  readonly code?: string;
  readonly args: readonly string[];
  /** Without the ports: the place knows those. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface PlaceRequest {
  /** The call that asks, for messages. */
  readonly title: string;
  readonly program: PlaceProgram;
  /** A python executable or the folder of a virtual environment. */
  readonly python: string | undefined;
  /** Where `.venv` is looked for first. */
  readonly folder: string;
  readonly onoutput: (line: string, stream: 'stdout' | 'stderr') => void;
  /** In this process's interpreter, or in another process: where the transport leaves the choice. */
  readonly isolation?: 'interpreter' | 'process';
  /** A folder with wheels for Pyodide. */
  readonly wheels?: string;
}

/** How the program ended. */
export interface PlaceEnd {
  readonly code: number;
  /** What ended it; absent after `sys.exit` and a plain end. */
  readonly error?: { readonly type: string; readonly message: string; readonly traceback: string };
  /** The process that the app had for itself broke down: what it said last. */
  readonly crash?: string;
  /** It could not listen where it was to: what the system said. */
  readonly refused?: string;
}

export interface AppPlace {
  /** The Python that runs the app. */
  readonly python: string;
  readonly protocol: Channel;
  readonly agent: Channel;
  /** Resolves when the program has ended; never rejects. */
  readonly ended: Promise<PlaceEnd>;
  /** Absent where data channels share the protocol's. */
  openDataChannel?(): OpenedDataChannel | Promise<OpenedDataChannel>;
  /** Threads of earlier apps that still run in the same interpreter. */
  remains(): readonly string[];
  /** The app has left threads behind. The interpreter goes on: later failures tell of them. */
  left(threads: readonly string[]): void;
  /** What to do about a package that Python has not found; absent: to install it. */
  adviceForPackage?(name: string): string;
  /** Ends the program, and lets go of everything. Rejects with a `LaunchError` when that takes too long. */
  stop(): Promise<void>;
}

/** Loads the agent beside an app. */
export const AGENT_IMPORT = { FLET_EMBED_IMPORT: 'flet_embed_agent.install' } as const;

/** The variables that tell the program its two ports and load the agent. */
export function agentEnvironment(protocolPort: number, agentPort: number): Record<string, string> {
  return {
    FLET_DART_BRIDGE_PORT: String(protocolPort),
    FLET_EMBED_AGENT_PORT: String(agentPort),
    ...AGENT_IMPORT,
  };
}
