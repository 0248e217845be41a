import { type HostHandle, loadNative, type Native, RUNTIME_INDEX } from '../native.js';

/** Pairs of (index, bits) that one call from the event loop brings at most. */
const EVENTS = 64;

/** Gets the events of one channel. */
export interface EventTarget {
  onevent(bits: number): void;
}

/**
 * This environment's host in the core: made with the first runtime, and gone with the environment, which the addon sees
 * to. Hands events out to the ports, and keeps the process alive while anybody asks for it.
 */
export class EmbeddedHost {
  static #instance: EmbeddedHost | undefined;

  /** The one of this JavaScript environment. */
  static get(): EmbeddedHost {
    EmbeddedHost.#instance ??= new EmbeddedHost();
    return EmbeddedHost.#instance;
  }

  readonly native: Native = loadNative();
  readonly handle: HostHandle;
  readonly #events = new Uint32Array(2 * EVENTS);
  /** By index; a released one leaves `undefined`, and its index to a later channel. */
  readonly #targets: (EventTarget | undefined)[] = [];
  readonly #free: number[] = [];
  readonly #runtimeListeners = new Set<() => void>();
  #holds = 0;

  private constructor() {
    this.handle = this.native.hostCreate((count) => this.#dispatch(count), this.#events);
  }

  /** Reserves an index for a channel that is about to be opened. */
  register(target: EventTarget): number {
    const index = this.#free.pop() ?? this.#targets.length;
    this.#targets[index] = target;
    return index;
  }

  /** An event that is on its way may still reach the next owner of the index: ports bear events without reason. */
  unregister(index: number): void {
    this.#targets[index] = undefined;
    this.#free.push(index);
  }

  /** Called when the state of the runtime or its program has changed; returns how to stop that. */
  onruntime(listener: () => void): () => void {
    this.#runtimeListeners.add(listener);
    return () => this.#runtimeListeners.delete(listener);
  }

  /** Keeps the process alive; to be called as often as `letGo`. */
  hold(): void {
    if (this.#holds++ === 0) this.native.hostRef(this.handle);
  }

  letGo(): void {
    if (--this.#holds === 0) this.native.hostUnref(this.handle);
  }

  #dispatch(count: number): void {
    const events = this.#events;
    // A target that throws must not cost the others their events: they would never be told again.
    let failure: { error: unknown } | undefined;
    for (let at = 0; at < 2 * count; at += 2) {
      try {
        const index = events[at]!;
        const bits = events[at + 1]!;
        if (index !== RUNTIME_INDEX) this.#targets[index]?.onevent(bits);
        else for (const listener of [...this.#runtimeListeners]) listener();
      } catch (error) {
        failure ??= { error };
      }
    }
    if (failure !== undefined) throw failure.error;
  }
}
