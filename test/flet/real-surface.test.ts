/** Flet itself understands what the gestures on surfaces send: each event arrives typed, and none crashes the session. */

import { expect, onTestFinished, test } from 'vitest';
import { type Control, FletClient } from '../../lib/flet/index.js';
import { startChildApp } from './child-app.js';
import { scriptOf } from './scenarios.js';

interface Stage {
  client: FletClient;
  /** The control of a type; of several the one with this text or key in it. */
  find: (type: string, mark?: string) => Control;
  /** What the app has heard since the last time, as soon as this line is the last. */
  heard: (last: string) => Promise<string[]>;
}

async function start(): Promise<Stage> {
  const app = await startChildApp(scriptOf('surface'));
  onTestFinished(() => app.close());
  const client = await FletClient.connect(app.channel);
  const isMarked = (control: Control, mark: string): boolean =>
    [...control.walk()].some((inner) => ['value', 'key', 'content'].some((name) => inner.get(name) === mark));
  const find = (type: string, mark?: string): Control =>
    client.find((control) => control.type === type && (mark === undefined || isMarked(control, mark)))!;
  await client.until(() => find('WindowDragArea'));
  let seen = 0;
  const heard = async (last: string): Promise<string[]> => {
    const lines = await client.until(() => {
      const all = (find('Text', 'log').string('value') ?? '').split('\n').slice(0, -1);
      return all.length > seen && all.at(-1) === last && all;
    });
    const news = lines.slice(seen);
    seen = lines.length;
    return news;
  };
  await client.sendEvent(find('Semantics'), 'increase');
  await heard('Semantics.increase');
  return { client, find, heard };
}

const kind = "kind='mouse'";
const at = (x: string, y: string): string => `local_position=(${x}, ${y}) global_position=(${x}, ${y})`;
const state = (pressure: string): string =>
  `timestamp='Duration' device=0 pressure=${pressure} pressure_min=1.0 pressure_max=1.0 distance=0.0 distance_max=0.0 ` +
  'size=0.0 radius_major=0.0 radius_minor=0.0 radius_min=0.0 radius_max=0.0 orientation=0.0 tilt=0.0';
const middle = at('50.0', '25.0');

test('Flet understands every event of a detector', { timeout: 60_000 }, async () => {
  const { client, find, heard } = await start();
  const detector = find('GestureDetector', 'pan');
  await client.click(detector);
  await client.perform(detector, 'doubleClick', undefined);
  await client.perform(detector, 'buttonClick', 'secondary');
  await client.perform(detector, 'drag', { by: { x: 2, y: 3 }, hold: true });
  await client.perform(detector, 'multiTouch', { fingers: 2, hold: true });
  await client.perform(detector, 'forcePress', 1);
  await client.perform(detector, 'pointAt', { x: 1, y: 2 });
  await client.perform(detector, 'scroll', { x: 0, y: 5 });
  await client.perform(detector, 'drag', { by: { x: 1, y: 0 }, button: 'secondary' });
  await client.perform(detector, 'drag', { by: { x: 4, y: 6 }, steps: 2, from: { x: 0, y: 0 } });
  await client.perform(detector, 'cancel', 'pan');
  expect(await heard('GestureDetector.pan_cancel')).toEqual(
    [
      `tap_down ${kind} ${middle}`,
      `tap_up ${kind} ${middle}`,
      `tap ${kind} ${middle}`,
      `double_tap_down ${kind} ${middle}`,
      'double_tap',
      `secondary_tap_down ${kind} ${middle}`,
      `secondary_tap_up ${kind} ${middle}`,
      'secondary_tap',
      `long_press_down ${kind} ${middle}`,
      `long_press_start ${middle}`,
      'long_press',
      `long_press_move_update ${at('52.0', '28.0')} offset_from_origin=(2.0, 3.0) local_offset_from_origin=(2.0, 3.0)`,
      `long_press_end ${at('52.0', '28.0')} velocity=(0, 0)`,
      'long_press_up',
      // Python's event has no field for what this one tells.
      'multi_tap',
      'multi_long_press',
      'multi_tap',
      'multi_tap',
      `force_press_start ${middle} pressure=0.4`,
      `force_press_peak ${middle} pressure=1.0`,
      `force_press_update ${middle} pressure=1.0`,
      `force_press_end ${middle} pressure=0.0`,
      `enter ${kind} ${at('1.0', '2.0')} ${state('0.0')} local_delta=(None, None)`,
      `hover ${kind} ${at('1.0', '2.0')} ${state('0.0')} local_delta=(0, 0)`,
      `scroll ${at('1.0', '2.0')} scroll_delta=(0, 5.0)`,
      `right_pan_start ${kind} ${middle} ${state('1.0')} local_delta=(None, None)`,
      `right_pan_update ${kind} ${at('51.0', '25.0')} ${state('1.0')} local_delta=(1.0, 0)`,
      `right_pan_end ${kind} ${at('51.0', '25.0')} ${state('0.0')} local_delta=(None, None)`,
      `pan_down ${at('0', '0')}`,
      `pan_start ${kind} ${at('0', '0')} timestamp='Duration'`,
      `pan_update ${at('2.0', '3.0')} local_delta=(2.0, 3.0) global_delta=(2.0, 3.0) timestamp='Duration'`,
      `pan_update ${at('4.0', '6.0')} local_delta=(2.0, 3.0) global_delta=(4.0, 6.0) timestamp='Duration'`,
      `pan_end ${at('4.0', '6.0')} velocity=(0, 0) primary_velocity=0.0`,
      `pan_down ${middle}`,
      'pan_cancel',
    ].map((line) => `GestureDetector.${line}`),
  );
});

test('Flet understands drags, scales and what lists, tables and texts tell', { timeout: 60_000 }, async () => {
  const { client, find, heard } = await start();
  const corner = { x: 0, y: 0 };
  await client.perform(find('GestureDetector', 'axes'), 'drag', { by: { x: 9, y: 1 }, from: corner });
  await client.perform(find('GestureDetector', 'axes'), 'swipe', 'up');
  await client.perform(find('GestureDetector', 'scale'), 'pinch', { scale: 2, rotation: 1 });
  await client.perform(find('InteractiveViewer'), 'drag', { by: { x: 1, y: 2 }, from: corner });
  await client.perform(find('ListView'), 'scroll', { x: 0, y: 10 });
  await client.perform(find('ReorderableListView'), 'reorder', [0, 1]);
  await client.click(find('DataColumn'));
  await client.click(find('DataCell'));
  await client.click(find('DataRow'));
  await client.perform(find('DataTable'), 'selectAll', true);
  await client.perform(find('Draggable'), 'dropOn', find('DragTarget'));
  await client.perform(find('Draggable'), 'dragOver', find('DragTarget'));
  await client.click(find('Text', 'Marked'));
  await client.perform(find('Text', 'Marked'), 'selectText', [1, 3]);
  await client.perform(find('Markdown'), 'selectText', [1, 5]);
  await client.select(find('Markdown'), 'link');
  await client.perform(find('SelectionArea'), 'selectText', [0, 2]);
  await client.perform(find('Semantics'), 'assist', 'increase');
  await client.perform(find('Semantics'), 'assist', 'move_cursor_forward_by_character');
  await client.perform(find('Semantics'), 'fill', 'new');
  await client.perform(find('WindowDragArea'), 'drag', { by: { x: 1, y: 2 } });
  await client.perform(find('WindowDragArea'), 'doubleClick', undefined);
  const metrics = 'min_scroll_extent=0.0 max_scroll_extent=860.0 viewport_dimension=100.0';
  const focal = (x: string, y: string): string => `local_focal_point=(${x}, ${y}) global_focal_point=(${x}, ${y})`;
  const factors = (scale: string, rotation: string): string =>
    `horizontal_scale=${scale} vertical_scale=${scale} scale=${scale} rotation=${rotation} timestamp='Duration'`;
  const origin = at('0', '0');
  const entered = [
    'Draggable.drag_start',
    "DragTarget.will_accept src='Draggable' accept=True",
    `DragTarget.move src='Draggable' ${origin}`,
  ];
  expect(await heard("Window.event type='maximize'")).toEqual([
    `GestureDetector.horizontal_drag_update ${at('9.0', '1.0')} local_delta=(9.0, 1.0) global_delta=(9.0, 1.0) ` +
      "primary_delta=9.0 timestamp='Duration'",
    `GestureDetector.vertical_drag_end ${at('0', '-100.0')} velocity=(0, -1000.0) primary_velocity=-1000.0`,
    `GestureDetector.scale_start ${focal('0', '0')} pointer_count=2 timestamp='Duration'`,
    `GestureDetector.scale_update ${focal('0', '0')} focal_point_delta=(0, 0) pointer_count=2 ${factors('2.0', '1.0')}`,
    'GestureDetector.scale_end pointer_count=1 velocity=(0, 0)',
    `InteractiveViewer.interaction_start ${focal('0', '0')} pointer_count=1 timestamp='Duration'`,
    `InteractiveViewer.interaction_update ${focal('1.0', '2.0')} focal_point_delta=(1.0, 2.0) pointer_count=1 ` +
      factors('1.0', '0.0'),
    'InteractiveViewer.interaction_end pointer_count=0 velocity=(0, 0)',
    `ListView.scroll event_type='user' pixels=0.0 ${metrics} direction='reverse'`,
    `ListView.scroll event_type='start' pixels=10.0 ${metrics}`,
    `ListView.scroll event_type='update' pixels=10.0 ${metrics} scroll_delta=10.0`,
    `ListView.scroll event_type='end' pixels=10.0 ${metrics}`,
    'ReorderableListView.reorder_start old_index=0',
    'ReorderableListView.reorder_end new_index=2',
    'ReorderableListView.reorder new_index=1 old_index=0',
    'DataColumn.sort column_index=0 ascending=True',
    `DataCell.tap_down ${kind} ${origin}`,
    'DataCell.tap',
    'DataRow.select_change data=True',
    'DataTable.select_all data=True',
    ...entered,
    `DragTarget.accept src='Draggable' ${origin}`,
    "Draggable.drag_complete data='default'",
    ...entered,
    "DragTarget.leave src='Draggable'",
    "Text.selection_change selected_text='Marked' selection=(0, 0) cause='tap'",
    'Text.tap',
    "Text.selection_change selected_text='Marked' selection=(1, 3) cause='drag'",
    "Markdown.selection_change selected_text='link' selection=(1, 5) cause='drag'",
    "Markdown.tap_link data='https://flet.dev'",
    "SelectionArea.change data='ar'",
    'Semantics.increase',
    'Semantics.move_cursor_forward_by_character data=False',
    "Semantics.set_text data='new'",
    `WindowDragArea.drag_start ${kind} ${origin} timestamp='Duration'`,
    `WindowDragArea.drag_end ${at('1.0', '2.0')} velocity=(0, 0) primary_velocity=0.0`,
    "WindowDragArea.double_tap data='maximize' type='maximize'",
    "Window.event type='maximize'",
  ]);
});

test('Flet understands what the page, the window, the keyboard and the layout tell', { timeout: 60_000 }, async () => {
  const { client, find, heard } = await start();
  await client.setBrightness('dark');
  await client.setLocales(['de-CH']);
  await client.setLifecycle('hide');
  await client.setLifecycle('resume');
  await client.setWindow({ minimized: true });
  await client.resize(400, 300);
  await client.focus(find('KeyboardListener'));
  await client.pressKey('a', { shift: true, repeat: 1 });
  await client.perform(find('Dismissible'), 'swipe', 'right');
  expect(await heard("Dismissible.dismiss direction='startToEnd'")).toEqual([
    "Page.platform_brightness_change data='dark' brightness='dark'",
    "Page.locale_change locales=[Locale(language_code='de', country_code='CH', script_code=None)]",
    "Page.app_lifecycle_state_change state='hide'",
    "Page.app_lifecycle_state_change state='resume'",
    "Window.event type='minimize'",
    "Window.event type='resized'",
    "KeyboardListener.key_down key='Shift Left'",
    "Page.keyboard_event key='A' shift=True ctrl=False alt=False meta=False",
    "KeyboardListener.key_down key='A'",
    "KeyboardListener.key_repeat key='A'",
    "KeyboardListener.key_up key='A'",
    "KeyboardListener.key_up key='Shift Left'",
    "Dismissible.update direction='none' progress=0.0 reached=False previous_reached=False",
    "Dismissible.update direction='startToEnd' progress=0.5 reached=True previous_reached=False",
    "Dismissible.update direction='startToEnd' progress=1.0 reached=True previous_reached=True",
    "Dismissible.confirm_dismiss direction='startToEnd'",
    'Dismissible.resize',
    "Dismissible.dismiss direction='startToEnd'",
  ]);
  await client.click(find('Button', 'Fade'));
  expect(await heard("Container.animation_end data='opacity'")).toHaveLength(1);
  await client.measure(find('Container', 'box'), { width: 50 });
  expect(await heard('Container.size_change width=50.0 height=40.0')).toHaveLength(1);
  await client.click(find('Button', 'End'));
  const metrics = 'min_scroll_extent=0.0 max_scroll_extent=860.0 viewport_dimension=100.0';
  expect(await heard(`ListView.scroll event_type='end' pixels=860.0 ${metrics}`)).toEqual([
    `ListView.scroll event_type='start' pixels=860.0 ${metrics}`,
    `ListView.scroll event_type='update' pixels=860.0 ${metrics} scroll_delta=860.0`,
    `ListView.scroll event_type='end' pixels=860.0 ${metrics}`,
  ]);
});
