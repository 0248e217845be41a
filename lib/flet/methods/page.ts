/** Methods of the page, its views and its window. */

import { closeDrawer, openDrawer } from '../gestures/drawers.js';
import { closeWindow, navigate } from '../gestures/page.js';
import { deviceInfo } from './device-info.js';
import { type MethodTable, recorded, stringArgument } from './method.js';
import { PAGE_PICTURES } from './pictures.js';

export const PAGE: MethodTable = {
  push_route: (context, _page, args) => {
    navigate(context, stringArgument(args, 'route'));
    return null;
  },
  get_device_info: ({ services }, page) => ({ ...deviceInfo(page), ...services.deviceInfo }),
  ...PAGE_PICTURES,
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
