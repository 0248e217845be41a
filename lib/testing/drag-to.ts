/** Drags from one control to another. */

import type { Control } from '../flet/index.js';
import { lookForReachable } from './look.js';
import type { Parts } from './parts.js';
import { actOn, REACHABLE, reach } from './perform.js';
import { printFound } from './report.js';
import type { Step } from './step.js';

export async function dragTo(from: Parts, to: Parts, step: Step): Promise<void> {
  const { tree } = from.context.client;
  const source = await reach(from, step, 'dropOn');
  const target = await step.until(`${REACHABLE}, to drop it on`, () =>
    lookForReachable(to.selector, tree, (control) => control),
  );
  const dropTarget = target.closest(({ type }) => type === 'DragTarget');
  if (source.type === 'Draggable' && dropTarget !== undefined) {
    await actOn(from, step, source, 'dropOn', dropTarget);
    return;
  }
  const list = source.closest(({ type }) => type === 'ReorderableListView');
  const places = list === undefined ? [] : [placeIn(list, source), placeIn(list, target)];
  if (list === undefined || places.includes(-1)) {
    throw step.failure('a Draggable and a DragTarget, or two items of one ReorderableListView', {
      code: 'ERR_EMBED_TEST_REFUSED',
      found: `${printFound(source)} and ${printFound(target)}`,
    });
  }
  await actOn(from, step, list, 'reorder', places as [number, number]);
}

/** The place of the item that holds a control, among those that are shown. */
function placeIn(list: Control, inside: Control): number {
  const items = list.children('controls').filter((item) => item.flag('visible'));
  return items.findIndex((item) => inside.closest((ancestor) => ancestor === item) !== undefined);
}
