/**
 * The controls of a page as the JSON protocols of Flet 0.1 to 0.20 tell them: each with its type `t`, its id `i`, its parent
 * `p`, its children's ids `c`, and its properties, all of them strings.
 */
export class JsonPage {
  #controls = new Map();

  get(id) {
    return this.#controls.get(id);
  }

  /** All of them, in the order in which they were added. */
  get controls() {
    return [...this.#controls.values()];
  }

  /** Applies what the app says. Throws for what it does not say in these versions, and when it says that it has crashed. */
  apply({ action, payload }) {
    switch (action) {
      case 'registerWebClient':
        if (payload.error) throw new Error(`The app refuses its client: ${payload.error}`);
        this.#controls = new Map(Object.entries(payload.session.controls));
        break;
      case 'pageControlsBatch':
        for (const message of payload) this.apply(message);
        break;
      case 'addPageControls':
        for (const control of payload.controls) this.#add(control);
        for (const id of payload.trimIDs ?? []) this.#remove(id);
        break;
      case 'updateControlProps':
        for (const { i, ...properties } of payload.props) Object.assign(this.#existing(i), properties);
        break;
      case 'cleanControl':
        for (const id of payload.ids) this.#clean(id);
        break;
      case 'removeControl':
        for (const id of payload.ids) this.#remove(id);
        break;
      case 'sessionCrashed':
        throw new Error(`The app crashed: ${payload.message}`);
      default:
        throw new Error(`Expected a message of the JSON protocol but received the action '${action}'`);
    }
  }

  #existing(id) {
    const control = this.#controls.get(id);
    if (control === undefined) throw new Error(`Expected a control of the page but received the id '${id}'`);
    return control;
  }

  #add({ at, ...control }) {
    this.#controls.set(control.i, control);
    const { c: children } = this.#existing(control.p);
    // One that comes with its parent stands in the parent's list already.
    if (children.includes(control.i)) return;
    children.splice(at === undefined ? children.length : Number(at), 0, control.i);
  }

  #clean(id) {
    const { c: children } = this.#existing(id);
    for (const child of [...children]) this.#remove(child);
  }

  #remove(id) {
    const { p, c } = this.#existing(id);
    for (const child of [...c]) this.#remove(child);
    this.#controls.delete(id);
    const siblings = this.#controls.get(p)?.c;
    const at = siblings?.indexOf(id) ?? -1;
    if (at >= 0) siblings.splice(at, 1);
  }
}
