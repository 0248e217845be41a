/** Methods of controls that stand in a view. */

import { selectTab, turnPage } from '../gestures/navigation.js';
import { type Method, type MethodTable, recorded } from './method.js';
import { EMPTY_PNG } from './page.js';

export const FOCUSABLE: MethodTable = {
  focus: (context, control) => {
    context.focus.move(context, control);
    return null;
  },
};

export const TABS: MethodTable = {
  move_to: (context, tabs, { index }) => {
    selectTab(context, tabs, Number(index));
    return null;
  },
};

const turnTo: (page: (selected: number, args: Readonly<Record<string, unknown>>) => number) => Method =
  (page) => (context, view, args) => {
    turnPage(context, view, page(view.number('selected_index') ?? 0, args));
    return null;
  };

export const PAGE_VIEW: MethodTable = {
  go_to_page: turnTo((_selected, { index }) => Number(index)),
  jump_to_page: turnTo((_selected, { index }) => Number(index)),
  next_page: turnTo((selected) => selected + 1),
  previous_page: turnTo((selected) => selected - 1),
  ...recorded('jump_to'),
};

export const SCROLLABLE: MethodTable = recorded('scroll_to');

export const SCREENSHOT: MethodTable = { capture: () => EMPTY_PNG };

export const INTERACTIVE_VIEWER: MethodTable = recorded('reset', 'zoom', 'pan', 'save_state', 'restore_state');
