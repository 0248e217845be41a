import { describe, expect, test } from 'vitest';
import { on, P } from '../flet/packets.js';
import { mirrored } from './mirrored-app.js';
import { ScriptedViewer } from './scripted-viewer.js';

const controls = [
  { _c: 'TextField', _i: 10, ...on('change') },
  { _c: 'Button', _i: 11, ...on('click') },
  { _c: 'Clipboard', _i: 12 },
  { _c: 'RawImage', _i: 13, ...on('data_channel_open') },
];

describe('viewers that only look', () => {
  test('see what the headless client does, and are not heard', async () => {
    const { mirror, client, app, ignored } = await mirrored(controls, { passive: true });
    const viewer = ScriptedViewer.join(mirror, { page: { route: '/elsewhere' } });
    viewer.props(10, { value: 'mine' });
    viewer.event(11, 'click');
    viewer.event(1, 'resize', { width: 1, height: 1 });
    viewer.props(1, { width: 1, height: 1 });
    expect(await app.taken(client)).toEqual([]);
    expect(client.tree.get(10)!.get('value')).toBe('');
    await client.fill(client.tree.get(10)!, 'theirs');
    expect(viewer.value(10)).toBe('theirs');
    expect(await app.taken(client)).toContainEqual(P(10, { value: 'theirs' }));
    expect(ignored).toEqual([]);
  });

  test('leave calls, dialogs and frames to the headless client', async () => {
    const { mirror, client, app } = await mirrored(controls, { passive: true });
    const viewer = ScriptedViewer.join(mirror);
    client.services.clipboard.text = 'headless';
    const answer = [5, { control_id: 12, call_id: 'call', result: 'headless', error: null }];
    expect(await app.call(12, 'get')).toEqual([answer]);
    expect(viewer.calls()).toEqual([]);
    const dialog = { _c: 'AlertDialog', _i: 20, open: true, ...on('dismiss') };
    await Promise.all([client.nextPatch(), app.patch(5, [0], [0, 0, 'controls', [dialog]])]);
    await Promise.all([client.nextPatch(), app.patch(20, [0], [0, 0, 'open', false])]);
    expect((await app.taken(client)).map(([, body]) => body['name'] ?? body['props'])).toEqual([
      { open: false },
      'dismiss',
    ]);
    viewer.openDataChannel(13, 4);
    await app.sendRaw(Uint8Array.of(1, 1, 0, 0, 0, 4, 9));
    expect(await app.receiveRaw()).toEqual(Uint8Array.of(1, 1, 0, 0, 0, 0xff));
    expect(viewer.frames).toEqual([{ id: 4, bytes: Uint8Array.of(4, 9) }]);
  });

  test('scroll along, and nobody waits for them', async () => {
    const { mirror, app, ignored } = await mirrored([{ _c: 'ListView', _i: 30 }], { passive: true });
    const viewer = ScriptedViewer.join(mirror);
    expect(await app.call(30, 'scroll_to', { offset: 10 })).toHaveLength(1);
    const [call, ...rest] = viewer.calls();
    expect([call!.name, rest]).toEqual(['scroll_to', []]);
    viewer.answer(call!.call_id, 30);
    expect(ignored).toEqual([]);
  });
});
