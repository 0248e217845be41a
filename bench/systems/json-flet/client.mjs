import { JsonPage } from './page.mjs';

/** Both versions want all of them, as strings. */
const REGISTRATION = {
  pageName: '',
  pageRoute: '/',
  pageWidth: '800',
  pageHeight: '600',
  windowWidth: '',
  windowHeight: '',
  windowTop: '',
  windowLeft: '',
  isPWA: 'false',
  isWeb: 'false',
  platform: 'linux',
  sessionId: '',
};

/** A client of the JSON protocols, over whatever carries their texts. */
export class JsonClient {
  page = new JsonPage();
  #send;
  #waits = new Set();
  #failure;

  /**
   * @param send Sends a text.
   * @param more What this version wants to know beside the others at registration.
   */
  constructor(send, more = {}) {
    this.#send = send;
    this.#say('registerWebClient', { ...REGISTRATION, ...more });
  }

  /** To be called with every text that comes. */
  receive(text) {
    try {
      this.page.apply(JSON.parse(text));
    } catch (error) {
      this.fail(error);
    }
    for (const wait of [...this.#waits]) wait();
  }

  /** To be called when no more will come: ends every wait. */
  fail(error) {
    this.#failure ??= error;
    for (const wait of [...this.#waits]) wait();
  }

  event(target, name, data = '') {
    this.#say('pageEventFromWeb', { eventTarget: target, eventName: name, eventData: data });
  }

  /** Resolves with what `look` returns as soon as that is neither undefined nor false: looks now, and after every message. */
  until(look) {
    return new Promise((resolve, reject) => {
      const wait = () => {
        const found = this.#failure ?? look(this.page);
        if (found === undefined || found === false) return;
        this.#waits.delete(wait);
        if (this.#failure === undefined) resolve(found);
        else reject(this.#failure);
      };
      this.#waits.add(wait);
      wait();
    });
  }

  #say(action, payload) {
    this.#send(JSON.stringify({ action, payload }));
  }
}
