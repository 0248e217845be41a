import { describe, expect, test } from 'vitest';
import { snapshot } from '../../lib/flet/index.js';
import { Mirror } from '../../lib/mirror/index.js';
import { E, on, P } from '../flet/packets.js';
import { connectScripted } from '../flet/scripted-app.js';
import { ManualTimers, mirrored } from './mirrored-app.js';
import { ScriptedViewer, shared, turn } from './scripted-viewer.js';

const button = (id: number) => ({ _c: 'Button', _i: id, content: `${id}`, ...on('click') });
const dialogs = (id: number, ...controls: unknown[]) => ({ _dialogs: { _c: 'Dialogs', _i: id, controls } });

/** Lets viewers answer what the mirror asks them. */
async function settle(): Promise<void> {
  for (let i = 0; i < 5; i++) await turn();
}

describe('another app under the same viewers', () => {
  test('is all that they show: what only the app before had is gone', async () => {
    const properties = { title: 'old', theme: { color: 'red', font: 'x' }, fonts: { A: 'a' }, ...dialogs(5) };
    const { mirror, client: old, app } = await mirrored([button(10)], { properties });
    const bar = { _c: 'Banner', _i: 30, open: false };
    const viewers = [ScriptedViewer.join(mirror), ScriptedViewer.join(mirror)];
    await Promise.all([old.nextPatch(), app.patch(5, [0], [0, 0, 'controls', [bar]])]);
    await Promise.all([old.nextPatch(), app.patch(1, [0], [0, 0, 'scroll', 'auto'])]);
    const { client } = await connectScripted([button(10), button(11)], { properties: { theme: { color: 'blue' } } });
    mirror.setClient(client);
    await settle();
    for (const viewer of viewers) {
      expect(shared(viewer.page)).toEqual(shared(snapshot(client.tree)));
      expect(viewer.tree.page.get('scroll')).toBeNull();
      expect(viewer.tree.get(5)!.children('controls')).toEqual([]);
    }
  });

  test('hears nothing of what was done to the one before, though its controls have the same ids', async () => {
    const { mirror } = await mirrored([button(10), button(12)]);
    const viewer = ScriptedViewer.join(mirror, { isSilent: true });
    const { client, app } = await connectScripted([button(10), button(11)]);
    mirror.setClient(client);
    await app.taken(client);
    // The button of the page before; of this one there is no button 12.
    viewer.event(10, 'click');
    viewer.event(12, 'click');
    expect(await app.taken(client)).toEqual([]);
    viewer.event(11, 'click');
    expect(await app.taken(client)).toEqual([E(11, 'click')]);
    const [, { call_id }] = viewer.received.filter(([action]) => action === 5).at(-1)!;
    viewer.answer(call_id as string, 0, null, 'no such control');
    viewer.event(10, 'click');
    expect(await app.taken(client)).toEqual([E(10, 'click')]);
  });

  test('comes when the viewers have closed the dialogs of the one before, the topmost first', async () => {
    const open = (id: number) => ({ _c: 'AlertDialog', _i: id, open: true, ...on('dismiss') });
    const { mirror, app: oldApp, client: old } = await mirrored([], { properties: dialogs(5, open(20), open(21)) });
    const viewer = ScriptedViewer.join(mirror);
    await oldApp.taken(old);
    viewer.news();
    const { client, app } = await connectScripted([button(10)], { properties: dialogs(5) });
    mirror.setClient(client);
    const closing = viewer.received.slice(-4).filter(([action]) => action === 2);
    expect(closing.map(([, { id }]) => id)).toEqual([21, 20]);
    expect(viewer.tree.get(10)).toBeUndefined();
    // What the new app does meanwhile is in its page.
    await Promise.all([client.nextPatch(), app.patch(10, [0], [0, 0, 'content', 'changed'])]);
    for (const id of [21, 20]) {
      viewer.props(id, { open: false });
      viewer.event(id, 'dismiss');
    }
    expect(viewer.value(10, 'content')).toBe('changed');
    expect(viewer.tree.get(20)).toBeUndefined();
    await settle();
    expect((await app.taken(client)).filter(([action, { name }]) => action === 3 && name === 'dismiss')).toEqual([]);
    expect(shared(viewer.page)).toEqual(shared(snapshot(client.tree)));
  });

  test('comes in any case after a second, for a viewer that closes nothing', async () => {
    const timers = new ManualTimers();
    const open = { _c: 'AlertDialog', _i: 20, open: true };
    const { mirror } = await mirrored([], { timers, properties: dialogs(5, open) });
    const viewer = ScriptedViewer.join(mirror);
    const { client } = await connectScripted([button(10)]);
    mirror.setClient(client);
    expect(viewer.tree.get(10)).toBeUndefined();
    expect(timers.waits).toEqual([1000]);
    timers.fire();
    expect(viewer.value(10, 'content')).toBe('10');
  });

  test('is told the size of the driving viewer, and asks it what it has asked meanwhile', async () => {
    const open = { _c: 'AlertDialog', _i: 20, open: true };
    const { mirror } = await mirrored([], { properties: dialogs(5, open) });
    const viewer = ScriptedViewer.join(mirror);
    const { client, app } = await connectScripted([{ _c: 'Clipboard', _i: 10 }]);
    mirror.setClient(client);
    viewer.news();
    const call = { control_id: 10, call_id: 'early', name: 'get' };
    await Promise.all([new Promise((resolve) => client.on('call', resolve)), app.send(5, call)]);
    expect(viewer.calls()).toEqual([]);
    viewer.props(20, { open: false });
    expect(viewer.calls()).toEqual([call]);
    const taken = await app.taken(client);
    expect(taken.slice(-2)).toEqual([P(1, { width: 900, height: 700 }), E(1, 'resize', { width: 900, height: 700 })]);
  });

  test('that is told of before it has registered is shown as soon as it has', async () => {
    const { mirror, client: old } = await mirrored([button(10)]);
    const viewer = ScriptedViewer.join(mirror);
    const { client } = await connectScripted([button(11)], {
      listen: (connecting) => mirror.setClient(connecting),
    });
    await settle();
    expect(old.isRegistered).toBe(true);
    expect(viewer.value(11, 'content')).toBe('11');
    expect(shared(viewer.page)).toEqual(shared(snapshot(client.tree)));
  });

  test('is waited for: meanwhile the viewers keep what they show, and are not heard', async () => {
    const { mirror, client, app } = await mirrored([button(10)]);
    const viewer = ScriptedViewer.join(mirror);
    await app.taken(client);
    mirror.setClient(undefined);
    viewer.event(10, 'click');
    expect(await app.taken(client)).toEqual([]);
    expect(viewer.value(10, 'content')).toBe('10');
    expect(mirror.viewers).toBe(1);
  });
});

describe('a page that was cut off', () => {
  test('gets the whole page again, and shows no dialog twice', async () => {
    const open = { _c: 'AlertDialog', _i: 20, open: true, ...on('dismiss') };
    const { mirror, client, app } = await mirrored([button(10)], { properties: dialogs(5, open) });
    const before = ScriptedViewer.join(mirror);
    await app.taken(client);
    before.leave();
    await Promise.all([client.nextPatch(), app.patch(10, [0], [0, 0, 'content', 'missed'])]);
    const after = before.rejoin(mirror, 'cut');
    expect(after.value(20, 'open')).toBe(false);
    expect(after.value(10, 'content')).toBe('10');
    after.props(20, { open: false });
    after.event(20, 'dismiss');
    expect([after.value(20, 'open'), after.value(10, 'content')]).toEqual([true, 'missed']);
    expect((await app.taken(client)).filter(([, { name }]) => name === 'dismiss')).toEqual([]);
    expect(client.tree.get(20)!.get('open')).toBe(true);
  });

  test('gets controls that differ from those it has, also where nothing has changed: a real client listens to the new ones', async () => {
    const { mirror } = await mirrored([button(10)]);
    const viewer = ScriptedViewer.join(mirror);
    const marks = [viewer.value(10, '_shown')];
    for (let last = viewer; marks.length < 3; marks.push(last.value(10, '_shown'))) {
      last.leave();
      last = last.rejoin(mirror, 'cut');
      await settle();
    }
    expect(marks[0]).toBe(null);
    expect(new Set(marks).size).toBe(3);
  });

  test('and reloaded answers at once that it has no such dialog, and gets the page', async () => {
    const open = { _c: 'AlertDialog', _i: 20, open: true };
    const { mirror, client } = await mirrored([button(10)], { properties: dialogs(5, open) });
    const before = ScriptedViewer.join(mirror);
    before.leave();
    const after = before.rejoin(mirror, 'reload');
    await settle();
    expect(shared(after.page)).toEqual(shared(snapshot(client.tree)));
  });

  test('tells what was done to it meanwhile, and shows that too', async () => {
    const { mirror, client, app } = await mirrored([{ _c: 'TextField', _i: 10 }, button(11)]);
    const before = ScriptedViewer.join(mirror);
    await app.taken(client);
    before.leave();
    const after = before.rejoin(mirror, 'cut');
    after.send(4, { id: 10, props: { value: 'typed offline' } });
    after.event(11, 'click');
    const taken = await app.taken(client);
    expect(taken.slice(-2)).toEqual([P(10, { value: 'typed offline' }), E(11, 'click')]);
    expect(after.value(10)).toBe('typed offline');
  });
});

describe('the error screen', () => {
  test('is shown to all, to newcomers too, until it is taken away', async () => {
    const { mirror, client } = await mirrored([button(10)]);
    const one = ScriptedViewer.join(mirror);
    mirror.showError('SyntaxError\nTraceback');
    const other = ScriptedViewer.join(mirror);
    expect([one.crash, other.crash]).toEqual(['SyntaxError\nTraceback', 'SyntaxError\nTraceback']);
    mirror.showError(undefined);
    expect([one.crash, other.crash]).toEqual([undefined, undefined]);
    expect(shared(other.page)).toEqual(shared(snapshot(client.tree)));
  });

  test('is shown where there is no app at all, and goes with the first one', async () => {
    const mirror = new Mirror();
    mirror.showError('no app');
    const viewer = ScriptedViewer.join(mirror);
    expect(viewer.crash).toBe('no app');
    const { client } = await connectScripted([button(10)]);
    mirror.setClient(client);
    expect(viewer.crash).toBeUndefined();
    expect(viewer.value(10, 'content')).toBe('10');
  });

  test('tells of a crash of the app, which goes on', async () => {
    const { mirror, client, app } = await mirrored([button(10)]);
    const viewer = ScriptedViewer.join(mirror);
    await Promise.all([new Promise((resolve) => client.on('crash', resolve)), app.send(6, { message: 'boom\nTrace' })]);
    expect(viewer.crash).toBe('boom\nTrace');
    await Promise.all([
      new Promise((resolve) => client.on('applied', resolve)),
      app.patch(10, [0], [0, 0, 'content', 'on']),
    ]);
    await app.taken(client);
    expect(viewer.value(10, 'content')).toBe('on');
  });
});
