/** Methods of controls that stand in a view. */

import { openContextMenu } from '../gestures/context-menu.js';
import { turnPage } from '../gestures/navigation.js';
import { scrollTo } from '../gestures/scrolling.js';
import { closeSearchView, openSearchView } from '../gestures/search-bar.js';
import { selectTab } from '../gestures/tabs.js';
import { type Method, type MethodTable, recorded } from './method.js';

export const FOCUSABLE: MethodTable = {
  focus: (context, control) => {
    context.focus.move(context, control);
    return null;
  },
};

export const SEARCH_BAR: MethodTable = {
  ...FOCUSABLE,
  open_view: (context, bar) => {
    openSearchView(context, bar);
    return null;
  },
  close_view: (context, bar, { text }) => {
    closeSearchView(context, bar, typeof text === 'string' ? text : (bar.string('value') ?? ''));
    return null;
  },
};

/** Answered at once; what the user chooses comes as events. */
export const CONTEXT_MENU: MethodTable = {
  open: (context, menu, { global_position: global, local_position: local }) => {
    openContextMenu(context, menu, global, local);
    return null;
  },
};

export const DISMISSIBLE: MethodTable = {
  confirm_dismiss: (context, control, { dismiss }) => {
    context.pendingDismissals.get(control.id)?.(dismiss === true);
    return null;
  },
};

export const TABS: MethodTable = {
  move_to: (context, tabs, { index }) => {
    selectTab(context, tabs, Number(index));
    return null;
  },
};

type PageChoice = (selected: number, ...call: Parameters<Method>) => number;

const turnTo: (page: PageChoice) => Method =
  (page) =>
  (...call) => {
    const [context, view] = call;
    turnPage(context, view, page(view.number('selected_index') ?? 0, ...call));
    return null;
  };

export const PAGE_VIEW: MethodTable = {
  go_to_page: turnTo((_selected, _context, _view, { index }) => Number(index)),
  jump_to_page: turnTo((_selected, _context, _view, { index }) => Number(index)),
  next_page: turnTo((selected) => selected + 1),
  previous_page: turnTo((selected) => selected - 1),
  // At a place in pixels the page is selected that shows most of itself; beyond the ends the first or the last one.
  jump_to: turnTo((_selected, { layout }, view, { value }) => {
    const { width, height } = layout.sizeOf(view);
    const extent = (view.get('horizontal') === false ? height : width) * (view.number('viewport_fraction') ?? 1);
    const last = Math.max(0, view.children('controls').length - 1);
    return extent > 0 ? Math.min(last, Math.max(0, Math.round(Number(value) / extent))) : 0;
  }),
};

export const SCROLLABLE: MethodTable = {
  scroll_to: (context, control, { offset, delta, scroll_key: key }) => {
    scrollTo(context, control, {
      offset: typeof offset === 'number' ? offset : undefined,
      delta: typeof delta === 'number' ? delta : undefined,
      key: key ?? undefined,
    });
    return null;
  },
};

export const INTERACTIVE_VIEWER: MethodTable = recorded('reset', 'zoom', 'pan', 'save_state', 'restore_state');

/** Apps inside the app do not run here. */
export const FLET_APP: MethodTable = {
  wait_idle: () => ({ status: 'error', error: "The embedded app isn't running." }),
};
