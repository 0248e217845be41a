/** What a launcher and the process that it gives an app say to each other, over Node's IPC. */

import type { PlaceEnd, PlaceProgram } from './place.js';

/** The bridges by their purpose; data channels by the port that Python knows. */
export type WireName = 'protocol' | 'agent' | number;

export type ToChild =
  | {
      readonly kind: 'start';
      readonly program: PlaceProgram;
      readonly python: string | undefined;
      readonly folder: string;
    }
  | { readonly kind: 'packet'; readonly wire: WireName; readonly bytes: Uint8Array }
  | { readonly kind: 'open'; readonly request: number }
  | { readonly kind: 'stop' };

export type ToParent =
  | { readonly kind: 'started'; readonly python: string }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  | { readonly kind: 'packet'; readonly wire: WireName; readonly bytes: Uint8Array }
  | { readonly kind: 'opened'; readonly request: number; readonly port: number }
  | { readonly kind: 'line'; readonly line: string; readonly stream: 'stdout' | 'stderr' }
  | { readonly kind: 'stuck'; readonly message: string }
  | { readonly kind: 'ended'; readonly end: PlaceEnd };
