import { Double } from '../values.js';
import { type Method, type MethodTable, numberArgument } from './method.js';

export interface ScreenBrightnessState {
  /** 0 to 1. */
  system: number;
  /** What the app has set for itself, 0 to 1; null while it follows the system. */
  application: number | null;
  canChangeSystem: boolean;
  animate: boolean;
  autoReset: boolean;
}

const setFlag: (flag: 'animate' | 'autoReset') => Method =
  (flag) =>
  ({ services }, _control, { value }) => {
    services.screenBrightness[flag] = value === true;
    return null;
  };

export const SCREEN_BRIGHTNESS: MethodTable = {
  get_system_screen_brightness: ({ services }) => new Double(services.screenBrightness.system),
  get_application_screen_brightness: ({ services: { screenBrightness } }) =>
    new Double(screenBrightness.application ?? screenBrightness.system),
  set_system_screen_brightness: ({ services }, _control, args) => {
    services.screenBrightness.system = numberArgument(args, 'value');
    return null;
  },
  set_application_screen_brightness: ({ services }, _control, args) => {
    services.screenBrightness.application = numberArgument(args, 'value');
    return null;
  },
  reset_application_screen_brightness: ({ services }) => {
    services.screenBrightness.application = null;
    return null;
  },
  can_change_system_screen_brightness: ({ services }) => services.screenBrightness.canChangeSystem,
  is_animate: ({ services }) => services.screenBrightness.animate,
  set_animate: setFlag('animate'),
  is_auto_reset: ({ services }) => services.screenBrightness.autoReset,
  set_auto_reset: setFlag('autoReset'),
};
