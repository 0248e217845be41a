import { expect, test } from 'vitest';
import { expect as expectOf } from '../../lib/testing/index.js';
import { on } from '../flet/packets.js';
import { startLive } from './live-app.js';

const PAGE = [
  {
    _c: 'Column',
    _i: 10,
    controls: [
      { _c: 'Text', _i: 11, value: 'Tasks' },
      {
        _c: 'Container',
        _i: 12,
        content: {
          _c: 'Row',
          _i: 13,
          controls: [
            { _c: 'Checkbox', _i: 14, label: 'Milk', value: true, ...on('change') },
            { _c: 'IconButton', _i: 15, tooltip: 'Delete "Milk"' },
          ],
        },
      },
      {
        _c: 'Row',
        _i: 16,
        controls: [{ _c: 'Checkbox', _i: 17, label: 'Bread', ...on('change') }],
      },
    ],
  },
];

test.each<[string, string]>([
  ['a single line', 'Text "Tasks"'],
  ['lines in reading order, with others between them', 'Text "Tasks"\nCheckbox "Bread"'],
  ['levels that are left out', 'Column\n  Checkbox "Milk"'],
  ['any type', 'View\n  * "Tasks"'],
  ['expressions for texts and values', 'Checkbox /^M/ value=true\nIconButton tooltip=/^Delete/'],
  ['quotes and escapes', 'IconButton tooltip="Delete \\"Milk\\""'],
  ['defaults, which are not printed', 'Checkbox "Bread" value=false visible=true'],
  ['events', 'Checkbox "Milk" (change)'],
  ['a second of a kind, after a first that does not fit below', 'Row\n  Checkbox "Bread"'],
  ['siblings in different parents', 'Row\n  Checkbox "Milk"\nRow\n  Checkbox "Bread"'],
  ['lines that say nothing', '\n  Column\n    …\n    Checkbox "Bread"\n    ...\n'],
  ['the first line that gives the others room', '*\n  Checkbox "Milk"\nCheckbox "Bread"'],
])('an outline fits: %s', async (_what, outline) => {
  const { app } = await startLive(PAGE);
  await expectOf(app).toMatchTree(outline, { timeout: 0 });
  await expect(expectOf(app).not.toMatchTree(outline, { timeout: 0 })).rejects.toThrow('found:   all of it');
});

test.each<[string, string, string]>([
  ['another text', 'Text "Task"', 'line 1, Text "Task", in Page route="/"'],
  ['another order', 'Checkbox "Bread"\nCheckbox "Milk"', 'line 2, Checkbox "Milk", in Page route="/"'],
  ['another place', 'Row\n  Text "Tasks"', 'line 2, Text "Tasks", in Row'],
  ['something below that is beside', 'Text "Tasks"\n  Checkbox', 'line 2, Checkbox, in Text "Tasks"'],
  ['one too many', 'Row\nRow\nRow', 'line 3, Row, in Page route="/"'],
  ['another value', 'Checkbox "Milk" value=false', 'line 1, Checkbox "Milk" value=false, in Page route="/"'],
  [
    'an event that is not handled',
    'Checkbox "Milk" (change, focus)',
    'line 1, Checkbox "Milk" (change, focus), in Page',
  ],
])('an outline does not fit: %s', async (_what, outline, where) => {
  const { app } = await startLive(PAGE);
  await expect(expectOf(app).toMatchTree(outline, { timeout: 0 })).rejects.toThrow(`nothing for ${where}`);
  await expectOf(app).not.toMatchTree(outline, { timeout: 0 });
});

test('what app.tree() prints of a control fits it', async () => {
  const { app } = await startLive(PAGE);
  await expectOf(app).toMatchTree(app.tree(), { timeout: 0 });
});

test('a line that is none is refused with its number', async () => {
  const { app } = await startLive(PAGE);
  expect(() => expectOf(app).toMatchTree('Column\n  "Tasks"')).toThrow(
    new SyntaxError('Expected a control type or * in line 2 of toMatchTree but received: "Tasks"'),
  );
  expect(() => expectOf(app).toMatchTree('Text "a" b')).toThrow(/a text, name=value or \(events\) in line 1/);
});
