/** What happens to a page as a whole: its address, its surroundings, the way back, its end. */

import { describe } from '../../errors.js';
import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { FletError } from '../flet-error.js';
import { withDoubles } from '../page-profile.js';
import type { WireMap, WireValue } from '../values.js';
import { leaveView, shownViews } from '../views.js';
import { closeOpenDrawer } from './drawers.js';
import { desktopWindow, tellWindow } from './window.js';

/** How long a view may think about a back gesture. */
const CONFIRM_POP_TIMEOUT = 5 * 60_000;

/** The address changes: a link, the browser, or `page.push_route`. */
export function navigate(context: ClientContext, route: string): void {
  const { page } = context.tree;
  context.update(page, { route });
  context.emitAlways(page, 'route_change', { route });
}

/** What the system prefers; a page is told at its start too. */
export function setBrightness(context: ClientContext, brightness: WireValue): void {
  const { page } = context.tree;
  context.update(page, { platform_brightness: brightness });
  context.emitAlways(page, 'platform_brightness_change', typed(context, 'brightness', brightness));
}

export function setMedia(context: ClientContext, media: WireMap): void {
  const { page } = context.tree;
  const converted = withDoubles(media);
  context.update(page, { media: converted });
  context.emitAlways(page, 'media_change', converted);
}

/** The user prefers other languages, the best one first. */
export function setLocales(context: ClientContext, tags: readonly string[]): void {
  const locales = tags.map((tag) => {
    const { language, region, script } = new Intl.Locale(tag);
    return { language_code: language, country_code: region ?? null, script_code: script ?? null };
  });
  context.emit(context.tree.page, 'locale_change', { locales });
}

const LIFECYCLE_STATES = ['show', 'resume', 'hide', 'inactive', 'pause', 'detach', 'restart'] as const;

/** What a system does to an app; see Flet's `AppLifecycleState`. */
export type LifecycleState = (typeof LIFECYCLE_STATES)[number];

export function setLifecycle(context: ClientContext, state: LifecycleState): void {
  if (!LIFECYCLE_STATES.includes(state)) {
    const known = LIFECYCLE_STATES.join(', ');
    throw new TypeError(`Expected one of ${known} for the state of the app but received ${describe(state)}`);
  }
  context.emitAlways(context.tree.page, 'app_lifecycle_state_change', { state });
}

/** A host that shows several views of one app has added one. */
export function addView(context: ClientContext, id: number, initialData: WireValue): void {
  context.emitAlways(context.tree.page, 'multi_view_add', { view_id: id, initial_data: initialData });
}

export function removeView(context: ClientContext, id: number): void {
  context.emitAlways(context.tree.page, 'multi_view_remove', typed(context, 'view_id', id));
}

/** A value that Flet's own client sends bare, as the field that Python expects; `data` still gives the bare value. */
function typed(context: ClientContext, field: string, value: WireValue): WireValue {
  return context.faithful ? value : { [field]: value, data: value };
}

/** The user closes the window. An app that prevents this is only told. */
export function closeWindow(context: ClientContext): void {
  const window = desktopWindow(context);
  const isPrevented = window?.flag('prevent_close') === true;
  if (window !== undefined) tellWindow(context, window, 'close', isPrevented ? {} : { focused: false });
  if (!isPrevented) context.exit();
}

/**
 * The user goes back: by the arrow in the app bar or the system's gesture. A view that wants to be asked is; what follows its
 * answer happens then, since it may ask the user in turn.
 */
export function goBack(context: ClientContext): void {
  const top = shownViews(context.tree.page).at(-1);
  if (top === undefined) throw new FletError('ERR_EMBED_FLET_REFUSED', 'Cannot go back: the page has no view');
  if (top.flag('can_pop')) {
    // An open drawer lies above its view, and goes first.
    if (!closeOpenDrawer(context, top)) leave(context, top);
  } else if (top.handles('confirm_pop')) {
    askToLeave(context, top);
  }
}

function leave(context: ClientContext, view: Control): void {
  const { page } = context.tree;
  if (shownViews(page).length < 2) {
    context.exit();
    return;
  }
  leaveView(page, view);
  context.emitAlways(page, 'view_pop', { route: view.string('route') ?? '/' });
}

function askToLeave(context: ClientContext, view: Control): void {
  if (context.pendingPops.has(view.id)) return;
  const answered = new Promise<boolean>((resolve) => {
    const decide = (shouldPop: boolean): void => {
      cancel();
      context.pendingPops.delete(view.id);
      resolve(shouldPop);
    };
    const cancel = context.timers.after(CONFIRM_POP_TIMEOUT, () => decide(false));
    context.pendingPops.set(view.id, decide);
    context.emit(view, 'confirm_pop');
  });
  // What follows comes after the answer to the method.
  void answered.then((shouldPop) => {
    if (shouldPop && shownViews(context.tree.page).includes(view)) leave(context, view);
  });
}
