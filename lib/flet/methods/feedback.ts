/** Services that only act on a device: each call is remembered. */

import { recorded } from './method.js';

export const HAPTIC_FEEDBACK = recorded('heavy_impact', 'light_impact', 'medium_impact', 'vibrate', 'selection_click');

export const BROWSER_CONTEXT_MENU = recorded('enable_menu', 'disable_menu');
