/** As much of the channel contract as a Flet client needs, over an open WebSocket of the package ws: a message, a packet. */
export class WebSocketChannel {
  #socket;
  #messages = [];
  #waiter;
  #ended = false;

  constructor(socket) {
    this.#socket = socket;
    socket.binaryType = 'nodebuffer';
    socket.on('message', (data) => {
      this.#messages.push(data);
      this.#wake();
    });
    socket.on('close', () => {
      this.#ended = true;
      this.#wake();
    });
  }

  trySend(data) {
    this.#socket.send(data);
    return true;
  }

  async send(data) {
    this.#socket.send(data);
  }

  async *[Symbol.asyncIterator]() {
    for (;;) {
      while (this.#messages.length > 0) yield this.#messages.shift();
      if (this.#ended) return;
      await new Promise((resolve) => {
        this.#waiter = resolve;
      });
    }
  }

  close() {
    return new Promise((resolve) => {
      if (this.#ended) return resolve();
      this.#socket.once('close', resolve);
      this.#socket.close();
    });
  }

  destroy() {
    this.#socket.terminate();
  }

  #wake() {
    const waiter = this.#waiter;
    this.#waiter = undefined;
    waiter?.();
  }
}
