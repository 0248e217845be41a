import { describe, expect, test } from 'vitest';
import { type Control, snapshot } from '../../lib/flet/index.js';
import { Mirror } from '../../lib/mirror/index.js';
import { mirrored } from './mirrored-app.js';
import { essence, ScriptedViewer, shared } from './scripted-viewer.js';

const field = { _c: 'TextField', _i: 10, label: 'Name', on_change: true };

describe('a viewer that registers', () => {
  test('gets the whole page, with components and what lies in them', async () => {
    const { mirror, client } = await mirrored([
      { _c: 'Text', _i: 10, value: 'above' },
      { _c: 'C', _i: 11, _b: { _c: 'Column', _i: 12, controls: [{ _c: 'Text', _i: 13, value: 'inside' }] } },
    ]);
    const viewer = ScriptedViewer.join(mirror);
    expect(shared(viewer.page)).toEqual(shared(snapshot(client.tree)));
    expect(viewer.value(13)).toBe('inside');
    expect(viewer.tree.get(11)?.isComponent).toBe(true);
    expect(mirror.viewers).toBe(1);
  });

  test('gets what was typed, in another viewer or in the headless client', async () => {
    const { mirror, client } = await mirrored([field, { _c: 'TextField', _i: 11 }]);
    const first = ScriptedViewer.join(mirror);
    first.props(10, { value: 'Ada' });
    await client.fill(client.tree.get(11)!, 'Lovelace');
    const second = ScriptedViewer.join(mirror);
    expect([second.value(10), second.value(11)]).toEqual(['Ada', 'Lovelace']);
    expect(first.value(11)).toBe('Lovelace');
  });

  test('does not get what only the headless client has unfolded', async () => {
    const items = [{ _c: 'PopupMenuItem', _i: 11, content: 'One' }];
    const { mirror, client } = await mirrored([{ _c: 'PopupMenuButton', _i: 10, items }]);
    await client.click(client.tree.get(10)!);
    expect(client.tree.get(10)!.properties.has('_open')).toBe(true);
    expect(ScriptedViewer.join(mirror).tree.get(10)!.properties.has('_open')).toBe(false);
  });

  test('gets every patch once: in its page, or after it', async () => {
    const { mirror, client, app } = await mirrored([]);
    const list = (): string[] =>
      client.tree
        .get(3)!
        .children('controls')
        .map((control: Control) => control.string('value')!);
    const viewers: ScriptedViewer[] = [];
    for (let i = 0; i < 20; i++) {
      const control = { _c: 'Text', _i: 10 + i, value: `line ${i}` };
      const patch = i === 0 ? [0, 0, 'controls', [control]] : [1, 1, i, control];
      await Promise.all([client.nextPatch(), app.patch(3, i === 0 ? [0] : [0, { controls: [1] }], patch)]);
      viewers.push(ScriptedViewer.join(mirror));
    }
    expect(list()).toHaveLength(20);
    for (const viewer of viewers) {
      expect(
        viewer.tree
          .get(3)!
          .children('controls')
          .map((control) => control.string('value')),
      ).toEqual(list());
    }
  });

  test('hears nothing of the app before it has registered', async () => {
    const { mirror, client, app } = await mirrored([field]);
    const viewer = new ScriptedViewer(mirror);
    await Promise.all([client.nextPatch(), app.patch(10, [0], [0, 0, 'label', 'First name'])]);
    expect(viewer.received).toEqual([]);
    expect(mirror.viewers).toBe(0);
  });

  test('has a session id of its own, whatever it had before', async () => {
    const { mirror, client } = await mirrored([field]);
    const first = ScriptedViewer.join(mirror);
    const second = first.rejoin(mirror, 'reload');
    const ids = new Set([first.sessionId, second.sessionId, client.sessionId]);
    expect(ids.size).toBe(3);
    expect(first.sessionId).toHaveLength(16);
  });

  test('that says of its page what the app knows is not told of', async () => {
    const { mirror, client, app } = await mirrored([field]);
    ScriptedViewer.join(mirror, { page: { width: 1280, height: 720, media: client.page.get('media') as never } });
    expect(await app.taken(client)).toEqual([]);
  });

  test('gets a page that nests deeper than one message can', async () => {
    const { mirror, client, app } = await mirrored([{ _c: 'Column', _i: 10 }]);
    const depth = 600;
    for (let i = 0; i < depth; i++) {
      await app.patch(10 + i, [0], [0, 0, 'controls', [{ _c: 'Column', _i: 11 + i, spacing: i }]]);
    }
    await client.until(() => client.tree.get(10 + depth));
    const viewer = ScriptedViewer.join(mirror);
    for (const level of [0, 150, 300, depth - 1]) expect(viewer.value(11 + level, 'spacing')).toBe(level);
    expect(viewer.tree.get(10 + depth)!.holder!.id).toBe(9 + depth);
  });
});

describe('before there is an app', () => {
  test('a viewer waits, and what it says of its page is told', async () => {
    const { mirror: other, client } = await mirrored([field]);
    other.setClient(undefined);
    const mirror = new Mirror();
    const pages: unknown[] = [];
    mirror.on('viewer', (page) => pages.push([page['width'], page['route']]));
    const viewer = ScriptedViewer.join(mirror, { page: { route: '/store' } });
    expect(viewer.received).toEqual([]);
    expect(pages).toEqual([[900, '/store']]);
    mirror.setClient(client);
    expect(essence(viewer.page['views'])).toEqual(essence(snapshot(client.tree)['views']));
  });
});
