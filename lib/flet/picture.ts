/** What a control that draws frames shows now: the frames that somebody who comes later has to be given. */

/** The first byte of a frame. */
const WHOLE_ENCODED = 1;
const DIFFERENCE = 2;
const CLEAR = 3;
const WHOLE_PIXELS = 4;

/** Beyond these a picture is forgotten until the app draws a whole one again. */
const MAX_FRAMES = 256;
const MAX_BYTES = 64 * 2 ** 20;

export interface NumberedFrame {
  /** Counts the messages of a data channel, from 1. */
  number: number;
  bytes: Uint8Array;
}

export class Picture {
  #frames: NumberedFrame[] = [];
  #bytes = 0;

  /** The last whole frame and the differences after it, in order; none when nothing is shown, or too much would have to be kept. */
  get frames(): readonly NumberedFrame[] {
    return this.#frames;
  }

  /** A frame came. The bytes are kept. */
  note(frame: NumberedFrame): void {
    const { bytes } = frame;
    switch (bytes[0]) {
      case WHOLE_ENCODED:
      case WHOLE_PIXELS:
        this.#forget();
        this.#keep(frame);
        break;
      case DIFFERENCE:
        if (this.#frames.length > 0) this.#keep(frame);
        break;
      case CLEAR:
        this.#forget();
        break;
    }
  }

  #keep(frame: NumberedFrame): void {
    this.#frames.push(frame);
    this.#bytes += frame.bytes.length;
    if (this.#frames.length > MAX_FRAMES || this.#bytes > MAX_BYTES) this.#forget();
  }

  #forget(): void {
    this.#frames = [];
    this.#bytes = 0;
  }
}
