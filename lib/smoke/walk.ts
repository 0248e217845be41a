/** Walks an app: does everything that can be done to what is on the screen, breadth first, bounded, the same for a seed. */

import {
  type Control,
  type FletClient,
  FletError,
  gesturesOn,
  obstacle,
  printControl,
  shownViews,
} from '../flet/index.js';
import type { AppHost } from '../launch/app-host.js';
import { actionsOn, type SmokeAction } from './actions.js';

export interface WalkOptions {
  /** How many things are done at most. */
  actions: number;
  /** Decides the order among what is on the screen at the same time. */
  seed: number;
  /** Told before each thing that is done. */
  onaction(text: string): void;
  signal: AbortSignal;
}

/** Controls of one shape (type and place) are tried so often: the rows of a list are much alike. */
const MOST_ALIKE = 3;

/**
 * Resolves with the number of things done: when nothing new is left, the bound is reached, or the app has ended. What the
 * app thinks of it is in the host's errors.
 */
export async function walk(host: AppHost, options: WalkOptions): Promise<number> {
  const { client } = host;
  const seen = new Map<string, number>();
  const known = new Set<string>();
  const pending: SmokeAction[] = [];
  const random = generator(options.seed);
  let done = 0;
  while (done < options.actions && host.exit === undefined) {
    options.signal.throwIfAborted();
    pending.push(...shuffled(fresh(client, seen, known), random));
    const at = pending.findIndex(({ control }) => obstacle(client.tree, control) === undefined);
    const action = at < 0 ? undefined : pending.splice(at, 1)[0]!;
    const text = action === undefined ? wayBack(client) : describe(action);
    if (text === undefined) break;
    options.onaction(text);
    try {
      if (action === undefined) await goBack(client);
      else await client.perform(action.control, action.gesture, action.argument as never);
    } catch (error) {
      // Not possible in the control's present state: as if a person had found the key stuck.
      if (!(error instanceof FletError) || client.failure === error) throw error;
      if (action === undefined) break;
      continue;
    }
    done++;
    await host.settle(options.signal);
  }
  return done;
}

/** What can be done to controls that have come since the last look. */
function fresh(client: FletClient, seen: Map<string, number>, known: Set<string>): SmokeAction[] {
  const actions: SmokeAction[] = [];
  for (const control of client.findAll((candidate) => obstacle(client.tree, candidate) === undefined)) {
    const gestures = gesturesOn(control);
    if (gestures.length === 0) continue;
    const id = `${control.id}:${control.type}`;
    if (known.has(id)) continue;
    known.add(id);
    const shape = shapeOf(control);
    const alike = seen.get(shape) ?? 0;
    if (alike >= MOST_ALIKE) continue;
    seen.set(shape, alike + 1);
    actions.push(...actionsOn(control, gestures));
  }
  return actions;
}

/** Where a control stands, without the places in lists. */
function shapeOf(control: Control): string {
  const types: string[] = [];
  for (let at: Control | undefined = control; at !== undefined; at = at.parent) types.push(at.type);
  return `${types.join('<')}@${control.closest((ancestor) => ancestor.type === 'View')?.string('route') ?? ''}`;
}

/** How the way back from where the walk has got stuck is called; undefined: there is none. */
function wayBack(client: FletClient): string | undefined {
  const dialog = topDialog(client);
  if (dialog !== undefined) return `dismiss ${printControl(dialog)}`;
  return shownViews(client.page).length > 1 ? 'go back' : undefined;
}

async function goBack(client: FletClient): Promise<void> {
  const dialog = topDialog(client);
  if (dialog !== undefined) await client.dismiss(dialog);
  else await client.back();
}

function topDialog(client: FletClient): Control | undefined {
  return client.findAll((control) => control.get('open') === true && gesturesOn(control).includes('dismiss')).at(-1);
}

function describe({ control, gesture, argument }: SmokeAction): string {
  const value = argument === undefined ? '' : ` ${JSON.stringify(argument)}`;
  return `${gesture}${value} ${printControl(control)}`;
}

/** Numbers from 0 to below 1, the same for a seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = state;
    value = Math.imul(value ^ (value >>> 15), value | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shuffled<Item>(items: Item[], random: () => number): Item[] {
  for (let at = items.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [items[at], items[other]] = [items[other]!, items[at]!];
  }
  return items;
}
