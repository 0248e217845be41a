/** Tables of gestures and the packets that they cause: one row, one test. */

import { expect, test } from 'vitest';
import type { FletClient, FletClientOptions } from '../../../lib/flet/index.js';
import { perform } from '../packets.js';
import { connectScripted, type Message, type ScriptedApp } from '../scripted-app.js';

export type Controls = Record<string, unknown>[];

/** Something that the user, or Python, does. */
export type Act = (client: FletClient, app: ScriptedApp) => Promise<void>;

export type Options = FletClientOptions & { properties?: Record<string, unknown> };

export type Row = [gesture: string, controls: Controls, step: Act, packets: Message[], options?: Options];

/** One test for each row: the packets are exactly these, in this order. */
export function testRows(rows: readonly Row[]): void {
  test.each(rows)('%s', async (_gesture, controls, step, packets, options) => {
    const { client, app } = await connectScripted(controls, options);
    await step(client, app);
    expect(await app.taken(client)).toEqual(packets);
  });
}

/** One step after the other. */
export const steps =
  (...acts: Act[]): Act =>
  async (client, app) => {
    for (const act of acts) await act(client, app);
  };

/** A step that a user could not make. It says so, and sends nothing. */
export const refused =
  (act: Act, message: string): Act =>
  async (client, app) => {
    await expect(act(client, app)).rejects.toMatchObject({
      code: expect.stringMatching(/^ERR_EMBED_FLET_(BLOCKED|REFUSED|NO_GESTURE)$/),
      message: expect.stringContaining(message),
    });
  };

/** Python sets a property. */
export const python =
  (id: number, property: string, value: unknown): Act =>
  async (client, app) => {
    await Promise.all([client.nextPatch(), app.patch(id, [0], [0, 0, property, value])]);
  };

/** The keyboard goes to a control, as with the Tab key; or nowhere. */
export const focus =
  (id: number | undefined): Act =>
  (client) =>
    client.focus(id === undefined ? undefined : client.tree.get(id));

export const hover = (id: number): Act => steps(perform(id, 'hover', true), perform(id, 'hover', false));

/** An extension value, as the app receives it. */
export const ext = (type: number, text = ''): unknown =>
  expect.objectContaining({ type, data: new Uint8Array(Buffer.from(text)) });

/** A page whose open dialog is this one. */
export const withDialog = (...controls: Controls): Options => ({
  properties: { _dialogs: { _c: 'Dialogs', _i: 5, controls } },
});

/** Where a pointer is on a control of unknown size. */
export const pointer = { k: 'mouse', l: { x: 0, y: 0 }, g: { x: 0, y: 0 } };
