import type { ChannelPort } from './channel-port.js';

/** Counts what waits on a channel, and tells the port whether the process shall stay alive for it. */
export class PendingOperations {
  readonly #port: ChannelPort;
  #count = 0;
  #referenced = true;
  #alive = false;

  constructor(port: ChannelPort) {
    this.#port = port;
  }

  begin(): void {
    if (this.#count++ === 0) this.#update();
  }

  end(): void {
    if (--this.#count === 0) this.#update();
  }

  reference(referenced: boolean): void {
    this.#referenced = referenced;
    this.#update();
  }

  #update(): void {
    const alive = this.#referenced && this.#count > 0;
    if (alive === this.#alive) return;
    this.#alive = alive;
    this.#port.keepAlive(alive);
  }
}
