/** Calls of Flet's `Tester`, as its Python makes them. */

import type { FletClientOptions } from '../../../lib/flet/index.js';
import { on } from '../packets.js';
import { connectScripted, type Message } from '../scripted-app.js';
import { answer, type Connected } from './calls.js';

export const TESTER = 100;

/** A page with these controls and a tester. */
export function connect(
  controls: unknown[],
  options: FletClientOptions & { properties?: Record<string, unknown> } = {},
): Promise<Connected> {
  const _services = { _c: 'ServiceRegistry', _i: 6, _services: [{ _c: 'Tester', _i: TESTER }] };
  return connectScripted(controls, { ...options, properties: { _services, ...options.properties } });
}

export const call = (connected: Connected, method: string, args?: Record<string, unknown>): Promise<unknown> =>
  answer(connected, TESTER, method, args);

export async function find(connected: Connected, by: string, args: Record<string, unknown>): Promise<number> {
  return ((await call(connected, `find_by_${by}`, args)) as { id: number }).id;
}

export const count = async (connected: Connected, by: string, args: Record<string, unknown>): Promise<number> =>
  ((await call(connected, `find_by_${by}`, args)) as { count: number }).count;

/** What an action on the first thing with a text causes, with its answer last. */
export async function act(
  connected: Connected,
  method: string,
  text: string,
  more: Record<string, unknown> = {},
): Promise<Message[]> {
  const finder = await find(connected, 'text', { text });
  return connected.app.call(TESTER, method, { finder_id: finder, finder_index: 0, ...more });
}

export const button = (id: number, content: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  _c: 'Button',
  _i: id,
  content,
  ...on('click'),
  ...more,
});
export const text = (id: number, value: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  _c: 'Text',
  _i: id,
  value,
  ...more,
});
