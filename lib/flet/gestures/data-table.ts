/** `DataTable`: its columns sort, its rows are ticked, its cells are tapped. What the table then shows is the app's to say. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { type GestureTable, type Point, refused } from './gesture.js';
import { pointer } from './pointer.js';

function visible(control: Control, property: string): Control[] {
  return control.children(property).filter((child) => child.flag('visible'));
}

function sort(context: ClientContext, column: Control): void {
  const table = column.parent;
  if (table === undefined) return;
  const index = visible(table, 'columns').indexOf(column);
  const isSorted = table.number('sort_column_index') === index;
  context.emit(column, 'sort', { ci: index, asc: isSorted ? !table.flag('sort_ascending') : true });
}

function tick(context: ClientContext, row: Control): void {
  context.emit(row, 'select_change', !row.flag('selected'));
}

/** The box in the header is there when the table shows boxes and some row can be ticked. */
function tickAll(context: ClientContext, table: Control, selected: boolean): void {
  const rows = visible(table, 'rows').filter((row) => row.handles('select_change'));
  if (!table.flag('show_checkbox_column') || rows.length === 0) {
    throw refused(table, 'shows no box in its header: it needs show_checkbox_column and rows with on_select_change');
  }
  if (table.handles('select_all')) {
    context.emit(table, 'select_all', selected);
    return;
  }
  for (const row of rows) if (row.flag('selected') !== selected) context.emit(row, 'select_change', selected);
}

const CELL_EVENTS = ['tap', 'double_tap', 'long_press', 'tap_cancel', 'tap_down'];

/** A cell that listens to nothing is a part of its row. */
function isOwn(cell: Control): boolean {
  return CELL_EVENTS.some((event) => cell.handles(event));
}

function tapCell(context: ClientContext, cell: Control, at?: Point): void {
  const row = cell.parent;
  if (isOwn(cell)) {
    context.emit(cell, 'tap_down', pointer(context, cell, at));
    context.emit(cell, 'tap');
  } else if (row !== undefined) {
    tick(context, row);
  }
}

const cell: GestureTable = {
  click: tapCell,
  doubleClick: (context, control, at) => {
    if (control.handles('double_tap')) {
      context.emit(control, 'double_tap');
    } else {
      tapCell(context, control, at);
      tapCell(context, control, at);
    }
  },
  longPress: (context, control) => context.emit(isOwn(control) ? control : (control.parent ?? control), 'long_press'),
  cancel: (context, control, gesture) => {
    if (gesture !== 'tap') throw refused(control, `takes no ${gesture} that could be cancelled`);
    context.emit(control, 'tap_down', pointer(context, control));
    context.emit(control, 'tap_cancel');
  },
};

export const DATA_TABLE_GESTURES: Readonly<Record<string, GestureTable>> = {
  DataCell: cell,
  DataColumn: { click: sort },
  DataRow: { click: tick, longPress: (context, row) => context.emit(row, 'long_press') },
  DataTable: { selectAll: tickAll },
};
