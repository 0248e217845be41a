/** In the place of a mirror: keeps what clients send, and sends what the test says. */

import type { Viewer, ViewerPort } from '../../lib/mirror/viewer.js';
import { Notices } from './notices.js';

export interface ScriptedViewer {
  readonly received: Notices<Uint8Array>;
  readonly detached: Promise<void>;
  send(packet: Uint8Array): void;
  close(): void;
}

export class ScriptedViewers {
  /** Those that have connected, in their order. */
  readonly attached = new Notices<ScriptedViewer>();
  readonly #onPacket: ((packet: Uint8Array, viewer: ScriptedViewer) => void) | undefined;

  /** @param onPacket Answers what clients send. */
  constructor(onPacket?: (packet: Uint8Array, viewer: ScriptedViewer) => void) {
    this.#onPacket = onPacket;
  }

  attach(port: ViewerPort): Viewer {
    let detach = (): void => {};
    const detached = new Promise<void>((resolve) => {
      detach = resolve;
    });
    const viewer: ScriptedViewer = {
      received: new Notices(),
      detached,
      send: (packet) => port.send(packet),
      close: () => port.close(),
    };
    this.attached.add(viewer);
    return {
      receive: (packet) => {
        viewer.received.add(packet);
        this.#onPacket?.(packet, viewer);
      },
      detach,
    };
  }
}
