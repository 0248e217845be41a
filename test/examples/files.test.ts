/** Somebody keeps notes in files. The device is imaginary; the files are real, in a folder of the test. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect as expectValue, test } from 'vitest';
import { type App, expect, launch } from '../../lib/testing/index.js';

let app: App;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'notes-'));
  app = await launch('examples/files/main.py');
});
afterEach(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

const notes = () => app.getByLabel('Notes');

async function open(name: string, text: string): Promise<void> {
  const path = join(folder, name);
  writeFileSync(path, text);
  app.services.filePicker.files = [{ name, path, size: text.length }];
  await app.getByTooltip('Open').click();
}

test('a file is opened and shown', async () => {
  await open('shopping.txt', 'milk');
  await expect(notes()).toHaveValue('milk');
  await expect(app.getByControl('AppBar')).toContainText('shopping.txt');
  await expect(app.getByText('4 characters')).toBeVisible();
});

test('when nothing is chosen nothing changes', async () => {
  await notes().fill('mine');
  app.services.filePicker.files = [];
  await app.getByTooltip('Open').click();
  await expect(app.getByText('Nothing chosen')).toBeVisible();
  await expect(notes()).toHaveValue('mine');
});

test('notes are saved where the user wants them, and backed up', async () => {
  await notes().fill('milk\nbread');
  app.services.filePicker.savePath = join(folder, 'list.txt');
  await app.getByTooltip('Save').click();
  await expect(app.getByText('Saved')).toBeVisible();
  expectValue(readFileSync(join(folder, 'list.txt'), 'utf8')).toBe('milk\nbread');

  app.services.filePicker.directory = folder;
  await app.getByTooltip('Back up').click();
  await expect(app.getByText('Copied to list.backup.txt')).toBeVisible();
  expectValue(readFileSync(join(folder, 'list.backup.txt'), 'utf8')).toBe('milk\nbread');
});

test('the last files are offered again, the newest first, until they are forgotten', async () => {
  for (const name of ['a.txt', 'b.txt', 'c.txt', 'd.txt']) await open(name, name);
  const tiles = app.getByControl('ListTile');
  await expect(tiles).toHaveCount(3);
  await expect(tiles.first()).toHaveText('d.txt');
  await tiles.nth(2).click();
  await expect(notes()).toHaveValue('b.txt');
  await expect(tiles.first()).toHaveText('b.txt');
  expectValue(app.services.preferences.get('files.recent')).toEqual(
    ['b.txt', 'd.txt', 'c.txt'].map((name) => join(folder, name)),
  );

  await app.getByRole('button', { name: 'Forget' }).click();
  await expect(tiles).toHaveCount(0);
  expectValue(app.services.preferences.has('files.recent')).toBe(false);
});

test('a file that has gone is reported', async () => {
  await open('gone.txt', 'x');
  rmSync(join(folder, 'gone.txt'));
  await app.getByControl('ListTile').click();
  await expect(app.getByText('Cannot open gone.txt: No such file or directory')).toBeVisible();
});

test('text goes to the clipboard and comes back from it', async () => {
  await notes().fill('one ');
  await app.getByTooltip('Copy').click();
  expectValue(app.services.clipboard.text).toBe('one ');
  app.services.clipboard.text = 'two';
  await app.getByTooltip('Paste').click();
  await expect(notes()).toHaveValue('one two');
});

test('text is shared', async () => {
  await notes().fill('Read this');
  await app.getByTooltip('Share').click();
  await expect(app.getByText('Shared: success')).toBeVisible();
  expectValue(app.services.shared).toEqual([
    expectValue.objectContaining({ method: 'share_text', args: expectValue.objectContaining({ text: 'Read this' }) }),
  ]);
});

test('help and the link lead out of the app', async () => {
  await app.getByTooltip('Help').click();
  await app.getByText('Flet').click();
  expectValue(app.services.launchedUrls).toEqual(['https://flet.dev/docs', 'https://flet.dev']);
});
