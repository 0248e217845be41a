/**
 * Records what Flet's own client sends: `node scripts/record-gestures.mjs`. A test for each family, in a real browser. With
 * FLET_EMBED_GESTURES=check nothing is written, and what differs from the file fails.
 */

import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFailed, test } from 'vitest';
import { useChromium } from '../browser/chromium.js';
import { FAMILIES } from './families/index.js';
import { readFamily, writeFamily } from './fixture.js';
import { FletServer } from './flet-server.js';
import { linesOf } from './packets.js';
import { RecordedPage } from './recorded-page.js';

const CHECK = process.env['FLET_EMBED_GESTURES'] === 'check';

/** Only these; undefined: all. */
const WANTED = process.env['FLET_EMBED_GESTURE_FAMILIES']?.split(',');

/** Pictures of the page after each gesture, to see where the mouse has been. */
const PICTURES = process.env['FLET_EMBED_GESTURE_PICTURES'];

describe('Flet’s own client', { timeout: 300_000 }, () => {
  const chromium = useChromium();
  let server: FletServer;
  beforeAll(async () => {
    server = await FletServer.start();
  });
  afterAll(() => server?.stop());

  test.each(
    FAMILIES.filter(({ name }) => WANTED?.includes(name) ?? true).map((family) => [family.name, family] as const),
  )('%s', async (_name, family) => {
    const context = await chromium.newContext();
    const recorded = await RecordedPage.open(context, `${server.origin}/${family.name}`);
    const picture = async (name: string): Promise<void> => {
      if (PICTURES === undefined) return;
      mkdirSync(PICTURES, { recursive: true });
      await recorded.page.screenshot({ path: join(PICTURES, `${family.name} ${name.replace(/\W+/g, '-')}.png`) });
    };
    await picture('0');
    const gestures: Record<string, string[]> = {};
    onTestFailed(() => console.error(gestures));
    for (const [index, { title, real, isStream }] of family.gestures.entries()) {
      await real(recorded.hand);
      gestures[title] = linesOf(await recorded.take(), isStream);
      await picture(`${index + 1} ${title}`);
    }
    if (CHECK) expect(gestures).toEqual(readFamily(family.name)?.gestures);
    else writeFamily(family.name, { flet: fletVersion(), gestures });
  });
});

let version: string | undefined;

function fletVersion(): string {
  version ??= execFileSync(
    process.env['FLET_EMBED_TEST_PYTHON'] ?? join(import.meta.dirname, '../../.venv/bin/python'),
    ['-c', 'from importlib.metadata import version; print(version("flet"))'],
    { encoding: 'utf8' },
  ).trim();
  return version;
}
