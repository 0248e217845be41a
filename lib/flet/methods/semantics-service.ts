import type { WireMap } from '../values.js';
import { type MethodTable, recorded } from './method.js';

/** What the user has asked the platform for, by Flet's names. */
export interface AccessibilityFeatures extends WireMap {
  accessible_navigation: boolean;
  bold_text: boolean;
  disable_animations: boolean;
  high_contrast: boolean;
  invert_colors: boolean;
  reduce_motion: boolean;
  on_off_switch_labels: boolean;
  supports_announcements: boolean;
}

export function noAccessibilityFeatures(): AccessibilityFeatures {
  return {
    accessible_navigation: false,
    bold_text: false,
    disable_animations: false,
    high_contrast: false,
    invert_colors: false,
    reduce_motion: false,
    on_off_switch_labels: false,
    supports_announcements: false,
  };
}

export const SEMANTICS_SERVICE: MethodTable = {
  ...recorded('announce_message', 'announce_tooltip'),
  get_accessibility_features: ({ services }) => services.accessibility,
};
