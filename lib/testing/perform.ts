/** An action: waits for its control, does what a user does, and ends when the app has come to rest. */

import {
  type Control,
  type FletClient,
  type GestureArguments,
  type GestureName,
  interactiveFor,
} from '../flet/index.js';
import { ensureIcons } from './icon-names.js';
import { lookForReachable } from './look.js';
import type { Parts } from './parts.js';
import type { Step } from './step.js';

export const REACHABLE = 'one match that is visible, enabled and not covered';

/** Waits for the control of a gesture: the match, or the nearest one around it that takes it; several in their order of choice. */
export async function reach(parts: Parts, step: Step, ...verbs: readonly GestureName[]): Promise<Control> {
  const { context, selector } = parts;
  await ensureIcons(parts, step);
  const target = (control: Control): Control => {
    for (const verb of verbs) {
      const found = interactiveFor(control, verb);
      if (found !== undefined) return found;
    }
    return control;
  };
  return step.until(REACHABLE, () => lookForReachable(selector, context.client.tree, target));
}

/** Waits for what can have the keyboard: the match, or the nearest control around it that a user works with. */
export async function reachFocusable(parts: Parts, step: Step): Promise<Control> {
  const { context, selector } = parts;
  await ensureIcons(parts, step);
  return step.until(REACHABLE, () => lookForReachable(selector, context.client.tree, focusTarget));
}

/** Gestures of which one is taken by everything that can have the keyboard. */
const WORKING: readonly GestureName[] = ['type', 'slide', 'select', 'click', 'open'];

function focusTarget(control: Control): Control {
  const around = WORKING.map((verb) => interactiveFor(control, verb)).filter((found) => found !== undefined);
  const nearest = control.closest(
    (at) => at.type === 'KeyboardListener' || at.handles('focus') || at.handles('blur') || around.includes(at),
  );
  return nearest ?? control;
}

/** Waits for the control of a gesture and performs it. */
export async function perform<Name extends GestureName>(
  parts: Parts,
  step: Step,
  verb: Name,
  argument: GestureArguments[Name],
): Promise<void> {
  const control = await reach(parts, step, verb);
  await actOn(parts, step, control, verb, argument);
}

/** Types key by key: the handler of one key runs before the next, as with a person. */
export async function typeKeys(parts: Parts, step: Step, text: string): Promise<void> {
  for (const { segment } of KEYS.segment(text)) await perform(parts, step, 'type', segment);
}

const KEYS = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Performs a gesture on a control that has been reached; what is scrolled out of view is scrolled to first. */
export async function actOn<Name extends GestureName>(
  parts: Parts,
  step: Step,
  control: Control,
  verb: Name,
  argument: GestureArguments[Name],
): Promise<void> {
  await doAndSettle(parts, step, async (client) => {
    await client.scrollIntoView(control);
    await client.perform(control, verb, argument);
  });
}

/** Does something with the client that needs no more waiting for a control. */
export async function doAndSettle(
  { context }: Pick<Parts, 'context'>,
  step: Step,
  act: (client: FletClient) => Promise<void>,
): Promise<void> {
  await step.during('that the app takes it', act(context.client));
  await step.settle();
  await context.pause();
}
