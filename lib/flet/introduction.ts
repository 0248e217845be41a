/** What Flet's own client sends as soon as it is registered. */

import type { ClientContext } from './context.js';
import { WINDOW_ID } from './control-tree.js';
import { setBrightness } from './gestures/page.js';
import { isMap, type WireMap } from './values.js';

/** @param page What the registration has said about the page. */
export function introduce(context: ClientContext, page: WireMap): void {
  const { tree } = context;
  const { platform_brightness: brightness, media, width, height, window } = page;
  setBrightness(context, brightness);
  context.update(tree.page, { media });
  context.update(tree.page, { width, height });
  const windowControl = tree.get(WINDOW_ID);
  if (windowControl !== undefined && isMap(window) && Object.keys(window).length > 0) {
    context.update(windowControl, window as WireMap);
  }
}
