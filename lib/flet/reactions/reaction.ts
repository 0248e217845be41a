/** What a client does by itself when the app shows or changes a control. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import type { Value } from '../values.js';

export interface Reaction {
  /** The control has come onto the page. */
  appeared?: (context: ClientContext, control: Control) => void;
  /** Python has changed a property, by its name. `previous` is what it held before. */
  changed?: Readonly<Record<string, (context: ClientContext, control: Control, previous: Value) => void>>;
}
