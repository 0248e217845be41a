import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Arrivals } from './arrivals.mjs';

const ADDON = fileURLToPath(new URL('../../../build/release/native/bench/dart_bridge_addon.node', import.meta.url));

/** How long the original waits before it tries again, while Python has not registered for the port. */
const RETRY_MS = 50;

const PORT = 1;

/**
 * A port of the double of `dart_bridge` (native/bench), as a channel. The runtime must have been started: it has the Python that
 * the double speaks to.
 */
export class DartBridgeChannel {
  port = PORT;
  #addon;
  #arrivals = new Arrivals();
  /** What waits for Python to register; undefined: it has. */
  #early = [];
  #retry;

  /** @param module The name by which Python imports the double. */
  constructor(module) {
    if (!existsSync(ADDON)) throw new Error(`Expected ${ADDON}; build it: npm run build`);
    this.#addon = createRequire(import.meta.url)(ADDON);
    this.#addon.open(module, (_port, data) => this.#arrivals.add(data));
  }

  trySend(data) {
    if (this.#early === undefined) this.#addon.enqueue(PORT, data);
    else this.#sendEarly(data);
    return true;
  }

  async send(data) {
    this.trySend(data);
  }

  receive() {
    return this.#arrivals.next();
  }

  [Symbol.asyncIterator]() {
    return this.#arrivals.iterator();
  }

  /** Nothing more will come: ends every wait. */
  fail(error) {
    this.#arrivals.end(error);
  }

  async close() {
    clearTimeout(this.#retry);
    this.#addon.close();
    this.fail(new Error('The bridge is closed'));
  }

  destroy() {
    void this.close();
  }

  #sendEarly(data) {
    this.#early.push(Uint8Array.from(data));
    if (this.#retry === undefined) this.#flush();
  }

  #flush() {
    while (this.#early.length > 0 && this.#addon.enqueue(PORT, this.#early[0]) === 0) this.#early.shift();
    if (this.#early.length > 0) this.#retry = setTimeout(() => this.#flush(), RETRY_MS);
    else this.#early = undefined;
  }
}
