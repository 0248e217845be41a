import { describe, expect, test } from 'vitest';
import { connect } from '../../lib/testing/index.js';
import { memoryPair } from '../../lib/transports/memory.js';
import { on } from '../flet/packets.js';
import { pageOf, ScriptedApp } from '../flet/scripted-app.js';

const BUTTON = { _c: 'Button', _i: 10, content: 'Go', ...on('click') };

describe('connect', () => {
  test('comes to rest by what the client knows: calls are answered, and nothing comes any more', async () => {
    const [channel, peer] = memoryPair();
    const scripted = new ScriptedApp(peer);
    const connecting = connect(channel);
    await scripted.register(
      pageOf([BUTTON], { _services: { _c: 'ServiceRegistry', _i: 6, _services: [{ _c: 'Clipboard', _i: 7 }] } }),
    );
    const app = await connecting;
    app.services.clipboard.text = 'copied';
    const clicking = app.getByText('Go').click();
    await scripted.send(5, { control_id: 7, call_id: 'c', name: 'get', args: {} });
    await scripted.patch(10, [0], [0, 0, 'content', 'Gone']);
    await clicking;
    expect(await app.getByText('Gone').count()).toBe(1);
  });

  test('closes also when the other end does not', async () => {
    const [channel, peer] = memoryPair();
    const scripted = new ScriptedApp(peer);
    const connecting = connect(channel, { title: 'a stubborn app' });
    await scripted.register(pageOf([]));
    const app = await connecting;
    await app.close();
    await expect(app.getByText('x').click({ timeout: 0 })).rejects.toMatchObject({ code: 'ERR_EMBED_TEST_APP_ENDED' });
  });

  test('rejects when the app refuses', async () => {
    const [channel, peer] = memoryPair();
    const connecting = connect(channel);
    await new ScriptedApp(peer).register({}, 'no');
    await expect(connecting).rejects.toMatchObject({ code: 'ERR_EMBED_FLET_REGISTER' });
  });
});
