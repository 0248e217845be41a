/** An app that cannot be ended. It keeps the interpreter of its process, so it is alone in this file. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { launchHost } from '../../lib/launch/host.js';
import { appOf, button, fixture, freshFolder, PYTHON } from './launched.js';

test('an app that blocks its loop for good fails close(), and the next launch says why', async () => {
  const app = appOf(
    "page.add(ft.Button('block', on_click=block))",
    `
    import os
    def block():
        while not os.path.exists(os.environ['GO']):
            try:
                time.sleep(0.02)
            except BaseException:
                pass  # nothing interrupts it
  `,
  );
  const go = join(freshFolder(), 'go');
  const host = await launchHost(app, { python: PYTHON, env: { GO: go } });
  try {
    await host.client.click(button(host.client, 'block'));
    await expect(host.close()).rejects.toMatchObject({
      code: 'ERR_EMBED_LAUNCH_NOT_CLOSED',
      message: expect.stringMatching(/in block[\s\S]*give such an app isolation: 'process'/),
    });
    await expect(launchHost(fixture('counter'), { python: PYTHON })).rejects.toMatchObject({
      code: 'ERR_EMBED_LAUNCH_BUSY',
      message: expect.stringContaining('launch({ code }) does not end'),
    });
  } finally {
    writeFileSync(go, '');
  }
});
