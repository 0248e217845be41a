/** What happens to a page as a whole: its address, its size, its window, the way back. */

import type { ClientContext } from '../context.js';
import { WINDOW_ID } from '../control-tree.js';
import { FletError } from '../flet-error.js';
import { withDoubles } from '../page-profile.js';
import { Double, type WireMap } from '../values.js';

/** How long a view may think about a back gesture. */
const CONFIRM_POP_TIMEOUT = 5 * 60_000;

/** The address changes: a link, the browser, or `page.push_route`. */
export function navigate(context: ClientContext, route: string): void {
  const { page } = context.tree;
  context.update(page, { route });
  context.emitAlways(page, 'route_change', { route });
}

export function resize(context: ClientContext, width: number, height: number): void {
  const { page } = context.tree;
  const size = { width: new Double(width), height: new Double(height) };
  context.update(page, size);
  context.emitAlways(page, 'resize', size);
  const window = context.tree.get(WINDOW_ID);
  if (window?.number('width') === undefined) return;
  context.update(window, size);
  context.emit(window, 'event', { type: 'resized' });
}

export function setBrightness(context: ClientContext, brightness: 'light' | 'dark'): void {
  const { page } = context.tree;
  context.update(page, { platform_brightness: brightness });
  context.emitAlways(page, 'platform_brightness_change', brightness);
}

export function setMedia(context: ClientContext, media: WireMap): void {
  const { page } = context.tree;
  const converted = withDoubles(media);
  context.update(page, { media: converted });
  context.emitAlways(page, 'media_change', converted);
}

/** The user closes the window. An app that prevents this is only told. */
export function closeWindow(context: ClientContext): void {
  const window = context.tree.get(WINDOW_ID);
  if (window !== undefined) context.emit(window, 'event', { type: 'close' });
  if (window?.flag('prevent_close') !== true) context.exit();
}

/** The user goes back: by the arrow in the app bar or the system's gesture. Resolves when the view has decided. */
export async function goBack(context: ClientContext): Promise<void> {
  const views = context.tree.page.children('views');
  const top = views.at(-1);
  if (top === undefined) throw new FletError('ERR_EMBED_FLET_REFUSED', 'Cannot go back: the page has no view');
  if (!top.flag('can_pop')) {
    if (!top.handles('confirm_pop')) return;
    if (!(await confirmPop(context, top.id))) return;
  }
  if (views.length < 2) context.exit();
  else context.emitAlways(context.tree.page, 'view_pop', { route: top.string('route') ?? '/' });
}

function confirmPop(context: ClientContext, viewId: number): Promise<boolean> {
  const view = context.tree.get(viewId)!;
  return new Promise((resolve) => {
    const decide = (shouldPop: boolean): void => {
      cancel();
      context.pendingPops.delete(viewId);
      resolve(shouldPop);
    };
    const cancel = context.timers.after(CONFIRM_POP_TIMEOUT, () => decide(false));
    context.pendingPops.set(viewId, decide);
    context.emit(view, 'confirm_pop');
  });
}
