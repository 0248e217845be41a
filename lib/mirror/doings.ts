/** Who has done what a viewer sends: a person, or the real client by itself. */

import type { Control } from '../flet/control.js';
import { PAGE_ID, WINDOW_ID } from '../flet/control-tree.js';
import { isMap, type WireMap, type WireValue } from '../flet/values.js';
import { describedControls } from './described-controls.js';

/** What each real client has of its own: its size, what is around it. */
export const SURROUNDINGS: readonly string[] = ['height', 'media', 'platform_brightness', 'width'];

/** Events that nobody causes, and that every viewer has in its own way: the app hears them from one. */
const OWN_EVENTS: ReadonlySet<string> = new Set([
  // The page and its surroundings.
  'app_lifecycle_state_change',
  'locale_change',
  'media_change',
  'multi_view_add',
  'multi_view_remove',
  'platform_brightness_change',
  'resize',
  // Layout, pictures, transitions.
  'animation_end',
  'image_error',
  'size_change',
  // Players, sensors, services and whatever else runs by itself.
  'application_screen_brightness_change',
  'complete',
  'duration_change',
  'error',
  'load',
  'loaded',
  'page_ended',
  'page_started',
  'position_change',
  'progress',
  'reading',
  'seek_complete',
  'shake',
  'state_change',
  'stream',
  'stream_image',
  'system_screen_brightness_change',
  'track_change',
  'web_resource_error',
]);

/** Services whose `change` is no person's. */
const SERVICES: ReadonlySet<string> = new Set(['Connectivity', 'SecureStorage']);

/** Events that follow properties, and are echoes where those are. */
const FOLLOWING: ReadonlySet<string> = new Set(['change', 'dismiss', 'route_change', 'text_change']);

/** These leave after their time, or a person sends them away: nobody can tell. */
export const BARS: ReadonlySet<string> = new Set(['Banner', 'SnackBar']);

/** Properties of the page or the window that differ from viewer to viewer. */
export function isSurrounding(control: Control, name: string): boolean {
  return control.id === WINDOW_ID || (control.id === PAGE_ID && SURROUNDINGS.includes(name));
}

/** What a real client keeps for itself: told to the app, but of no use to another viewer. */
export function isPrivate(name: string): boolean {
  return name.startsWith('_') || name === 'selection';
}

/** Whether another viewer shows this too. */
export function isShared(control: Control, name: string): boolean {
  return !isPrivate(name) && !isSurrounding(control, name);
}

/** Whether a change of these properties shows that a person uses the viewer. */
export function isPersons(control: Control, names: readonly string[]): boolean {
  return !BARS.has(control.type) && names.some((name) => isShared(control, name));
}

export function isOwnEvent(control: Control, name: string, data: WireValue): boolean {
  if (name === 'scroll') return isMap(data) && 'event_type' in data && data['event_type'] !== 'user';
  return OWN_EVENTS.has(name) || (name === 'change' && SERVICES.has(control.type));
}

export function isFollowing(name: string): boolean {
  return FOLLOWING.has(name);
}

/** What a viewer sends never holds controls; those come from the app. */
export function holdsControls(properties: WireMap): boolean {
  return Object.hasOwn(properties, '_i') || describedControls(properties).next().done !== true;
}

/** Methods that change what is seen, and that no property tells of. */
const SEEN: ReadonlySet<string> = new Set([
  'close_drawer',
  'close_end_drawer',
  'close_view',
  'focus',
  'open_view',
  'pan',
  'reset',
  'scroll_to',
  'show_drawer',
  'show_end_drawer',
  'zoom',
]);

/** Whether viewers that only look do what a method says too. Nobody waits for them. */
export function isSeen(method: string): boolean {
  return SEEN.has(method);
}
