/** Gets the names of icons before the first locator that needs them is looked up. */

import { codesOf, nearestIcon } from './icons.js';
import type { Parts } from './parts.js';
import { iconNamesIn } from './selector.js';
import type { Step } from './step.js';

const AWAITED = 'the icon of that name';

/** Fails the step when the names are not to be had, or a name is none of Flet's. */
export async function ensureIcons({ context, selector }: Parts, step: Step): Promise<void> {
  const names = iconNamesIn(selector);
  if (names.length === 0) return;
  if (!(await step.during('the names of the icons', context.loadIcons(step.signal)))) {
    throw step.failure(AWAITED, {
      code: 'ERR_EMBED_TEST_NO_ICONS',
      found: "no names: pass `icons` to connect(), or the icon's number to getByIcon()",
    });
  }
  const sets = context.icons();
  for (const name of names) {
    if (codesOf(sets, name).size > 0) continue;
    const meant = nearestIcon(sets, name);
    throw step.failure(AWAITED, {
      code: 'ERR_EMBED_TEST_NO_ICONS',
      found: `Flet has no icon '${name}'${meant === undefined ? '' : `; did you mean '${meant}'?`}`,
    });
  }
}
