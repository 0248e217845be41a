import { type Family, gesture, stream } from '../gesture.js';

export const LISTS: Family[] = [
  {
    name: 'data-table',
    gestures: [
      gesture('press the head of a column', {
        real: (hand) => hand.click(120, 25),
        headless: (user) => user.click('DataColumn'),
      }),
      gesture('press the box of a row', {
        real: (hand) => hand.click(62, 75),
        headless: (user) => user.click('DataRow#Ada'),
      }),
      gesture('press a cell that listens', {
        real: (hand) => hand.click(120, 125),
        headless: (user) => user.click('DataCell#Alan-name'),
      }),
      gesture('press the box in the head', {
        real: (hand) => hand.click(62, 25),
        headless: (user) => user.perform('DataTable', 'selectAll', true),
      }),
    ],
  },
  {
    name: 'dismissible',
    gestures: [
      stream('throw away', {
        real: (hand) => hand.drag([100, 70], [400, 70], { steps: 20 }),
        headless: (user) => user.perform('Dismissible#plain', 'swipe', 'right'),
      }),
      stream('throw away one that asks', {
        real: (hand) => hand.drag([100, 170], [400, 170], { steps: 20 }),
        headless: (user) => user.perform('Dismissible#asking', 'swipe', 'right'),
      }),
    ],
  },
  {
    name: 'reorderable-list-view',
    gestures: [
      gesture('drag an item down by its handle', {
        real: (hand) => hand.drag([324, 70], [324, 150], { steps: 20 }),
        headless: (user) => user.perform('ReorderableListView', 'reorder', [0, 1]),
      }),
      gesture('drag it up again', {
        real: (hand) => hand.drag([324, 130], [324, 50], { steps: 20 }),
        headless: (user) => user.perform('ReorderableListView', 'reorder', [1, 0]),
      }),
    ],
  },
  {
    name: 'reorderable-drag-handle',
    gestures: [
      gesture('drag an item down by its own handle', {
        real: (hand) => hand.drag([70, 70], [70, 150], { steps: 20 }),
        headless: async (user) => {
          await user.perform('ReorderableDragHandle#a-handle', 'dropOn', await user.find('Row#b'));
        },
      }),
      gesture('drag it beside its handle', {
        real: (hand) => hand.drag([200, 130], [200, 50], { steps: 20 }),
        headless: async () => {},
      }),
    ],
  },
  {
    name: 'drag-target',
    gestures: [
      stream('drop on it', {
        real: (hand) => hand.drag([80, 80], [380, 120], { steps: 20 }),
        headless: async (user) => user.perform('Draggable', 'dropOn', await user.find('DragTarget')),
      }),
      stream('drag over it, and drop elsewhere', {
        real: async (hand) => {
          await hand.dragOver([80, 80], [380, 120], [600, 400]);
        },
        headless: async (user) => user.perform('Draggable', 'dragOver', await user.find('DragTarget')),
      }),
    ],
  },
  {
    name: 'scrolling',
    gestures: [
      stream('turn the wheel over a column', {
        real: (hand) => hand.wheel(100, 100, { y: 100 }),
        headless: (user) => user.perform('Column#column', 'scroll', { x: 0, y: 100 }),
      }),
      stream('turn the wheel over a list', {
        real: (hand) => hand.wheel(500, 100, { y: 100 }),
        headless: (user) => user.perform('ListView#list', 'scroll', { x: 0, y: 100 }),
      }),
    ],
  },
  {
    name: 'grid-view',
    gestures: [
      stream('turn the wheel', {
        real: (hand) => hand.wheel(100, 100, { y: 100 }),
        headless: (user) => user.perform('GridView', 'scroll', { x: 0, y: 100 }),
      }),
    ],
  },
];
