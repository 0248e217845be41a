import { describe, expect, test } from 'vitest';
import { Control } from '../../lib/flet/control.js';
import { ControlTree } from '../../lib/flet/control-tree.js';
import { applyPatch } from '../../lib/flet/patch.js';
import { printTree } from '../../lib/flet/print-tree.js';
import { textOf } from '../../lib/flet/text.js';
import type { WireValue } from '../../lib/flet/values.js';
import { pageOf } from './scripted-app.js';

const text = (id: number, value: string): WireValue => ({ _c: 'Text', _i: id, value });

/** The column of the page's view is control 10; its children are the texts a (11), b (12) and c (13). */
function treeOfThree(): ControlTree {
  const tree = new ControlTree();
  const column = { _c: 'Column', _i: 10, controls: [text(11, 'a'), text(12, 'b'), text(13, 'c')] };
  tree.mergePage(pageOf([column]) as Record<string, WireValue>);
  return tree;
}

const COLUMN: WireValue = [0, { controls: [1] }];

function values(tree: ControlTree, id = 10): unknown[] {
  return tree
    .get(id)!
    .children('controls')
    .map((control) => control.get('value'));
}

describe('an operation on a list', () => {
  test.each<[string, WireValue[], string[]]>([
    ['replaces an item', [[0, 1, 1, text(20, 'B')]], ['a', 'B', 'c']],
    ['inserts before an item', [[1, 1, 1, text(20, 'x')]], ['a', 'x', 'b', 'c']],
    ['inserts at the end', [[1, 1, 3, text(20, 'x')]], ['a', 'b', 'c', 'x']],
    ['removes an item', [[2, 1, 0]], ['b', 'c']],
    ['moves an item up', [[3, 1, 2, 1, 0]], ['c', 'a', 'b']],
    ['moves an item down, to where it lies after its removal', [[3, 1, 0, 1, 2]], ['b', 'c', 'a']],
    [
      'moves, then replaces by index',
      [
        [3, 1, 2, 1, 0],
        [0, 1, 2, text(26, 'new')],
      ],
      ['c', 'a', 'new'],
    ],
    [
      'removes twice at the same index',
      [
        [2, 1, 0],
        [2, 1, 0],
      ],
      ['c'],
    ],
    [
      'inserts at growing indices',
      [
        [1, 1, 3, text(20, 'x')],
        [1, 1, 4, text(21, 'y')],
      ],
      ['a', 'b', 'c', 'x', 'y'],
    ],
  ])('%s', (_what, operations, expected) => {
    const tree = treeOfThree();
    applyPatch(tree, 10, [COLUMN, ...operations]);
    expect(values(tree)).toEqual(expected);
  });

  test('keeps the instance of a control that it moves', () => {
    const tree = treeOfThree();
    const moved = tree.get(13)!;
    applyPatch(tree, 10, [COLUMN, [3, 1, 2, 1, 0]]);
    expect(tree.get(13)).toBe(moved);
    expect(tree.get(10)!.children()[0]).toBe(moved);
  });

  test('makes a new instance of a control that comes again under its id', () => {
    const tree = treeOfThree();
    const before = tree.get(12);
    applyPatch(tree, 10, [COLUMN, [0, 1, 1, text(12, 'again')]]);
    expect(tree.get(12)).not.toBe(before);
    expect(tree.get(12)!.get('value')).toBe('again');
    expect(tree.has(before!)).toBe(false);
  });
});

describe('a path', () => {
  test('is resolved when its operation comes, in the tree as it is then', () => {
    const tree = treeOfThree();
    // Node 2 is «the control at index 0»: first a, and after the removal b.
    const paths: WireValue = [0, { controls: [1, { 0: [2] }] }];
    applyPatch(tree, 10, [paths, [0, 2, 'value', 'A'], [2, 1, 0], [0, 2, 'value', 'B']]);
    expect(values(tree)).toEqual(['B', 'c']);
  });

  test('leads through maps, lists and components', () => {
    const tree = treeOfThree();
    const component = { _c: 'C', _i: 30, _b: { _c: 'Row', _i: 31, style: { padding: { left: 1 } } } };
    applyPatch(tree, 10, [COLUMN, [1, 1, 0, component]]);
    const paths: WireValue = [0, { controls: [1, { 0: [2, { _b: [3, { style: [4, { padding: [5] }] }] }] }] }];
    applyPatch(tree, 10, [paths, [0, 5, 'left', 2], [1, 5, 'top', 3], [0, 3, 'spacing', 4]]);
    expect(tree.get(31)!.get('style')).toEqual({ padding: { left: 2, top: 3 } });
    expect(tree.get(31)!.get('spacing')).toBe(4);
  });
});

describe('an operation on a property', () => {
  test('replaces, adds and removes it', () => {
    const tree = treeOfThree();
    applyPatch(tree, 11, [[0], [0, 0, 'value', 'z'], [1, 0, 'size', 20], [0, 0, 'color', 'red'], [2, 0, 'color']]);
    const control = tree.get(11)!;
    expect([control.get('value'), control.get('size'), control.get('color')]).toEqual(['z', 20, null]);
  });

  test('sets back to the default with nil', () => {
    const tree = treeOfThree();
    applyPatch(tree, 11, [[0], [0, 0, 'visible', false]]);
    expect(tree.get(11)!.flag('visible')).toBe(false);
    applyPatch(tree, 11, [[0], [0, 0, 'visible', null]]);
    expect(tree.get(11)!.flag('visible')).toBe(true);
  });

  test('moves a control from one property to another', () => {
    const tree = treeOfThree();
    applyPatch(tree, 3, [
      [0, { controls: [1, { 0: [2, { controls: [3] }] }] }],
      [3, 3, 0, 0, 'bottom_appbar'],
    ]);
    expect(tree.get(3)!.child('bottom_appbar')).toBe(tree.get(11));
    expect(tree.get(11)!.parent).toBe(tree.get(3));
    expect(values(tree)).toEqual(['b', 'c']);
  });

  test('tells what has changed and what it was', () => {
    const tree = treeOfThree();
    const { root, changes, added } = applyPatch(tree, 10, [
      [0, { controls: [1, { 0: [2] }] }],
      [0, 2, 'value', 'A'],
      [1, 1, 3, text(20, 'x')],
    ]);
    expect(root).toBe(tree.get(10));
    expect(changes.map(({ control, property }) => [control.id, property])).toEqual([
      [11, 'value'],
      [10, 'controls'],
    ]);
    expect(changes[0]!.previous).toBe('a');
    expect(added.map(({ id }) => id)).toEqual([20]);
  });
});

describe('the index', () => {
  test('forgets what a removal and a replacement take away, with all below', () => {
    const tree = treeOfThree();
    const size = tree.size;
    applyPatch(tree, 3, [[0], [0, 0, 'controls', [text(40, 'only')]]]);
    expect([10, 11, 12, 13].map((id) => tree.get(id))).toEqual([undefined, undefined, undefined, undefined]);
    expect(tree.size).toBe(size - 3);
  });

  test('finds a control that is still there when another of its id has gone', () => {
    const tree = treeOfThree();
    applyPatch(tree, 10, [COLUMN, [1, 1, 3, text(50, 'twice')], [1, 1, 4, text(50, 'twice')], [2, 1, 4]]);
    expect(tree.get(50)).toBe(tree.get(10)!.children()[3]);
  });
});

describe('a patch that does not fit', () => {
  test.each<[string, number, WireValue[], string]>([
    ['an unknown control', 99, [[0]], 'Expected a patch of a control on the page but received one of 99'],
    ['no tree', 10, [], 'Expected a node [number, {key: node}] in the tree of a patch but received undefined'],
    ['a node twice', 10, [[0, { a: [1], b: [1] }]], 'Expected each node of a patch once but received 1 twice'],
    [
      'an unknown node',
      10,
      [[0], [0, 5, 'a', 1]],
      'Operation 1 of a patch of control 10 (Column) failed: expected a node',
    ],
    ['an index beyond the end', 10, [COLUMN, [2, 1, 3]], 'expected an index from 0 to 2 but received 3'],
    ['an index that is a text', 10, [COLUMN, [2, 1, 'x']], "expected an index from 0 to 2 but received 'x' (string)"],
    ['a negative index', 10, [COLUMN, [1, 1, -1, 'x']], 'expected an index from 0 to 3 but received -1'],
    ['an unknown operation', 10, [COLUMN, [9, 1]], 'expected a kind of operation from 0 to 3 but received 9'],
    ['something that is no operation', 10, [COLUMN, 'op'], "expected a list but received 'op'"],
    [
      'a path through a number',
      11,
      [
        [0, { size: [1] }],
        [0, 1, 'x', 1],
      ],
      "expected a control, list or map at 'size'",
    ],
    [
      'a path through what every object has',
      11,
      [
        [0, { constructor: [1] }],
        [0, 1, 'x', 1],
      ],
      "at 'constructor'",
    ],
    ['another id for a control', 11, [[0], [0, 0, '_i', 5]], "expected the name of a property but received '_i'"],
    ['a control without an id', 11, [[0], [0, 0, 'a', { _c: 'Text' }]], 'Expected a control with a type and an id'],
    ['a second page', 11, [[0], [0, 0, 'a', { _c: 'Text', _i: 1 }]], 'Expected a control with a type and an id'],
    ['a move of nothing', 11, [[0], [3, 0, 'nothing', 0, 'a']], 'expected something to move'],
    [
      'a move of a control into itself',
      3,
      [
        [0, { controls: [1, { 0: [2] }] }],
        [3, 1, 0, 2, 'controls'],
      ],
      "expected a control, list or map at '0' of View 3 but found undefined",
    ],
  ])('is refused with its reason: %s', (_what, id, patch, reason) => {
    const tree = treeOfThree();
    expect(() => applyPatch(tree, id, patch)).toThrow(reason);
    expect(() => applyPatch(treeOfThree(), id, patch)).toThrow(
      expect.objectContaining({ code: 'ERR_EMBED_FLET_PROTOCOL' }),
    );
  });

  test('leaves the operations before it applied', () => {
    const tree = treeOfThree();
    expect(() => applyPatch(tree, 10, [COLUMN, [2, 1, 0], [2, 1, 7]])).toThrow('Operation 2');
    expect(values(tree)).toEqual(['b', 'c']);
  });

  test('does not touch the prototypes of objects', () => {
    const tree = treeOfThree();
    const polluting = JSON.parse('{"__proto__": {"polluted": true}}') as WireValue;
    applyPatch(tree, 11, [[0], [0, 0, 'style', polluting], [0, 0, '__proto__', { polluted: true }]]);
    applyPatch(tree, 11, [
      [0, { style: [1] }],
      [0, 1, '__proto__', { polluted: true }],
    ]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(tree.get(11)).toBeInstanceOf(Control);
  });
});

describe('the page of a registration', () => {
  test('is merged: maps into maps, controls into controls of the same id, lists replaced', () => {
    const tree = new ControlTree();
    tree.mergePage({ media: { padding: { top: 1 }, orientation: 'portrait' }, route: '/', title: 'kept' });
    tree.mergePage(pageOf([text(10, 'a')], { media: { padding: {} } }) as Record<string, WireValue>);
    const view = tree.get(3)!;
    const dialogs = tree.get(5)!;
    tree.mergePage({ _dialogs: { _c: 'Dialogs', _i: 5, x: 1 }, views: [{ _c: 'View', _i: 3, route: '/new' }] });
    expect(tree.page.get('media')).toEqual({ padding: { top: 1 }, orientation: 'portrait' });
    expect(tree.page.get('title')).toBe('kept');
    expect(tree.get(5)).toBe(dialogs);
    expect(dialogs.get('x')).toBe(1);
    expect(tree.get(3)).not.toBe(view);
    expect(tree.get(10)).toBeUndefined();
  });
});

describe('components', () => {
  const tree = new ControlTree();
  const inner = { _c: 'C', _i: 22, _b: [text(23, 'x'), { _c: 'C', _i: 24, _b: null }] };
  const column = { _c: 'Column', _i: 20, controls: [{ _c: 'C', _i: 21, _b: inner }, text(25, 'y')] };
  tree.mergePage(pageOf([column]) as Record<string, WireValue>);

  test('are looked through by children, parents and prints', () => {
    expect(values(tree, 20)).toEqual(['x', 'y']);
    expect(tree.get(23)!.parent).toBe(tree.get(20));
    expect(printTree(tree.get(20)!)).toBe('Column\n  Text "x"\n  Text "y"');
  });

  test('are indexed themselves, since patches begin at them', () => {
    applyPatch(tree, 24, [[0], [0, 0, '_b', text(26, 'z')]]);
    expect(values(tree, 20)).toEqual(['x', 'z', 'y']);
  });
});

test('a tree may be deeper than a stack', () => {
  const tree = new ControlTree();
  tree.mergePage(pageOf([]) as Record<string, WireValue>);
  let parent = 3;
  for (let level = 0; level < 50; level++) {
    let nested: WireValue = text(900 + level, 'at the bottom');
    for (let i = 400; i > 0; i--) nested = { _c: 'Container', _i: 1000 + level * 400 + i, content: nested };
    applyPatch(tree, parent, [[0], [0, 0, level === 0 ? 'controls' : 'content', level === 0 ? [nested] : nested]]);
    parent = 1000 + level * 400 + 400;
  }
  expect([...tree.page.walk()].length).toBeGreaterThan(20_000);
  expect(textOf(tree.page)).toBe('at the bottom');
  applyPatch(tree, 3, [[0], [0, 0, 'controls', []]]);
  expect(tree.get(parent)).toBeUndefined();
});
