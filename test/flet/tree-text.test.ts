import { describe, expect, test } from 'vitest';
import { ControlTree } from '../../lib/flet/control-tree.js';
import { ownText, printTree, textOf } from '../../lib/flet/index.js';
import type { WireValue } from '../../lib/flet/values.js';
import { pageOf } from './scripted-app.js';

function treeOf(...controls: unknown[]): ControlTree {
  const tree = new ControlTree();
  tree.mergePage(pageOf(controls) as Record<string, WireValue>);
  return tree;
}

describe('the text of a control', () => {
  test.each([
    ['a text', { _c: 'Text', value: 'hello' }, 'hello'],
    [
      'a text with spans in spans',
      {
        _c: 'Text',
        value: 'a',
        spans: [{ _c: 'TextSpan', _i: 11, text: 'b', spans: [{ _c: 'TextSpan', _i: 12, text: 'c' }] }],
      },
      'abc',
    ],
    ['a button with a string', { _c: 'Button', content: 'ok' }, 'ok'],
    ['a button with a control, which has its own', { _c: 'Button', content: { _c: 'Text', _i: 11, value: 'ok' } }, ''],
    ['a field: its label, not its value', { _c: 'TextField', label: 'Name', value: 'Ada' }, 'Name'],
    ['a tile', { _c: 'ListTile', title: 'Title', subtitle: 'Sub' }, 'Title Sub'],
    ['an option with a text', { _c: 'DropdownOption', key: 'r', text: 'Red' }, 'Red'],
    ['an option without one: its key', { _c: 'DropdownOption', key: 'green' }, 'green'],
    ['a column', { _c: 'Column', controls: [] }, ''],
  ])('is that of %s', (_what, control, text) => {
    expect(ownText(treeOf({ ...control, _i: 10 }).get(10)!)).toBe(text);
  });

  test('with all below: in reading order, without what is hidden', () => {
    const tree = treeOf(
      {
        _c: 'Row',
        _i: 10,
        controls: [
          { _c: 'Text', _i: 11, value: 'a' },
          { _c: 'Text', _i: 12, value: 'b', visible: false },
        ],
      },
      { _c: 'Button', _i: 13, content: { _c: 'Text', _i: 14, value: 'c' } },
    );
    expect(textOf(tree.page)).toBe('a\nc');
  });
});

describe('a printed tree', () => {
  const tree = treeOf(
    {
      controls: [
        { value: 'Ada', on_change: true, on_submit: false, _i: 11, _c: 'TextField', label: 'Name', width: 99.5 },
      ],
      _c: 'Row',
      _i: 10,
      key: 'form',
    },
    {
      _c: 'AlertDialog',
      _i: 12,
      actions: [{ _c: 'TextButton', _i: 13, content: 'OK' }],
      title: 'Sure?',
      disabled: true,
    },
    { _c: 'Checkbox', _i: 14, value: null, label: 'a "quoted" label' },
  );

  test('shows type, text, the properties that matter and the events that are handled', () => {
    expect(printTree(tree.page)).toBe(
      [
        'Page',
        '  View route="/"',
        '    Row key="form"',
        '      TextField "Name" value="Ada" (change)',
        '    AlertDialog "Sure?" disabled=true',
        '      TextButton "OK"',
        '    Checkbox "a \\"quoted\\" label"',
      ].join('\n'),
    );
  });

  test('shows ids when asked to, since they differ from run to run', () => {
    expect(printTree(tree.get(10)!, { ids: true })).toBe(
      'Row #10 key="form"\n  TextField #11 "Name" value="Ada" (change)',
    );
  });

  test('does not depend on the order in which properties came', () => {
    const first = treeOf({
      _c: 'ListTile',
      _i: 10,
      trailing: { _c: 'Icon', _i: 11 },
      leading: { _c: 'Text', _i: 12, value: 'a' },
    });
    const second = treeOf({
      leading: { value: 'a', _i: 12, _c: 'Text' },
      trailing: { _i: 11, _c: 'Icon' },
      _i: 10,
      _c: 'ListTile',
    });
    expect(printTree(first.page)).toBe(printTree(second.page));
  });
});

describe('a property that is absent', () => {
  test.each([
    ['Text', {}, 'value', ''],
    ['Text', {}, 'visible', true],
    ['Button', {}, 'tooltip', null],
    ['Checkbox', {}, 'value', false],
    ['Checkbox', { tristate: true }, 'value', null],
    ['Slider', { min: 5 }, 'value', 5],
    ['Slider', {}, 'max', 1],
    ['BottomSheet', {}, 'dismissible', true],
    ['Text', {}, 'constructor', null],
  ])('of a %s %o: %s is %o', (type, properties, name, value) => {
    expect(
      treeOf({ _c: type, _i: 10, ...properties })
        .get(10)!
        .get(name),
    ).toEqual(value);
  });
});
