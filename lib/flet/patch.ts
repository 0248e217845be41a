/**
 * Patches: how Python tells what has changed.
 *
 * A patch is `[tree, op, op, …]`. The tree numbers the places that the operations speak of, as paths from one control; a path
 * is resolved when its operation comes, against what the operations before it have left.
 */

import { describe } from '../errors.js';
import { Control } from './control.js';
import type { ControlTree } from './control-tree.js';
import { FletError, protocolError } from './flet-error.js';
import { isMap, setKey, type Value, type ValueMap, type WireValue } from './values.js';

/** One property that a patch has changed, itself or something in the list or map that it holds. */
export interface Change {
  control: Control;
  property: string;
  /** What it held before. When only something inside it has changed, the value (which is that same list or map). */
  previous: Value;
}

export interface PatchResult {
  /** The control that the paths begin at. */
  root: Control;
  /** In the order of the operations. */
  changes: Change[];
  /** The topmost controls that came in, in order. Some may have left again. */
  added: Control[];
}

const REPLACE = 0;
const ADD = 1;
const REMOVE = 2;
const MOVE = 3;

type Container = Control | Value[] | ValueMap;

/** A place that operations can name, and the control and property that it lies in. */
interface Place {
  container: Container;
  control: Control;
  /** Undefined when the container is the control itself. */
  property: string | undefined;
}

/**
 * A patch that speaks of an index that is not there. Flet makes such patches of lists that the client has shortened, the
 * selection of a `SegmentedButton` for one: it compares with what it remembers, not with what it was told.
 */
export class StalePatch extends FletError {
  /** What was applied before. */
  readonly result: PatchResult;

  constructor(message: string, result: PatchResult, cause: unknown) {
    super('ERR_EMBED_FLET_PROTOCOL', message, { cause });
    this.result = result;
  }
}

/** An index that its list does not have. */
class NoSuchIndex extends FletError {}

/**
 * Applies a patch. Throws a `FletError` that names the operation when one cannot be applied (a `StalePatch` when that is for an
 * index that is not there); those before it stay applied, as in Flet's own client.
 */
export function applyPatch(tree: ControlTree, rootId: number, patch: WireValue[]): PatchResult {
  const root = tree.get(rootId);
  if (root === undefined)
    throw protocolError(`Expected a patch of a control on the page but received one of ${rootId}`);
  const application = new Application(tree, root, parsePaths(patch[0]));
  for (let i = 1; i < patch.length; i++) {
    try {
      application.apply(patch[i]);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const message = `Operation ${i} of a patch of control ${rootId} (${root.type}) failed: ${reason}`;
      throw error instanceof NoSuchIndex
        ? new StalePatch(message, application.result, error)
        : protocolError(message, error);
    }
  }
  return application.result;
}

/** A step of a path: the number of the node it starts from, and the key. */
interface Step {
  from: number;
  key: string;
}

function parsePaths(tree: WireValue): Map<number, Step | undefined> {
  const steps = new Map<number, Step | undefined>();
  const pending: { value: WireValue; step: Step | undefined }[] = [{ value: tree, step: undefined }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, step } = next;
    const below = Array.isArray(value) ? value[1] : undefined;
    if (!Array.isArray(value) || !Number.isSafeInteger(value[0]) || (below !== undefined && !isMap(below))) {
      throw protocolError(
        `Expected a node [number, {key: node}] in the tree of a patch but received ${describe(value)}`,
      );
    }
    const number = value[0] as number;
    if (steps.has(number)) throw protocolError(`Expected each node of a patch once but received ${number} twice`);
    steps.set(number, step);
    if (below === undefined) continue;
    for (const key of Object.keys(below)) {
      pending.push({ value: below[key] as WireValue, step: { from: number, key } });
    }
  }
  return steps;
}

class Application {
  readonly result: PatchResult;
  readonly #tree: ControlTree;
  readonly #steps: Map<number, Step | undefined>;

  constructor(tree: ControlTree, root: Control, steps: Map<number, Step | undefined>) {
    this.#tree = tree;
    this.#steps = steps;
    this.result = { root, changes: [], added: [] };
  }

  apply(operation: WireValue): void {
    if (!Array.isArray(operation)) throw protocolError(`expected a list but received ${describe(operation)}`);
    const [kind, node, key, ...rest] = operation;
    switch (kind) {
      case REPLACE:
        this.#replace(this.#place(node), key, rest[0]);
        break;
      case ADD:
        this.#insert(this.#place(node), key, (control) => this.#adopt(rest[0], control));
        break;
      case REMOVE:
        this.#tree.release(this.#remove(this.#place(node), key));
        break;
      case MOVE:
        this.#move(node, key, rest[0], rest[1]);
        break;
      default:
        throw protocolError(`expected a kind of operation from 0 to 3 but received ${describe(kind)}`);
    }
  }

  #replace(place: Place, key: WireValue, wire: WireValue): void {
    const { container, control } = place;
    const slot = Array.isArray(container) ? index(key, container.length - 1) : property(key);
    const previous = read(container, slot);
    this.#changed(place, slot, previous);
    this.#tree.release(previous);
    write(container, slot, this.#adopt(wire, control));
  }

  #insert(place: Place, key: WireValue, make: (control: Control) => Value): void {
    const { container, control } = place;
    if (Array.isArray(container)) {
      const at = index(key, container.length);
      this.#changed(place, at, null);
      container.splice(at, 0, make(control));
    } else {
      const name = property(key);
      const previous = read(container, name);
      this.#changed(place, name, previous);
      this.#tree.release(previous);
      write(container, name, make(control));
    }
  }

  /** Takes a value out and returns it; its controls stay indexed. */
  #remove(place: Place, key: WireValue): Value | undefined {
    const { container } = place;
    if (Array.isArray(container)) {
      const at = index(key, container.length - 1);
      this.#changed(place, at, null);
      return container.splice(at, 1)[0];
    }
    const name = property(key);
    const value = read(container, name);
    this.#changed(place, name, value);
    if (container instanceof Control) container.properties.delete(name);
    else delete container[name];
    return value;
  }

  #move(fromNode: WireValue, fromKey: WireValue, toNode: WireValue, toKey: WireValue): void {
    const source = this.#place(fromNode);
    const moved = this.#remove(source, fromKey);
    if (moved === undefined)
      throw protocolError(`expected something to move at ${describe(fromKey)} but found nothing`);
    try {
      // Resolved after the removal, so that the target cannot lie inside what is moved: no path leads there any more.
      this.#insert(this.#place(toNode), toKey, (control) => {
        this.#tree.settle(moved, control);
        return moved;
      });
    } catch (error) {
      this.#tree.release(moved);
      throw error;
    }
  }

  #adopt(wire: WireValue, holder: Control): Value {
    const value = this.#tree.adopt(wire, holder);
    this.#noteAdded(value);
    return value;
  }

  #noteAdded(value: Value): void {
    if (value instanceof Control) this.result.added.push(value);
    else if (Array.isArray(value)) for (const item of value) this.#noteAdded(item);
    else if (isMap(value)) for (const item of Object.values(value)) this.#noteAdded(item);
  }

  #changed(place: Place, slot: string | number, previous: Value | undefined): void {
    const { container, control } = place;
    const own = place.property;
    this.result.changes.push(
      own === undefined
        ? { control, property: String(slot), previous: previous ?? null }
        : { control, property: own, previous: container instanceof Control ? null : (container as Value) },
    );
  }

  #place(node: WireValue): Place {
    const keys: string[] = [];
    let number = node as number;
    for (;;) {
      if (!this.#steps.has(number))
        throw protocolError(`expected a node of the patch's tree but received ${describe(node)}`);
      const step = this.#steps.get(number);
      if (step === undefined) break;
      keys.push(step.key);
      number = step.from;
    }
    const { root } = this.result;
    let place: Place = { container: root, control: root, property: undefined };
    for (const key of keys.reverse()) place = descend(place, key);
    return place;
  }
}

function descend(place: Place, key: string): Place {
  const { container, control } = place;
  const next = Array.isArray(container) ? container[Number(key)] : read(container, key);
  if (next instanceof Control) return { container: next, control: next, property: undefined };
  if (Array.isArray(next) || isMap(next)) {
    return { container: next as Value[] | ValueMap, control, property: place.property ?? key };
  }
  const where = `${control.type} ${control.id}`;
  throw protocolError(`expected a control, list or map at '${key}' of ${where} but found ${describe(next)}`);
}

function read(container: Container, slot: string | number): Value | undefined {
  if (container instanceof Control) return container.properties.get(String(slot));
  if (Array.isArray(container)) return container[slot as number];
  return Object.hasOwn(container, slot) ? container[slot] : undefined;
}

function write(container: Container, slot: string | number, value: Value): void {
  if (container instanceof Control) container.properties.set(String(slot), value);
  else if (Array.isArray(container)) container[slot as number] = value;
  else setKey(container, String(slot), value);
}

function index(key: WireValue, last: number): number {
  const text = `expected an index from 0 to ${last} but received ${describe(key)}`;
  if (!Number.isInteger(key) || (key as number) < 0) throw protocolError(text);
  if ((key as number) > last) throw new NoSuchIndex('ERR_EMBED_FLET_PROTOCOL', text);
  return key as number;
}

function property(key: WireValue): string {
  if ((typeof key !== 'string' && typeof key !== 'number') || key === '_c' || key === '_i') {
    throw protocolError(`expected the name of a property but received ${describe(key)}`);
  }
  return String(key);
}
