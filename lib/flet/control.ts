/** One control of an app's page, as the client holds it. */

import { defaultOf } from './defaults.js';
import { isMap, type Value } from './values.js';

/** Declarative components are controls of this type around what they render, in `_b`; readers look through them. */
const COMPONENT = 'C';

/** The order in which a reader of the screen meets a control's children; properties that are not listed follow by name. */
const READING_ORDER = [
  'views',
  'appbar',
  'leading',
  'icon',
  'title',
  'subtitle',
  'label',
  'header',
  'content',
  'controls',
  'spans',
  'columns',
  'rows',
  'cells',
  'tabs',
  'destinations',
  'segments',
  'options',
  'items',
  'actions',
  'trailing',
  'floating_action_button',
  'navigation_bar',
  'bottom_appbar',
  '_overlay',
  '_dialogs',
  '_services',
];

export class Control {
  /** Unique within the app; 1 is the page and 2 the window. */
  readonly id: number;
  /** Flet's class name: `Text`, `Button`. */
  readonly type: string;
  /** What Python sent, or the user set. Absent means the default: see `get`. */
  readonly properties = new Map<string, Value>();
  /** What holds this control; undefined for the page and for what is not on it. May be a component: see `parent`. */
  holder: Control | undefined;

  constructor(id: number, type: string) {
    this.id = id;
    this.type = type;
  }

  /** The control around this one. */
  get parent(): Control | undefined {
    let holder = this.holder;
    while (holder?.type === COMPONENT) holder = holder.holder;
    return holder;
  }

  get isComponent(): boolean {
    return this.type === COMPONENT;
  }

  /** A property's value, or its default, or null. Components in it are not looked through. */
  get(name: string): Value {
    const value = this.properties.get(name);
    if (value !== undefined && value !== null) return value;
    return defaultOf(this.type, name, (other) => this.properties.get(other));
  }

  /** A property that is a string; undefined otherwise. */
  string(name: string): string | undefined {
    const value = this.get(name);
    return typeof value === 'string' ? value : undefined;
  }

  /** A property that is a finite number; undefined otherwise. */
  number(name: string): number | undefined {
    const value = this.get(name);
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
  }

  /** True when the property is `true`. */
  flag(name: string): boolean {
    return this.get(name) === true;
  }

  /** True when the app has a handler for the event: `control.handles('click')`. */
  handles(event: string): boolean {
    return this.properties.get(`on_${event}`) === true;
  }

  /** The control in a property; undefined when there is none. */
  child(name: string): Control | undefined {
    return childrenIn(this.get(name))[0];
  }

  /** The controls in one property, or in all of them in reading order. */
  children(name?: string): Control[] {
    if (name !== undefined) return childrenIn(this.get(name));
    const names = [...this.properties.keys()].filter((key) => typeof this.properties.get(key) === 'object');
    return names.sort(compareNames).flatMap((key) => childrenIn(this.properties.get(key)!));
  }

  /** This control and all below it, in reading order. */
  *walk(): Generator<Control, void, undefined> {
    const pending: Control[] = [this];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      yield next;
      const children = next.children();
      for (let i = children.length - 1; i >= 0; i--) pending.push(children[i]!);
    }
  }

  /** The nearest control around this one (or itself) that fits. */
  closest(fits: (control: Control) => boolean): Control | undefined {
    for (let control: Control | undefined = this; control !== undefined; control = control.parent) {
      if (fits(control)) return control;
    }
    return undefined;
  }
}

/** The controls in a value, components looked through. */
export function childrenIn(value: Value): Control[] {
  const found: Control[] = [];
  const pending: unknown[] = [value];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next instanceof Control) {
      if (next.isComponent) pending.push(next.properties.get('_b') ?? null);
      else found.push(next);
    } else if (Array.isArray(next)) {
      for (let i = next.length - 1; i >= 0; i--) pending.push(next[i]);
    } else if (isMap(next)) {
      for (const key of Object.keys(next).reverse()) pending.push(next[key]);
    }
  }
  return found;
}

/** Compares the names of two properties by the reading order of what they hold. */
export function compareNames(a: string, b: string): number {
  const left = READING_ORDER.indexOf(a);
  const right = READING_ORDER.indexOf(b);
  if (left >= 0 && right >= 0) return left - right;
  if (left >= 0 || right >= 0) return left >= 0 ? -1 : 1;
  return a < b ? -1 : 1;
}
