/** The services that tell about the device or act on it. */

import { type Method, type MethodTable, recorded } from './method.js';

export const BATTERY: MethodTable = {
  get_battery_level: ({ services }) => services.battery.level,
  get_battery_state: ({ services }) => services.battery.state,
  is_in_battery_save_mode: ({ services }) => services.battery.saveMode,
};

export const CONNECTIVITY: MethodTable = {
  get_connectivity: ({ services }) => services.connectivity,
};

export const WAKELOCK: MethodTable = {
  enable: ({ services }) => {
    services.wakelock = true;
    return null;
  },
  disable: ({ services }) => {
    services.wakelock = false;
    return null;
  },
  is_enabled: ({ services }) => services.wakelock,
};

const share: (method: string) => Method = (method) => (context, control, args) => {
  context.services.shared.push({ type: control.type, method, args });
  return { status: 'success', raw: '' };
};

export const SHARE: MethodTable = {
  share_text: share('share_text'),
  share_uri: share('share_uri'),
  share_files: share('share_files'),
};

export const HAPTIC_FEEDBACK: MethodTable = recorded(
  'heavy_impact',
  'light_impact',
  'medium_impact',
  'vibrate',
  'selection_click',
);

export const BROWSER_CONTEXT_MENU: MethodTable = recorded('enable_menu', 'disable_menu');

export const SEMANTICS_SERVICE: MethodTable = {
  ...recorded('announce_message', 'announce_tooltip'),
  get_accessibility_features: () => ({
    accessible_navigation: false,
    bold_text: false,
    disable_animations: false,
    high_contrast: false,
    invert_colors: false,
    reduce_motion: false,
    on_off_switch_labels: false,
    supports_announcements: false,
  }),
};
