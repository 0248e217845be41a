/** Methods of the page, its views and its window. */

import { closeDrawer, openDrawer } from '../gestures/drawers.js';
import { closeWindow, navigate } from '../gestures/page.js';
import { type MethodTable, recorded, stringArgument } from './method.js';

/** One transparent pixel: what a picture of a page without pixels looks like. */
export const EMPTY_PNG: Uint8Array = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='),
  (character) => character.charCodeAt(0),
);

export const PAGE: MethodTable = {
  push_route: (context, _page, args) => {
    navigate(context, stringArgument(args, 'route'));
    return null;
  },
  take_screenshot: () => EMPTY_PNG,
  take_animation: (_context, _page, { frame_delays_ms: delays }) =>
    Array.isArray(delays) ? delays.map(() => EMPTY_PNG) : [],
  get_device_info: () => ({
    locales: [{ language_code: 'en', country_code: 'US', script_code: null }],
    name: 'Linux',
    id: 'linux',
    pretty_name: 'Linux',
    browser_name: 'headless',
  }),
  ...recorded('set_allowed_device_orientations'),
};

export const VIEW: MethodTable = {
  show_drawer: (context, view) => openDrawer(context, view, 'drawer'),
  close_drawer: (context, view) => closeDrawer(context, view, 'drawer'),
  show_end_drawer: (context, view) => openDrawer(context, view, 'end_drawer'),
  close_end_drawer: (context, view) => closeDrawer(context, view, 'end_drawer'),
  confirm_pop: (context, view, { should_pop: shouldPop }) => {
    context.pendingPops.get(view.id)?.(shouldPop === true);
    return null;
  },
};

export const WINDOW: MethodTable = {
  ...recorded('wait_until_ready_to_show', 'center', 'to_front', 'start_dragging', 'start_resizing'),
  close: (context) => {
    closeWindow(context);
    return null;
  },
  destroy: (context) => {
    context.exit();
    return null;
  },
};
