/** Which control reacts to what. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { defaultOf } from '../defaults.js';
import { changeLength } from '../gestures/tabs.js';
import { laidOut, propertiesChanged } from '../layout-events.js';
import type { Change } from '../patch.js';
import type { Value, WireValue } from '../values.js';
import { hiddenBy } from '../visibility.js';
import { DIALOG_REACTIONS } from './dialogs.js';
import { FIELD_REACTIONS } from './fields.js';
import type { Reaction } from './reaction.js';
import { WINDOW_REACTIONS } from './window.js';

/** These answer a change by Python as if the user had made it, once their animation has ended. */
const answering = (property: string): Reaction => ({
  changed: {
    [property]: (context: ClientContext, control: Control, previous: Value) => {
      const value = control.get(property) as WireValue;
      // What was absent was the default.
      const before = previous ?? defaultOf(control.type, property, () => undefined);
      if (value === before || value === null) return;
      context.update(control, { [property]: value });
      context.emit(control, 'change', value);
    },
  },
});

const REACTIONS: Readonly<Record<string, Reaction>> = {
  ...DIALOG_REACTIONS,
  ...WINDOW_REACTIONS,
  ...FIELD_REACTIONS,
  ExpansionTile: answering('expanded'),
  PageView: answering('selected_index'),
  Tabs: { changed: { ...answering('selected_index').changed, length: changeLength } },
};

/** Lets the controls that came in, and those that changed, do what they do by themselves, unless a real viewer does it. */
export function react(context: ClientContext, added: Iterable<Control>, changes: Iterable<Change>): void {
  if (!context.isLed()) act(context, added, changes);
  context.focus.prune(context);
  context.dataChannels.prune(context);
}

function act(context: ClientContext, added: Iterable<Control>, changes: Iterable<Change>): void {
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
  for (const { control, property, previous } of changes) {
    if (property !== 'visible' || previous !== false || fresh.has(control)) continue;
    if (control.flag('visible') && context.tree.has(control))
      for (const shown of control.walk()) focusAtFirst(context, shown);
  }
  propertiesChanged(
    context,
    [...changes].filter(({ control }) => !fresh.has(control)),
  );
}

function appear(context: ClientContext, control: Control): void {
  context.dataChannels.appeared(context, control);
  focusAtFirst(context, control);
  reactionOf(control)?.appeared?.(context, control);
  laidOut(context, control);
}

/** What asks for the focus gets it when it is seen for the first time. */
function focusAtFirst(context: ClientContext, control: Control): void {
  if (control.flag('autofocus') && hiddenBy(context.tree, control) === undefined)
    context.focus.request(context, control);
}

function reactionOf(control: Control): Reaction | undefined {
  return Object.hasOwn(REACTIONS, control.type) ? REACTIONS[control.type] : undefined;
}
