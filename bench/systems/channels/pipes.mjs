/** A child's two pipes with what SocketChannel needs of a socket. */
export class Pipes {
  #input;
  #output;

  constructor({ stdin, stdout }) {
    this.#input = stdout;
    this.#output = stdin;
  }

  on(event, listener) {
    this.#input.on(event, listener);
  }

  once(event, listener) {
    this.#output.once(event, listener);
  }

  write(data) {
    return this.#output.write(data);
  }

  cork() {
    this.#output.cork();
  }

  uncork() {
    this.#output.uncork();
  }

  end() {
    this.#output.end();
  }
}
