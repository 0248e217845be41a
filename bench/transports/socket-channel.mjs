/** The length before each message: four bytes, little-endian. */
const HEADER = 4;

/** Frames of one turn are gathered until they are this long. */
const FLUSH = 64 * 1024;

/** Up to here a new Buffer is a piece of Node's pool, and costs next to nothing. */
const POOLED = 4 * 1024;

/**
 * Messages over a stream socket, as careful as a transport that somebody would ship: views of what was read instead of
 * copies, large messages read into their final place, and what is sent in one turn goes out together. The counterpart of
 * systems/python/socket_asyncio.py.
 */
export class SocketChannel {
  #socket;
  #batched;
  // Writing
  #gathered = Buffer.allocUnsafe(FLUSH);
  #gatheredBytes = 0;
  #flushing = false;
  /** Pending while the socket's own buffer is full. */
  #drained;
  // Reading
  #messages = [];
  #index = 0;
  #rest;
  #filling;
  #filled = 0;
  #waiter;
  #ended = false;

  /** @param batched False: one write for each message, as the plainest of transports would do it. */
  constructor(socket, batched) {
    this.#socket = socket;
    this.#batched = batched;
    socket.on('data', (chunk) => this.#read(chunk));
    socket.on('close', () => {
      this.#ended = true;
      this.#wake();
    });
  }

  /** Resolves when there is space for more. */
  async send(data) {
    this.#write(data);
    if (this.#drained !== undefined) await this.#drained;
  }

  async receive() {
    const { value } = await this.next();
    return value;
  }

  /** One consumer at a time. */
  next() {
    const message = this.#take();
    if (message !== undefined) return Promise.resolve({ value: message, done: false });
    if (this.#ended) return Promise.resolve({ value: undefined, done: true });
    return new Promise((resolve) => {
      this.#waiter = resolve;
    });
  }

  return() {
    return Promise.resolve({ value: undefined, done: true });
  }

  [Symbol.asyncIterator]() {
    return this;
  }

  #write(data) {
    const { byteLength } = data;
    const frame = HEADER + byteLength;
    if (this.#gatheredBytes + frame > FLUSH) this.#flush();
    if (frame > FLUSH) {
      const header = Buffer.allocUnsafe(HEADER);
      header.writeUInt32LE(byteLength);
      this.#socket.cork();
      this.#socket.write(header);
      this.#pass(this.#socket.write(data));
      this.#socket.uncork();
      return;
    }
    this.#gathered.writeUInt32LE(byteLength, this.#gatheredBytes);
    this.#gathered.set(data, this.#gatheredBytes + HEADER);
    this.#gatheredBytes += frame;
    if (!this.#batched) {
      this.#flush();
      return;
    }
    if (this.#flushing) return;
    this.#flushing = true;
    // Runs when the microtasks are through: when whoever sends one message after the other waits for something else.
    process.nextTick(() => {
      this.#flushing = false;
      this.#flush();
    });
  }

  #flush() {
    if (this.#gatheredBytes === 0) return;
    const frames = this.#gathered.subarray(0, this.#gatheredBytes);
    this.#gatheredBytes = 0;
    // The socket may hold on to the memory until it is written: a short run is copied, a long one leaves with its buffer.
    if (frames.length < POOLED) {
      this.#pass(this.#socket.write(Buffer.from(frames)));
      return;
    }
    this.#pass(this.#socket.write(frames));
    this.#gathered = Buffer.allocUnsafe(FLUSH);
  }

  #pass(hasSpace) {
    if (hasSpace || this.#drained !== undefined) return;
    this.#drained = new Promise((resolve) => {
      this.#socket.once('drain', () => {
        this.#drained = undefined;
        resolve();
      });
    });
  }

  #read(chunk) {
    let at = 0;
    if (this.#filling !== undefined) at = this.#fill(chunk, 0);
    else if (this.#rest !== undefined) {
      chunk = Buffer.concat([this.#rest, chunk]);
      this.#rest = undefined;
    }
    while (chunk.length - at >= HEADER) {
      const size = chunk.readUInt32LE(at);
      const begin = at + HEADER;
      if (chunk.length - begin >= size) {
        at = begin + size;
        this.#messages.push(chunk.subarray(begin, at));
      } else if (size > FLUSH) {
        this.#filling = Buffer.allocUnsafeSlow(size);
        this.#filled = 0;
        at = this.#fill(chunk, begin);
      } else {
        break;
      }
    }
    if (at < chunk.length) this.#rest = chunk.subarray(at);
    this.#wake();
  }

  #fill(chunk, at) {
    const count = chunk.copy(this.#filling, this.#filled, at);
    this.#filled += count;
    if (this.#filled === this.#filling.length) {
      this.#messages.push(this.#filling);
      this.#filling = undefined;
    }
    return at + count;
  }

  #take() {
    if (this.#index === this.#messages.length) return undefined;
    const message = this.#messages[this.#index++];
    if (this.#index === this.#messages.length) {
      this.#messages = [];
      this.#index = 0;
    }
    return message;
  }

  #wake() {
    const waiter = this.#waiter;
    if (waiter === undefined) return;
    const message = this.#take();
    if (message === undefined && !this.#ended) return;
    this.#waiter = undefined;
    waiter(message === undefined ? { value: undefined, done: true } : { value: message, done: false });
  }
}
