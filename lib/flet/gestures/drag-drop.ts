/** `Draggable` and `DragTarget`. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { expectReachable } from '../reachability.js';
import type { WireMap } from '../values.js';
import { type GestureTable, refused } from './gesture.js';
import { pointOf, position } from './pointer.js';

/** Takes a draggable to a target; true when the target accepts what it carries. */
function enter(context: ClientContext, draggable: Control, target: Control): boolean {
  if (target.type !== 'DragTarget') throw refused(draggable, `can be dropped on a DragTarget, not on a ${target.type}`);
  if (draggable.number('max_simultaneous_drags') === 0) throw refused(draggable, 'allows no drag at all');
  expectReachable(context.tree, target, 'drop on');
  const accept = draggable.get('group') === target.get('group');
  context.emit(draggable, 'drag_start');
  context.emit(target, 'will_accept', { accept, src_id: draggable.id });
  context.emit(target, 'move', whereOver(context, draggable, target));
  return accept;
}

function whereOver(context: ClientContext, draggable: Control, target: Control): WireMap {
  return { src_id: draggable.id, ...position(pointOf(context, target, undefined)) };
}

function leave(context: ClientContext, draggable: Control, target: Control): void {
  context.emit(target, 'leave', { src_id: draggable.id });
}

export const DRAG_DROP_GESTURES: Readonly<Record<string, GestureTable>> = {
  Draggable: {
    dropOn: (context, draggable, target) => {
      if (!enter(context, draggable, target)) {
        leave(context, draggable, target);
        return;
      }
      context.emit(target, 'accept', whereOver(context, draggable, target));
      context.emit(draggable, 'drag_complete', draggable.string('group') ?? 'default');
    },
    dragOver: (context, draggable, target) => {
      enter(context, draggable, target);
      leave(context, draggable, target);
    },
  },
};
