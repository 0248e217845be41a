/** Frames in and out of one message port: what is sent within a turn travels in one post. */

import { nextTurn } from '../next-turn.js';
import { type HostFrame, isFrame, type WorkerFrame } from './frame.js';

/** One end of a `MessageChannel`, as browsers and Node have it. */
export interface MessageEnd {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  onmessage: ((event: { data: unknown }) => void) | null;
  close(): void;
}

/** Has acknowledgements to send, which may wait for company. */
export interface Debtor {
  /** What is owed by now; undefined: nothing. */
  pay(): HostFrame | WorkerFrame | undefined;
}

/** Memory from this size on is moved with a post; smaller messages are copied faster. */
const MOVE_BYTES = 4096;

export class Wire<Out extends HostFrame | WorkerFrame, In extends HostFrame | WorkerFrame> {
  /** Takes each frame that arrives, in a turn of its own. */
  onframe: (frame: In) => void = () => {};
  /** The other side has sent something else. Nothing of the same post follows. */
  onviolation: (what: string) => void = () => {};
  readonly #end: MessageEnd;
  readonly #prompt: boolean;
  #frames: (HostFrame | WorkerFrame)[] = [];
  #moved: ArrayBuffer[] = [];
  readonly #debtors = new Set<Debtor>();
  #leavesSoon = false;
  #leavesLater = false;
  #closed = false;

  /**
   * @param accepts The names of frames that may arrive.
   * @param prompt Post every frame at once: this side may compute for long before its next turn.
   */
  constructor(end: MessageEnd, accepts: ReadonlySet<string>, prompt: boolean) {
    this.#end = end;
    this.#prompt = prompt;
    end.onmessage = ({ data }) => this.#receive(data, accepts);
  }

  post(frame: Out): void {
    if (this.#closed) return;
    this.#frames.push(frame);
    if (frame[0] === 'data' || frame[0] === 'output') {
      const { buffer } = frame[2];
      if (buffer.byteLength >= MOVE_BYTES) this.#moved.push(buffer as ArrayBuffer);
    }
    if (this.#prompt) this.flush();
    else this.#soon();
  }

  /**
   * Lets acknowledgements go with the next post, or with the next turn.
   *
   * @param urgent Somebody waits for them.
   */
  owe(debtor: Debtor, urgent: boolean): void {
    this.#debtors.add(debtor);
    if (urgent) {
      if (this.#prompt) this.flush();
      else this.#soon();
    } else if (!this.#leavesLater) {
      this.#leavesLater = true;
      nextTurn(() => {
        this.#leavesLater = false;
        this.flush();
      });
    }
  }

  flush(): void {
    if (this.#closed) return;
    const frames: (HostFrame | WorkerFrame)[] = [];
    for (const debtor of this.#debtors) {
      const payment = debtor.pay();
      if (payment !== undefined) frames.push(payment);
    }
    this.#debtors.clear();
    frames.push(...this.#frames);
    if (frames.length === 0) return;
    const moved = this.#moved;
    this.#frames = [];
    this.#moved = [];
    this.#end.postMessage(frames, moved);
  }

  /** Nothing goes out or comes in any more. */
  close(): void {
    if (this.#closed) return;
    this.flush();
    this.#closed = true;
    this.#end.onmessage = null;
    this.#end.close();
  }

  #soon(): void {
    if (this.#leavesSoon) return;
    this.#leavesSoon = true;
    queueMicrotask(() => {
      this.#leavesSoon = false;
      this.flush();
    });
  }

  #receive(data: unknown, accepts: ReadonlySet<string>): void {
    if (!Array.isArray(data)) {
      this.onviolation('a post that is no array of frames');
      return;
    }
    for (const frame of data) {
      if (this.#closed) return;
      if (!isFrame(frame, accepts)) {
        this.onviolation(`something that is no frame${describe(frame)}`);
        return;
      }
      this.onframe(frame as unknown as In);
    }
  }
}

function describe(frame: unknown): string {
  const name: unknown = Array.isArray(frame) ? frame[0] : undefined;
  return typeof name === 'string' ? `: '${name.slice(0, 30)}'` : '';
}
