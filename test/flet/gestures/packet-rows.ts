/** Families of gestures, and the exact packets that one gesture causes. */

import { describe } from 'vitest';
import { connectScripted, type Message } from '../scripted-app.js';
import { type Act, type Controls, type Options, type Row, testRows } from './rows.js';

/** What a client sends for a gesture on these controls, once it is connected. */
export async function packetsOf(controls: Controls, act: Act, options: Options = {}): Promise<Message[]> {
  const { client, app } = await connectScripted(controls, options);
  await act(client, app);
  return app.taken(client);
}

/** Each row is a test; all with the same options. */
export function sends(family: string, rows: readonly Row[], options: Options = {}): void {
  describe(family, () =>
    testRows(rows.map(([gesture, controls, act, packets]) => [gesture, controls, act, packets, options])),
  );
}
