/** Ticks and clears boxes, switches, radios, chips … whatever state they are in. */

import { lookForOne } from './look.js';
import type { Parts } from './parts.js';
import { actOn, reach } from './perform.js';
import { printFound } from './report.js';
import type { Step } from './step.js';
import { checkedOf } from './value.js';

/** A box of three states comes round in so many clicks. */
const CLICKS = 3;

export async function check(parts: Parts, step: Step, wanted: boolean): Promise<void> {
  const { tree } = parts.context.client;
  const awaited = `that it is ${wanted ? 'checked' : 'unchecked'}`;
  let control = await reach(parts, step, 'click');
  for (let clicks = 0; ; clicks++) {
    const checked = checkedOf(control);
    if (checked === undefined) {
      throw step.failure(awaited, {
        code: 'ERR_EMBED_TEST_REFUSED',
        found: `${printFound(control)}, which cannot be checked or unchecked`,
      });
    }
    if (checked === wanted) break;
    if (clicks === CLICKS) {
      const found = `${printFound(control)}, which stays ${checked === null ? 'indeterminate' : checked ? 'checked' : 'unchecked'}`;
      throw step.failure(awaited, { code: 'ERR_EMBED_TEST_REFUSED', found });
    }
    await actOn(parts, step, control, 'click', undefined);
    // The app may have put another control in its place, or none.
    if (!tree.has(control)) {
      if ('missing' in lookForOne(parts.selector, tree)) return;
      control = await reach(parts, step, 'click');
    }
  }
  await step.settle();
}
