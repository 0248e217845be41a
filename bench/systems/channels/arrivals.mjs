/** Messages that a library hands out one by one, for a consumer that asks for them. */
export class Arrivals {
  #messages = [];
  #index = 0;
  #waiter;
  #error;

  add(message) {
    const waiter = this.#waiter;
    if (waiter === undefined) {
      this.#messages.push(message);
      return;
    }
    this.#waiter = undefined;
    waiter.resolve(message);
  }

  /** No more will come, for this reason. */
  end(error) {
    this.#error ??= error;
    this.#waiter?.reject(this.#error);
    this.#waiter = undefined;
  }

  /** One consumer at a time. */
  next() {
    if (this.#index < this.#messages.length) {
      const message = this.#messages[this.#index++];
      if (this.#index === this.#messages.length) {
        this.#messages = [];
        this.#index = 0;
      }
      return Promise.resolve(message);
    }
    if (this.#error !== undefined) return Promise.reject(this.#error);
    return new Promise((resolve, reject) => {
      this.#waiter = { resolve, reject };
    });
  }

  iterator() {
    return {
      next: async () => ({ value: await this.next(), done: false }),
      return: async () => ({ value: undefined, done: true }),
    };
  }
}
