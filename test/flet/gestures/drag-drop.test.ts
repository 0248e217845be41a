import { describe, expect, test } from 'vitest';
import type { GestureName } from '../../../lib/flet/index.js';
import { E, on, type Step } from '../packets.js';
import { packetsOf, sends } from './packet-rows.js';
import { at } from './pointers.js';
import type { Controls, Row } from './rows.js';

const stage = (draggable: object = {}, target: object = {}): Controls => [
  {
    _c: 'Draggable',
    _i: 10,
    content: { _c: 'Text', _i: 11 },
    ...on('drag_start', 'drag_complete'),
    ...draggable,
  },
  {
    _c: 'DragTarget',
    _i: 20,
    content: { _c: 'Container', _i: 21 },
    width: 60,
    height: 40,
    ...on('will_accept', 'move', 'accept', 'leave'),
    ...target,
  },
];

const carry =
  (gesture: GestureName, to = 20): Step =>
  (client) =>
    client.perform(client.tree.get(10)!, gesture, client.tree.get(to)! as never);

const over = { src_id: 10, ...at(30, 20) };
const entered = (accept: boolean) => [
  E(10, 'drag_start'),
  E(20, 'will_accept', { accept, src_id: 10 }),
  E(20, 'move', over),
];

const ROWS: Row[] = [
  [
    'and dropped on a target of the same group',
    stage(),
    carry('dropOn'),
    [...entered(true), E(20, 'accept', over), E(10, 'drag_complete', 'default')],
  ],
  [
    'and dropped on a target of the same named group',
    stage({ group: 'cards' }, { group: 'cards' }),
    carry('dropOn'),
    [...entered(true), E(20, 'accept', over), E(10, 'drag_complete', 'cards')],
  ],
  [
    'and dropped on a target of another group',
    stage({ group: 'cards' }),
    carry('dropOn'),
    [...entered(false), E(20, 'leave', { src_id: 10 })],
  ],
  ['over a target and away', stage(), carry('dragOver'), [...entered(true), E(20, 'leave', { src_id: 10 })]],
  [
    'where nobody listens',
    stage({ on_drag_start: false }, { on_move: false, on_will_accept: false }),
    carry('dropOn'),
    [E(20, 'accept', over), E(10, 'drag_complete', 'default')],
  ],
];

sends('a draggable that is dragged', ROWS);

describe('a draggable', () => {
  test.each<[string, Controls, number, string]>([
    ['on what is no target', stage(), 11, 'can be dropped on a DragTarget, not on a Text'],
    ['on a target that is disabled', stage({}, { disabled: true }), 20, 'Cannot drop on DragTarget'],
    ['anywhere when it allows no drags', stage({ max_simultaneous_drags: 0 }), 20, 'allows no drag at all'],
  ])('cannot be dropped %s', async (_where, controls, to, message) => {
    await expect(packetsOf(controls, carry('dropOn', to))).rejects.toThrow(message);
  });
});
