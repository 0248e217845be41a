/** The headless client sends for each gesture what Flet's own client was recorded to send; except where it says why not. */

import { describe, expect, onTestFinished, test } from 'vitest';
import { launchHost } from '../../lib/launch/host.js';
import { PYTHON } from '../launch/launched.js';
import { DIFFERENCES } from './differences.js';
import { FAMILIES } from './families/index.js';
import { readFamily, recordedFamilies } from './fixture.js';
import { APP } from './flet-server.js';
import { PAGE_SIZE } from './gesture.js';
import { HeadlessUser } from './headless-user.js';
import { describeMessage, linesOf, SeenControls, type SentPacket } from './packets.js';

describe('the headless client sends what Flet’s own client sends', () => {
  test.each(FAMILIES.map(({ name, gestures }) => [name, gestures] as const))('%s', async (name, gestures) => {
    const recorded = readFamily(name)!.gestures;
    const seen = new SeenControls();
    let sent: SentPacket[] = [];
    const host = await launchHost(
      APP,
      { python: PYTHON, page: { ...PAGE_SIZE, route: `/${name}`, web: true }, transport: 'embedded' },
      {
        onclient: (client) => {
          client.on('received', ({ message }) => seen.see(message));
          client.on('sent', ({ action, body }) => {
            const packet = describeMessage([action, body as unknown as Record<string, unknown>], seen.nameOf);
            if (packet !== undefined) sent.push(packet);
          });
        },
      },
    );
    onTestFinished(() => host.close());
    const user = new HeadlessUser(host.client);
    const found: Record<string, readonly string[]> = {};
    const expected: Record<string, readonly string[]> = {};
    for (const { title, headless, isStream } of gestures) {
      sent = [];
      await headless(user);
      await host.settle(AbortSignal.timeout(10_000));
      found[title] = linesOf(sent, isStream);
      const difference = DIFFERENCES.find(({ family, gesture }) => family === name && gesture === title);
      expected[title] = difference?.sends ?? recorded[title]!;
      // A reason that holds no longer is to go.
      if (difference !== undefined)
        expect(difference.sends, `the difference in «${title}»`).not.toEqual(recorded[title]);
    }
    expect(found).toEqual(expected);
  });
});

test('every family is recorded whole, and nothing else is', () => {
  expect(recordedFamilies().sort()).toEqual(FAMILIES.map(({ name }) => name).sort());
  for (const { name, gestures } of FAMILIES) {
    expect(Object.keys(readFamily(name)!.gestures)).toEqual(gestures.map(({ title }) => title));
  }
});

test('every difference belongs to a gesture, and has a reason', () => {
  for (const { family, gesture, reason } of DIFFERENCES) {
    const titles = FAMILIES.find(({ name }) => name === family)?.gestures.map(({ title }) => title);
    expect(titles, family).toContain(gesture);
    expect(reason).toMatch(/^[A-Z].*\.$/);
  }
});
