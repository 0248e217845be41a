/** Somebody writes a letter at a desk. */

import { afterEach, beforeEach, expect as expectValue, test } from 'vitest';
import { type App, expect, type Locator, launch } from '../../lib/testing/index.js';

let app: App;

beforeEach(async () => {
  app = await launch('examples/editor/main.py');
});
afterEach(() => app.close());

const page = (): Locator => app.getByControl('TextField');

async function choose(...path: string[]): Promise<void> {
  for (const name of path) await app.getByRole('menuitem', { name }).click();
}

test('a letter is written and saved, with the menu and with the keyboard', async () => {
  await expect(page()).toBeFocused();
  await page().type('Dear Ada,');
  await expect(app.getByText('2 words')).toBeVisible();
  await expect(app.getByText('Untitled *')).toBeVisible();
  await choose('File', 'Save');
  await expect(app.getByText('Untitled', { exact: true })).toBeVisible();

  await page().type(' thank you');
  await expect(app.getByText('Untitled *')).toBeVisible();
  await app.keyboard.press('Control+s');
  await expect(app.getByText('Untitled *')).toHaveCount(0);
});

test('what was typed is undone, key by key', async () => {
  await page().type('ab');
  await app.keyboard.press('Control+z');
  await expect(page()).toHaveValue('a');
  await choose('Edit', 'Undo');
  await expect(page()).toHaveValue('');
});

test('the marked part becomes upper case; without a mark everything does', async () => {
  await page().fill('dear ada');
  await page().selectText(5, 8);
  await expect(app.getByText('3 selected')).toBeVisible();
  await choose('Edit', 'Change', 'Upper case');
  await expect(page()).toHaveValue('dear ADA');
  await choose('Edit', 'Change', 'Empty');
  await expect(page()).toHaveValue('');
});

test('a menu item says what it does while the mouse is over it', async () => {
  await app.getByRole('menuitem', { name: 'File' }).click();
  await expect(app.getByText('File menu')).toBeVisible();
  await app.getByRole('menuitem', { name: 'Save' }).hover();
  await expect(app.getByText('Ctrl+S')).toBeVisible();
});

test('files are attached by pasting them', async () => {
  await page().pasteFiles([{ name: 'photo.png', mimeType: 'image/png', bytes: new Uint8Array(5) }]);
  await expect(app.getByText('photo.png (5 bytes)')).toBeVisible();
});

test('a double click on the title maximizes the window, another restores it', async () => {
  const title = app.getByControl('WindowDragArea');
  await title.doubleClick();
  await expect(app.getByText('Maximized')).toBeVisible();
  await title.doubleClick();
  await expect(app.getByText('Restored')).toBeVisible();
});

/** Presses the window's close button; true once the window has gone. */
async function close(): Promise<() => boolean> {
  let isGone = false;
  app.client.on('exit', () => {
    isGone = true;
  });
  await app.client.closeWindow();
  await app.settled();
  return () => isGone;
}

test('a changed letter is not closed without a question', async () => {
  await page().type('Dear');
  const isGone = await close();
  await app.getByRole('button', { name: 'Go on writing' }).click();
  await expect(app.getByRole('dialog')).toBeHidden();
  await expect(page()).toHaveValue('Dear');
  expectValue(isGone()).toBe(false);

  await app.client.closeWindow();
  await app.getByRole('dialog', { name: 'Close without saving?' }).getByText('Close').click();
  expectValue(isGone()).toBe(true);
});

test('a saved letter is closed at once', async () => {
  const isGone = await close();
  expectValue(isGone()).toBe(true);
});
