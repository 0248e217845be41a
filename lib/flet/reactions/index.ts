/** Which control reacts to what. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import type { Change } from '../patch.js';
import type { Value, WireValue } from '../values.js';
import { DIALOG_REACTIONS } from './dialogs.js';
import type { Reaction } from './reaction.js';

/** These answer a change by Python as if the user had made it, once their animation has ended. */
const answering = (property: string): Reaction => ({
  changed: {
    [property]: (context: ClientContext, control: Control, previous: Value) => {
      const value = control.get(property) as WireValue;
      if (value === previous || value === null) return;
      context.update(control, { [property]: value });
      context.emit(control, 'change', value);
    },
  },
});

const REACTIONS: Readonly<Record<string, Reaction>> = {
  ...DIALOG_REACTIONS,
  ExpansionTile: answering('expanded'),
  PageView: answering('selected_index'),
  Tabs: answering('selected_index'),
};

/** Lets the controls that came in, and those that changed, do what they do by themselves. */
export function react(context: ClientContext, added: Iterable<Control>, changes: Iterable<Change>): void {
  const fresh = new Set<Control>();
  for (const top of added) {
    if (!context.tree.has(top)) continue;
    for (const control of top.isComponent ? top.children().flatMap((child) => [...child.walk()]) : top.walk()) {
      if (fresh.has(control)) continue;
      fresh.add(control);
      appear(context, control);
    }
  }
  const seen = new Map<Control, Set<string>>();
  for (const { control, property, previous } of changes) {
    const handler = reactionOf(control)?.changed?.[property];
    if (handler === undefined || fresh.has(control) || !context.tree.has(control)) continue;
    // Of several changes in one patch only the first knows what the control showed before.
    const done = seen.get(control) ?? new Set();
    seen.set(control, done);
    if (done.has(property)) continue;
    done.add(property);
    handler(context, control, previous);
  }
  context.focus.prune(context);
  context.dataChannels.prune(context);
}

function appear(context: ClientContext, control: Control): void {
  context.dataChannels.appeared(context, control);
  if (control.flag('autofocus')) context.focus.move(context, control);
  reactionOf(control)?.appeared?.(context, control);
}

function reactionOf(control: Control): Reaction | undefined {
  return Object.hasOwn(REACTIONS, control.type) ? REACTIONS[control.type] : undefined;
}
