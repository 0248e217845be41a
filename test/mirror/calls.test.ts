import { describe, expect, test } from 'vitest';
import { on } from '../flet/packets.js';
import { mirrored } from './mirrored-app.js';
import { ScriptedViewer } from './scripted-viewer.js';

const controls = [
  { _c: 'Button', _i: 10, ...on('click') },
  { _c: 'Clipboard', _i: 11 },
];

const get = { control_id: 11, call_id: 'first', name: 'get' };
const answer = (result: unknown) => [5, { control_id: 11, call_id: 'first', result, error: null }];

describe('a call of the app', () => {
  test('goes to the driving viewer only, and its answer to the app', async () => {
    const { mirror, app, client } = await mirrored(controls);
    const [one, other] = [ScriptedViewer.join(mirror), ScriptedViewer.join(mirror)];
    other.event(10, 'click');
    await app.taken(client);
    await Promise.all([new Promise((resolve) => client.on('call', resolve)), app.send(5, get)]);
    expect(other.calls()).toEqual([get]);
    expect(one.calls()).toEqual([]);
    one.answer('first', 11, 'not asked');
    other.answer('first', 11, 'copied');
    other.answer('first', 11, 'again');
    expect(await app.taken(client)).toEqual([answer('copied')]);
  });

  test('is asked again of the next viewer when the one that was asked leaves', async () => {
    const { mirror, app, client } = await mirrored(controls);
    const [one, other] = [ScriptedViewer.join(mirror), ScriptedViewer.join(mirror)];
    await app.taken(client);
    const called = new Promise((resolve) => client.on('call', resolve));
    await Promise.all([called, app.send(5, get)]);
    expect(one.calls()).toEqual([get]);
    one.leave();
    expect(other.calls()).toEqual([get]);
    other.answer('first', 11, 'by the other');
    expect((await app.taken(client)).at(-1)).toEqual(answer('by the other'));
  });

  test('is answered by the headless client when the last viewer leaves', async () => {
    const { mirror, app, client } = await mirrored(controls);
    client.services.clipboard.text = 'headless';
    const viewer = ScriptedViewer.join(mirror);
    await app.taken(client);
    const called = new Promise((resolve) => client.on('call', resolve));
    await Promise.all([called, app.send(5, get)]);
    viewer.leave();
    expect(await app.taken(client)).toEqual([answer('headless')]);
  });

  test('is answered by the headless client without viewers', async () => {
    const { app, client } = await mirrored(controls);
    client.services.clipboard.text = 'mine';
    expect((await app.call(11, 'get')).at(-1)).toEqual([
      5,
      { control_id: 11, call_id: 'call', result: 'mine', error: null },
    ]);
  });
});
