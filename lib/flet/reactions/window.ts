/** What the app sets on its window is done by the system, and told like what the user does. */

import { OBEYED, obeyWindow } from '../gestures/window.js';
import type { WireValue } from '../values.js';
import type { Reaction } from './reaction.js';

type Changed = NonNullable<Reaction['changed']>;

const changed: Changed = Object.fromEntries(
  OBEYED.map((name): [string, Changed[string]] => [
    name,
    (context, window, previous) => obeyWindow(context, window, name, previous as WireValue),
  ]),
);

export const WINDOW_REACTIONS: Readonly<Record<string, Reaction>> = { Window: { changed } };
