/** Calls of methods, as Python makes them, and what comes back. */

import { expect, test } from 'vitest';
import type { FletClient, FletClientOptions } from '../../../lib/flet/index.js';
import { connectScripted, type Message, type ScriptedApp } from '../scripted-app.js';

export interface Connected {
  client: FletClient;
  app: ScriptedApp;
}

/** The id of the service that `connectServices` makes. */
export const SERVICE = 100;

/** A page with a service of each type, from id 100 on; or with what describes one. */
export function connectServices(
  services: readonly (string | Record<string, unknown>)[],
  options: FletClientOptions & { properties?: Record<string, unknown> } = {},
): Promise<Connected> {
  const controls = services.map((service, index) => ({
    _i: SERVICE + index,
    ...(typeof service === 'string' ? { _c: service } : service),
  }));
  const registry = { _c: 'ServiceRegistry', _i: 6, _services: controls };
  return connectScripted([], { ...options, properties: { _services: registry, ...options.properties } });
}

/** What Python's call returns, or `{ error }` when it raises. */
export async function answer(
  { app }: Connected,
  id: number,
  name: string,
  args?: Record<string, unknown>,
): Promise<unknown> {
  const [, body] = (await app.call(id, name, args)).at(-1) as Message;
  expect(body).toMatchObject({ control_id: id, call_id: 'call' });
  return body['error'] === null ? body['result'] : { error: body['error'] };
}

/** The answer to a call, last in the list of what a call causes. */
export const A = (id: number, result: unknown = null): Message => [
  5,
  { control_id: id, call_id: 'call', result, error: null },
];

/** A call and its answer. */
export type Row = [method: string, args: Record<string, unknown> | undefined, result: unknown];

/** One test per control: its calls one after another, each with the exact answer. */
export function answers(type: string | Record<string, unknown>, rows: readonly Row[]): void {
  const name = typeof type === 'string' ? type : String(type['_c']);
  test(`${name}: ${[...new Set(rows.map(([method]) => method))].join(', ')}`, async () => {
    const connected = await connectServices([type]);
    for (const [method, args, result] of rows) {
      expect([method, await answer(connected, SERVICE, method, args)]).toEqual([method, result]);
    }
  });
}

/** One test per control: calls that are answered with nil and only remembered. */
export function remembers(type: string, rows: Readonly<Record<string, Record<string, unknown> | undefined>>): void {
  test(`${type} remembers ${Object.keys(rows).join(', ')}`, async () => {
    const connected = await connectServices([type]);
    for (const [method, args] of Object.entries(rows)) {
      expect([method, await answer(connected, SERVICE, method, args)]).toEqual([method, null]);
    }
    const calls = Object.entries(rows).map(([method, args]) => ({ type, method, args: args ?? {} }));
    expect(connected.client.services.calls).toEqual(calls);
  });
}
