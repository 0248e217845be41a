import { Action, type Control, type FletClient } from '../flet/index.js';

/** What closes by itself is not to be open, or shut, again. */
const PASSING = new Set(['open']);

/** Which properties of which controls the user has set last, as opposed to the app. */
export class UserChanges {
  readonly #names = new Map<Control, Set<string>>();
  readonly #client: FletClient;

  constructor(client: FletClient) {
    this.#client = client;
    client.on('sent', ({ action, body }) => {
      if (action === Action.UPDATE_CONTROL_PROPS) this.#set(body['id'] as number, Object.keys(body['props'] as object));
    });
    client.on('patch', ({ changes }) => {
      for (const { control, property } of changes) this.#names.get(control)?.delete(property);
    });
  }

  of(control: Control): ReadonlySet<string> {
    return this.#names.get(control) ?? new Set();
  }

  #set(id: number, names: readonly string[]): void {
    const control = this.#client.tree.get(id);
    // The page's own are about the browser: its size, its brightness, its route.
    if (control === undefined || control === this.#client.page || control.type === 'Window') return;
    const known = this.#names.get(control) ?? new Set();
    for (const name of names) if (!PASSING.has(name)) known.add(name);
    this.#names.set(control, known);
  }
}
