import { describe, expect, test } from 'vitest';
import { Double, encodeMessage, snapshot } from '../../lib/flet/index.js';
import { E, on, P } from '../flet/packets.js';
import { ManualTimers, type MirroredApp, mirrored } from './mirrored-app.js';
import { ScriptedViewer, shared } from './scripted-viewer.js';

/** Two viewers, and what they have said at first taken. */
async function two(
  controls: unknown[],
  properties: Record<string, unknown> = {},
): Promise<MirroredApp & { one: ScriptedViewer; other: ScriptedViewer }> {
  const app = await mirrored(controls, { properties });
  const [one, other] = [ScriptedViewer.join(app.mirror), ScriptedViewer.join(app.mirror)];
  await app.app.taken(app.client);
  for (const viewer of [one, other]) viewer.news();
  return { ...app, one, other };
}

function expectAgreement({
  client,
  one,
  other,
}: { client: MirroredApp['client'] } & Record<'one' | 'other', ScriptedViewer>): void {
  for (const viewer of [one, other]) expect(shared(viewer.page)).toEqual(shared(snapshot(client.tree)));
}

const dialog = { _c: 'AlertDialog', _i: 20, open: true, ...on('dismiss') };
const withDialog = { _dialogs: { _c: 'Dialogs', _i: 5, controls: [dialog] } };

describe('what one viewer changes', () => {
  test('reaches the app as it came, and the others as a patch', async () => {
    const app = await two([{ _c: 'TextField', _i: 10, ...on('change') }]);
    app.one.props(10, { value: 'a' });
    app.one.event(10, 'change', 'a');
    expect(await app.app.taken(app.client)).toEqual([P(10, { value: 'a' }), E(10, 'change', 'a')]);
    expect(app.other.news()).toEqual([[2, { id: 10, patch: [[0], [0, 0, 'value', 'a']] }]]);
    expect(app.one.news()).toEqual([]);
    expectAgreement(app);
  });

  test('comes back from the others, and goes no further', async () => {
    const app = await two([{ _c: 'Tabs', _i: 10, length: 2, ...on('change') }]);
    app.one.props(10, { selected_index: 1 });
    app.one.event(10, 'change', 1);
    app.other.props(10, { selected_index: 1 });
    app.other.event(10, 'change', 1);
    expect(await app.app.taken(app.client)).toEqual([P(10, { selected_index: 1 }), E(10, 'change', 1)]);
    expect(app.one.news()).toEqual([]);
  });

  test('is as good when another person changes it back', async () => {
    const app = await two([{ _c: 'Checkbox', _i: 10, ...on('change') }]);
    app.one.props(10, { value: true });
    app.other.props(10, { value: false });
    app.other.event(10, 'change', false);
    expect(await app.app.taken(app.client)).toEqual([
      P(10, { value: true }),
      P(10, { value: false }),
      E(10, 'change', false),
    ]);
    expectAgreement(app);
  });

  test('with numbers that Python tells apart goes on in the form that the viewer chose', async () => {
    const app = await two([{ _c: 'Slider', _i: 10, max: 9 }]);
    const packet = encodeMessage(4, { id: 10, props: { value: new Double(5) } });
    app.one.sendRaw(packet);
    expect(await app.app.receiveRaw()).toEqual(packet);
    expect(app.client.tree.get(10)!.get('value')).toBe(5);
  });

  test('is told to listeners of what leaves', async () => {
    const app = await two([{ _c: 'TextField', _i: 10 }]);
    const sent: unknown[] = [];
    app.client.on('sent', ({ action, body }) => sent.push([action, body]));
    app.one.props(10, { value: 'a' });
    expect(sent).toEqual([P(10, { value: 'a' })]);
  });
});

describe('what the app changes', () => {
  test('is answered once, whoever answers first', async () => {
    const app = await two([{ _c: 'Tabs', _i: 10, length: 2, ...on('change') }]);
    await Promise.all([app.client.nextPatch(), app.app.patch(10, [0], [0, 0, 'selected_index', 1])]);
    for (const viewer of [app.other, app.one]) {
      viewer.send(4, { id: 10, props: { selected_index: 1 } });
      viewer.event(10, 'change', 1);
    }
    expect(await app.app.taken(app.client)).toEqual([P(10, { selected_index: 1 }), E(10, 'change', 1)]);
    expectAgreement(app);
  });
});

describe('a dialog', () => {
  test('that one viewer closes is dismissed once', async () => {
    const app = await two([], withDialog);
    for (const viewer of [app.one, app.other]) {
      viewer.props(20, { open: false });
      viewer.event(20, 'dismiss');
    }
    expect(await app.app.taken(app.client)).toEqual([P(20, { open: false }), E(20, 'dismiss')]);
    expectAgreement(app);
  });

  test('that the app closes is dismissed once, also when the driving viewer leaves before it has answered', async () => {
    const app = await two([], withDialog);
    await Promise.all([app.client.nextPatch(), app.app.patch(20, [0], [0, 0, 'open', false])]);
    app.one.leave();
    app.other.props(20, { open: false });
    app.other.event(20, 'dismiss');
    expect(await app.app.taken(app.client)).toEqual([P(20, { open: false }), E(20, 'dismiss')]);
  });

  test('is taken away from a viewer when that has closed it: a real client that has not drawn since would keep it', async () => {
    const timers = new ManualTimers();
    const app = await mirrored([{ _c: 'Text', _i: 10 }], { timers, properties: withDialog });
    const [one, other] = [ScriptedViewer.join(app.mirror), ScriptedViewer.join(app.mirror)];
    one.props(20, { open: false });
    one.event(20, 'dismiss');
    await Promise.all([app.client.nextPatch(), app.app.patch(5, [0], [0, 0, 'controls', []])]);
    await Promise.all([app.client.nextPatch(), app.app.patch(10, [0], [0, 0, 'value', 'after'])]);
    expect([one.tree.get(20), one.value(10)]).toEqual([undefined, 'after']);
    expect([other.value(20, 'open'), other.value(10)]).toEqual([false, '']);
    other.props(20, { open: false });
    expect([other.tree.get(20), other.value(10)]).toEqual([undefined, 'after']);
    expect(timers.waits).toEqual([]);
  });

  test('is taken away after a second from a viewer that does not close it, but for one in the background', async () => {
    const timers = new ManualTimers();
    const app = await mirrored([], { timers, properties: withDialog });
    const [one, other, hidden] = [0, 1, 2].map(() => ScriptedViewer.join(app.mirror)) as [
      ScriptedViewer,
      ScriptedViewer,
      ScriptedViewer,
    ];
    hidden.event(1, 'app_lifecycle_state_change', { state: 'hide' });
    one.props(20, { open: false });
    await Promise.all([app.client.nextPatch(), app.app.patch(5, [0], [0, 0, 'controls', []])]);
    expect(timers.waits).toEqual([1000, 1000]);
    timers.fire();
    expect([other.tree.get(20) === undefined, hidden.tree.get(20) === undefined]).toEqual([true, false]);
    expect(timers.waits).toEqual([1000]);
    hidden.leave();
    expect(timers.waits).toEqual([]);
  });

  test('that is a bar tells once that it is seen, and leaves once', async () => {
    const app = await two([]);
    const bar = { _c: 'SnackBar', _i: 20, open: true, ...on('visible', 'dismiss') };
    await Promise.all([app.client.nextPatch(), app.app.patch(5, [0], [0, 0, 'controls', [bar]])]);
    for (const viewer of [app.one, app.other]) viewer.event(20, 'visible');
    for (const viewer of [app.other, app.one]) {
      viewer.props(20, { _dismissed: true });
      viewer.props(20, { open: false });
      viewer.event(20, 'dismiss');
    }
    const expected = [E(20, 'visible'), P(20, { _dismissed: true }), P(20, { open: false }), E(20, 'dismiss')];
    expect(await app.app.taken(app.client)).toEqual(expected);
    // One that marked itself as gone would not take the bar away that it still shows.
    expect(app.one.news().filter(([action]) => action === 2)).toHaveLength(2);
  });
});

describe('the driving viewer', () => {
  const sized = { _c: 'Container', _i: 10, ...on('size_change', 'click', 'focus', 'blur') };

  test('is the first one until a person uses another', async () => {
    const app = await two([sized]);
    app.one.event(10, 'size_change', { w: 1, h: 1 });
    app.other.event(10, 'size_change', { w: 2, h: 2 });
    expect(await app.app.taken(app.client)).toEqual([E(10, 'size_change', { w: 1, h: 1 })]);
    app.other.event(10, 'click');
    app.one.event(10, 'size_change', { w: 3, h: 3 });
    app.other.event(10, 'size_change', { w: 4, h: 4 });
    expect(await app.app.taken(app.client)).toEqual([E(10, 'click'), E(10, 'size_change', { w: 4, h: 4 })]);
  });

  test('tells the size of its page, and another one its own before what its person does', async () => {
    const app = await mirrored([sized]);
    const one = ScriptedViewer.join(app.mirror);
    const size = (width: number, height: number) => [P(1, { width, height }), E(1, 'resize', { width, height })];
    expect((await app.app.taken(app.client)).slice(-2)).toEqual(size(900, 700));
    const other = ScriptedViewer.join(app.mirror, { page: { width: 400, height: 800, platform_brightness: 'dark' } });
    other.props(1, { width: 410, height: 800 });
    expect(await app.app.taken(app.client)).toEqual([]);
    other.event(10, 'click');
    expect(await app.app.taken(app.client)).toEqual([
      P(1, { platform_brightness: 'dark' }),
      E(1, 'platform_brightness_change', 'dark'),
      ...size(410, 800),
      E(10, 'click'),
    ]);
    expect([one, other].map(({ tree }) => tree.page.get('width'))).toEqual([900, 410]);
    other.leave();
    expect((await app.app.taken(app.client)).slice(-2)).toEqual(size(900, 700));
  });

  test('is one in front: when it goes to the background another one that is in front drives', async () => {
    const app = await two([sized]);
    const lifecycle = (state: string) => E(1, 'app_lifecycle_state_change', { state });
    const state = (viewer: ScriptedViewer, name: string): void =>
      viewer.event(1, 'app_lifecycle_state_change', { state: name });
    state(app.one, 'hide');
    app.one.event(10, 'size_change', { w: 1, h: 1 });
    app.other.event(10, 'size_change', { w: 2, h: 2 });
    expect(await app.app.taken(app.client)).toEqual([E(10, 'size_change', { w: 2, h: 2 })]);
    state(app.other, 'hide');
    expect(await app.app.taken(app.client)).toEqual([lifecycle('hide')]);
    state(app.one, 'resume');
    app.one.event(10, 'size_change', { w: 3, h: 3 });
    const told = [lifecycle('resume'), E(10, 'size_change', { w: 3, h: 3 })];
    expect(await app.app.taken(app.client)).toEqual(told);
  });

  test('leaves in the background: the headless client is in front', async () => {
    const app = await mirrored([sized]);
    const viewer = ScriptedViewer.join(app.mirror);
    await app.app.taken(app.client);
    viewer.event(1, 'app_lifecycle_state_change', { state: 'hide' });
    viewer.leave();
    const lifecycle = (state: string) => E(1, 'app_lifecycle_state_change', { state });
    expect(await app.app.taken(app.client)).toEqual([lifecycle('hide'), lifecycle('resume')]);
  });

  test('has the keyboard: what has it at first in another viewer is not told', async () => {
    const app = await two([{ _c: 'TextField', _i: 10, autofocus: true, ...on('focus', 'blur', 'change') }]);
    app.other.event(10, 'focus');
    app.other.event(10, 'blur');
    expect(await app.app.taken(app.client)).toEqual([]);
    app.other.props(10, { value: 'x' });
    app.other.event(10, 'focus');
    app.other.event(10, 'blur');
    expect(await app.app.taken(app.client)).toEqual([P(10, { value: 'x' }), E(10, 'focus'), E(10, 'blur')]);
  });

  test('has left: one that scrolls takes over, one whose list is scrolled does not', async () => {
    const app = await two([{ _c: 'ListView', _i: 10, ...on('scroll', 'size_change') }]);
    const scroll = (type: string) => ({ event_type: type, pixels: 1 });
    app.other.event(10, 'scroll', scroll('update'));
    expect(await app.app.taken(app.client)).toEqual([]);
    app.other.event(10, 'scroll', scroll('user'));
    app.other.event(10, 'scroll', scroll('update'));
    const user = E(10, 'scroll', scroll('user'));
    expect(await app.app.taken(app.client)).toEqual([user, E(10, 'scroll', scroll('update'))]);
  });
});

describe('an address', () => {
  test('at which the only viewer is opened is where the app goes', async () => {
    const app = await mirrored([]);
    ScriptedViewer.join(app.mirror, { page: { route: '/store' } });
    const taken = await app.app.taken(app.client);
    expect(taken.slice(0, 2)).toEqual([P(1, { route: '/store' }), E(1, 'route_change', { route: '/store' })]);
  });

  test('at which another viewer is opened is that of the app', async () => {
    const app = await mirrored([], { properties: { route: '/home' } });
    ScriptedViewer.join(app.mirror, { page: { route: '/home' } });
    await app.app.taken(app.client);
    const other = ScriptedViewer.join(app.mirror, { page: { route: '/' } });
    expect(await app.app.taken(app.client)).toEqual([]);
    expect(other.tree.page.get('route')).toBe('/home');
  });

  test('from which the app has gone while its viewer was cut off is not gone back to', async () => {
    const app = await mirrored([]);
    const viewer = ScriptedViewer.join(app.mirror);
    await app.app.taken(app.client);
    viewer.leave();
    await app.client.navigate('/next');
    await app.app.taken(app.client);
    const back = viewer.rejoin(app.mirror, 'cut');
    expect(await app.app.taken(app.client)).not.toContainEqual(P(1, { route: '/' }));
    expect(back.tree.page.get('route')).toBe('/next');
  });
});
