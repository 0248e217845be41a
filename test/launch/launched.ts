/** Apps that tests launch, from a file or from their text. */

import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { type Control, type FletClient, textOf } from '../../lib/flet/index.js';
import { type LaunchedHost, launchHost } from '../../lib/launch/host.js';
import type { AppSource, LaunchOptions } from '../../lib/launch/options.js';

export const PYTHON = process.env['FLET_EMBED_TEST_PYTHON'] ?? fileURLToPath(new URL('../../.venv', import.meta.url));

/** A wait that only the test runner's own limit ends. */
export const unlimited = new AbortController().signal;

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder of the test's own, until all tests of its file are over. */
export function freshFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'flet-embed-launch-test-')));
  folders.push(folder);
  return folder;
}

export function fixture(name: string): string {
  return fileURLToPath(new URL(`../fixtures/testing/${name}`, import.meta.url));
}

/** An app whose `main` consists of these lines. */
export function appOf(main: string, before = ''): AppSource {
  return {
    code: `import asyncio, threading, time\nimport flet as ft\n${undent(before)}\n${mainOf(main)}\nft.run(main)\n`,
  };
}

export function mainOf(lines: string, keyword = 'def'): string {
  return `${keyword} main(page):\n${undent(lines).replace(/^(?=.)/gm, '    ')}`;
}

export function undent(text: string): string {
  const lines = text.replace(/^\n|\n\s*$/g, '').split('\n');
  const width = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(Number.isFinite(width) ? width : 0)).join('\n');
}

/** Launches an app, plays a scene with it, and closes it. */
export async function withApp(
  app: AppSource,
  scene: (host: LaunchedHost) => Promise<void>,
  options: LaunchOptions = {},
): Promise<LaunchedHost> {
  const host = await launchHost(app, { python: PYTHON, ...options });
  try {
    await scene(host);
  } finally {
    await host.close();
  }
  return host;
}

/** Clicks the button with this text, and waits until the app has come to rest. */
export async function press(host: LaunchedHost, content: string): Promise<void> {
  await host.client.click(button(host.client, content));
  await host.settle(unlimited);
}

export function button(client: FletClient, content: string): Control {
  const found = client.find((control) => control.type === 'Button' && control.get('content') === content);
  if (found === undefined) throw new Error(`No button ${content} in:\n${textOf(client.page)}`);
  return found;
}

/** All texts on the page. */
export function texts(host: LaunchedHost): unknown[] {
  return host.client.findAll((control) => control.type === 'Text').map((control) => control.get('value'));
}
