import { describe, expect, test } from 'vitest';
import { type GestureName, interactiveFor } from '../../lib/flet/index.js';
import { type Controls, type Options, withDialog } from './gestures/rows.js';
import { on } from './packets.js';
import { connectScripted } from './scripted-app.js';

/** What the pointer is on. */
const text = { _c: 'Text', _i: 10, value: 'x' };
const around = (
  type: string,
  properties: object = {},
  part = 'content',
  inner: object = text,
): Record<string, unknown> => ({
  _c: type,
  _i: 11,
  [part]: inner,
  ...properties,
});

describe('a pointer on a text reaches', () => {
  test.each<[string, Controls, number | undefined, GestureName?, Options?]>([
    ['nothing, where there is only text', [text], undefined],
    ['the button that it labels', [around('Button')], 11],
    [
      'the button, through what is only layout',
      [around('Button', {}, 'content', { _c: 'Row', _i: 12, controls: [text] })],
      11,
    ],
    ['a container that listens', [around('Container', on('click'))], 11],
    ['a container that opens an address', [around('Container', { url: 'https://flet.dev' })], 11],
    ['no container that only lays out', [around('Container')], undefined],
    [
      'the container that listens, through one that does not',
      [around('Container', on('click'), 'content', { _c: 'Container', _i: 12, content: text })],
      11,
    ],
    [
      'a container that listens to long presses, with a long press',
      [around('Container', on('long_press'))],
      11,
      'longPress',
    ],
    ['no container that listens to something else', [around('Container', on('long_press'))], undefined],
    ['a detector that listens to taps', [around('GestureDetector', on('tap'))], 11],
    ['no detector that listens to something else', [around('GestureDetector', on('pan_start'))], undefined],
    ['a tile that listens', [around('ListTile', on('click'), 'title')], 11],
    ['a tile that toggles what is in it', [around('ListTile', { toggle_inputs: true }, 'title')], 11],
    ['no tile that does neither', [around('ListTile', {}, 'title')], undefined],
    ['the tab that it labels', [around('Tab', {}, 'label')], 11],
    ['the destination that it labels', [around('NavigationRailDestination', {}, 'label')], 11],
    ['the chip that it labels', [around('Chip', on('select'), 'label')], 11],
    ['no chip that nobody listens to', [around('Chip', {}, 'label')], undefined],
    ['the segment that it labels', [around('Segment', {}, 'label')], 11],
    ['itself as a segment', [around('CupertinoSegmentedButton', {}, 'controls', [text] as object)], 10],
    ['the item that it labels', [around('PopupMenuItem')], 11],
    ['the tile that it is the title of', [around('ExpansionTile', {}, 'title')], 11],
    ['not the tile that it was unfolded from', [around('ExpansionTile', {}, 'controls')], undefined],
    ['the panel whose header can be tapped', [around('ExpansionPanel', { can_tap_header: true }, 'header')], 11],
    ['no panel whose header cannot', [around('ExpansionPanel', {}, 'header')], undefined],
    ['not the panel that it was unfolded from', [around('ExpansionPanel', { can_tap_header: true })], undefined],
    ['the menu button that it labels', [around('PopupMenuButton')], 11],
    ['the context menu around it, with the other button', [around('ContextMenu')], 11, 'buttonClick'],
    ['not the context menu around it, with the first button', [around('ContextMenu')], undefined],
    [
      'not what is around a menu that it is an item of',
      [around('Container', on('click'), 'content', { _c: 'SubmenuButton', _i: 12, controls: [text] })],
      undefined,
    ],
    [
      'not the snack bar that it is the content of',
      [],
      undefined,
      'click',
      withDialog(around('SnackBar', { action: 'Undo' })),
    ],
    [
      'the span of it that is clicked',
      [{ _c: 'Text', _i: 9, spans: [{ ...text, _c: 'TextSpan', ...on('click') }] }],
      10,
    ],
  ])('%s', async (_what, controls, expected, gesture, options) => {
    const { client } = await connectScripted(controls, options);
    expect(interactiveFor(client.tree.get(10)!, gesture)?.id).toBe(expected);
  });

  test('a control itself, before what is around it', async () => {
    const { client } = await connectScripted([
      around('ListTile', on('click'), 'trailing', { _c: 'IconButton', _i: 10 }),
    ]);
    expect(interactiveFor(client.tree.get(10)!)?.id).toBe(10);
  });

  test('the snack bar itself, which stands for its action', async () => {
    const { client } = await connectScripted([], withDialog({ _c: 'SnackBar', _i: 10, open: true, action: 'Undo' }));
    expect(interactiveFor(client.tree.get(10)!)?.id).toBe(10);
  });
});
