/** Shorthands for the messages of a client, and for the gestures that cause them. */

import type { FletClient, GestureName } from '../../lib/flet/index.js';
import type { Message } from './scripted-app.js';

export type Step = (client: FletClient) => Promise<void>;

/** An event. */
export const E = (target: number, name: string, data: unknown = null): Message => [3, { target, name, data }];
/** Properties that the user has changed. */
export const P = (id: number, props: Record<string, unknown>): Message => [4, { id, props }];

/** The properties that say which events are handled. */
export const on = (...events: string[]): Record<string, true> =>
  Object.fromEntries(events.map((event) => [`on_${event}`, true]));

/** A gesture on the control of this id. */
export const perform =
  (id: number, name: GestureName, argument?: unknown): Step =>
  (client) =>
    client.perform(client.tree.get(id)!, name, argument as never);
export const click = (id: number): Step => perform(id, 'click');
