/** The whole page of an app for one viewer. */

import { type ControlTree, PAGE_ID } from '../flet/control-tree.js';
import { snapshotInParts } from '../flet/snapshot.js';
import type { WireMap } from '../flet/values.js';
import { describedControls } from './described-controls.js';
import { type KnownKeys, mapsOf } from './known-keys.js';
import { registrationAnswer, replacement } from './packets.js';
import { askForScrolling } from './scrolling.js';

/** How deep the controls of one message may lie. A message nests 511 levels at most, and what is in a control counts too. */
const DEPTH = 200;
/** For controls that hold values which are deep by themselves. */
const SHALLOW = 4;

/** What a client says of itself when it registers, and nobody else has to tell it. */
const CLIENTS_OWN = ['debug', 'multi_view', 'pwa', 'pyodide', 'test', 'wasm', 'web'];

export interface PageRequest {
  tree: ControlTree;
  sessionId: string;
  /** What the viewer has around it: its own, not that of the viewer that drives. */
  surroundings: WireMap;
  /** What the viewer may still have of another page; undefined when it has none. */
  stale: KnownKeys | undefined;
  /** It is to tell how far everything is scrolled. */
  tellsScrolling: boolean;
}

export function pagePackets(request: PageRequest): Uint8Array[] {
  try {
    return packets(request, DEPTH);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return packets(request, SHALLOW);
  }
}

function packets({ tree, sessionId, surroundings, stale, tellsScrolling }: PageRequest, depth: number): Uint8Array[] {
  const { page, parts } = snapshotInParts(tree, depth);
  stale?.complete(page);
  for (const name of CLIENTS_OWN) delete page[name];
  Object.assign(page, surroundings);
  const described = [page, ...parts.map(({ properties }) => properties)];
  if (stale !== undefined) for (const part of described) distinguish(part);
  if (tellsScrolling) for (const part of described) askForScrolling(part);
  const all = [registrationAnswer(sessionId, page)];
  const maps = stale === undefined ? {} : mapsOf(page);
  if (Object.keys(maps).length > 0) all.push(replacement(PAGE_ID, maps));
  for (const { id, properties } of parts) all.push(replacement(id, properties));
  return all;
}

/** A property of ours in every control; real clients ignore what they do not know. */
const MARK = '_shown';

let lastMark = 0;

/**
 * Makes every control different from what a real client may have under the same id: where all of its properties are the same, the
 * client's widget goes on listening to the object of before, and shows no later change.
 */
function distinguish(value: WireMap): void {
  lastMark++;
  for (const control of describedControls(value)) control[MARK] = lastMark;
}
