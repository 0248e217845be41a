/**
 * The conformance suite: the channel contract as a specification, row by row. Each transport's test is a factory and a
 * call.
 *
 * Nothing here sleeps. What «waits» is shown by a `sync` with the peer, after which a wait that is not one would be
 * over.
 */

import { afterEach, beforeEach, describe, expect } from 'vitest';
import { boundsRow } from './bounds.js';
import { closeRow } from './close.js';
import { connectionRow } from './connection.js';
import { destroyRow } from './destroy.js';
import { endsRow } from './ends.js';
import { fairnessRow } from './fairness.js';
import { lifeRow } from './life.js';
import { limitsRow } from './limits.js';
import { namesRow } from './names.js';
import { orderRow } from './order.js';
import { programsRow } from './programs.js';
import { receiveRow } from './receive.js';
import { sendRow } from './send.js';
import type { Context, Setting, Transport } from './setting.js';
import { statisticsRow } from './statistics.js';
import { transferRow } from './transfer.js';

export type { Pair, Peer, ProgramScript, ProgramSetting, Setting, Supports, Transport } from './setting.js';

export function channelSuite({ name, factory, supports }: Transport): void {
  describe(`the channel contract over ${name}`, () => {
    let setting: Setting | undefined;
    beforeEach(async () => {
      setting = await factory();
    });
    afterEach(async () => {
      await setting?.dispose();
      setting = undefined;
    });
    const current = (): Setting => setting ?? expect.fail('the factory made no setting');
    const context: Context = {
      supports,
      pair: (options) => current().pair(options),
      host: (channel, options) => current().host(channel, options),
      peer: (channel, options) => current().peer(channel, options),
    };

    orderRow(context);
    boundsRow(context);
    if (!supports.sharedBounds) connectionRow(context);
    sendRow(context);
    if (supports.transfer) transferRow(context);
    receiveRow(context);
    fairnessRow(context);
    closeRow(context);
    destroyRow(context);
    endsRow(context);
    if (supports.names) namesRow(context);
    limitsRow(context);
    statisticsRow(context);
  });
  // These make settings of their own.
  if (supports.programs !== undefined) programsRow(name, supports.programs);
  if (supports.life !== undefined) lifeRow(name, supports.life, supports.sharedBounds);
}
