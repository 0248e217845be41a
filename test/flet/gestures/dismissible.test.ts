import { describe, expect, test } from 'vitest';
import type { Step } from '../packets.js';
import { E, on, perform } from '../packets.js';
import { connectScripted, type Message } from '../scripted-app.js';
import { packetsOf, sends } from './packet-rows.js';
import { xy } from './pointers.js';
import type { Controls, Row } from './rows.js';

const dismissible = (properties: object = {}, ...events: string[]): Controls => [
  {
    _c: 'Dismissible',
    _i: 10,
    width: 200,
    content: { _c: 'Text', _i: 11 },
    ...on(...(events.length > 0 ? events : ['update', 'resize', 'dismiss'])),
    ...properties,
  },
];

const update = (direction: string, progress: number, reached: boolean, previous: boolean): Message =>
  E(10, 'update', { direction, progress, reached, previous_reached: previous });

const moved = (direction: string): Message[] => [
  update('none', 0, false, false),
  update(direction, 0.5, true, false),
  update(direction, 1, true, true),
];
const gone = (direction: string): Message[] => [E(10, 'resize'), E(10, 'dismiss', { direction })];
const swipe = (towards: string): Step => perform(10, 'swipe', towards);

interface Timer {
  milliseconds: number;
  fire: () => void;
}

const SWIPES: Row[] = [
  ['to the right', dismissible(), swipe('right'), [...moved('startToEnd'), ...gone('startToEnd')]],
  ['to the left', dismissible(), swipe('left'), [...moved('endToStart'), ...gone('endToStart')]],
  ['up', dismissible({ dismiss_direction: 'vertical' }), swipe('up'), [...moved('up'), ...gone('up')]],
  ['down', dismissible({ dismiss_direction: 'down' }), swipe('down'), [...moved('down'), ...gone('down')]],
  [
    'to the right, on a page that reads to the left',
    dismissible({ rtl: true }),
    swipe('right'),
    [...moved('endToStart'), ...gone('endToStart')],
  ],
  [
    'away, in the only direction that it allows',
    dismissible({ dismiss_direction: 'endToStart' }, 'dismiss'),
    perform(10, 'dismiss'),
    [E(10, 'dismiss', { direction: 'endToStart' })],
  ],
  [
    'with a finger that goes far enough',
    dismissible({}, 'dismiss'),
    perform(10, 'drag', { by: xy(-90, 10) }),
    [E(10, 'dismiss', { direction: 'endToStart' })],
  ],
  [
    'with a finger that does not go far enough: it comes back',
    dismissible(),
    perform(10, 'drag', { by: xy(50, 0) }),
    [update('none', 0, false, false), update('startToEnd', 0.25, false, false), update('none', 0, false, false)],
  ],
  [
    'with a finger that stays below the app’s own threshold',
    dismissible({ dismiss_thresholds: { startToEnd: 0.9 } }, 'dismiss'),
    perform(10, 'drag', { by: xy(100, 0) }),
    [],
  ],
];

sends('a dismissible that is swiped', SWIPES);

describe('a dismissible that asks first', () => {
  const asking = dismissible({}, 'update', 'confirm_dismiss', 'resize', 'dismiss');
  const asked = E(10, 'confirm_dismiss', { direction: 'startToEnd' });

  test.each([
    [true, gone('startToEnd')],
    [false, [update('none', 0, false, true)]],
  ])('goes on when the app has answered: %s', async (dismiss, packets) => {
    const { client, app } = await connectScripted(asking);
    await swipe('right')(client);
    expect(await app.taken(client)).toEqual([...moved('startToEnd'), asked]);
    const answer = await app.call(10, 'confirm_dismiss', { dismiss });
    expect(answer).toEqual([[5, expect.objectContaining({ control_id: 10, result: null, error: null })]]);
    expect(await app.taken(client)).toEqual(packets);
  });

  /** A client whose time-outs the test fires. */
  async function withTimers(): Promise<Awaited<ReturnType<typeof connectScripted>> & { timers: Timer[] }> {
    const timers: Timer[] = [];
    const scripted = await connectScripted(asking, {
      timers: {
        after: (milliseconds, fire) => {
          timers.push({ milliseconds, fire });
          return () => {};
        },
      },
    });
    return { ...scripted, timers };
  }

  test('comes back after five minutes without an answer', async () => {
    const { client, app, timers } = await withTimers();
    await swipe('right')(client);
    await app.taken(client);
    expect(timers.map(({ milliseconds }) => milliseconds)).toEqual([300_000]);
    timers[0]!.fire();
    expect(await app.receive()).toEqual(update('none', 0, false, true));
    await swipe('right')(client);
    expect(await app.taken(client)).toEqual([...moved('startToEnd'), asked]);
  });

  test('says nothing more when the app has removed it instead of answering', async () => {
    const { client, app, timers } = await withTimers();
    await swipe('right')(client);
    await app.taken(client);
    await Promise.all([client.nextPatch(), app.patch(3, [0], [0, 0, 'controls', []])]);
    timers[0]!.fire();
    expect([...(await app.taken(client)), ...(await app.taken(client))]).toEqual([]);
  });

  test('cannot be swiped again meanwhile', async () => {
    const { client } = await connectScripted(asking);
    await swipe('right')(client);
    await expect(swipe('right')(client)).rejects.toThrow('waits for the app to confirm a dismissal');
  });
});

test.each([
  ['left', { dismiss_direction: 'startToEnd' }, 'cannot be swiped left; only right'],
  ['up', {}, 'cannot be swiped up; only right or left'],
  ['right', { dismiss_direction: 'none' }, 'cannot be swiped right; it allows no swipe'],
])('a dismissible refuses a swipe %s where it allows %j', async (towards, properties, message) => {
  await expect(packetsOf(dismissible(properties), swipe(towards))).rejects.toMatchObject({
    code: 'ERR_EMBED_FLET_REFUSED',
    message: expect.stringContaining(message),
  });
});
