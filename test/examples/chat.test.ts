/** Somebody comes into the chat room, talks to the robot, and is answered. */

import { afterEach, beforeEach, test } from 'vitest';
import { type App, expect, launch } from '../../lib/testing/index.js';

let app: App;

beforeEach(async () => {
  app = await launch('examples/chat/main.py');
});
afterEach(() => app.close());

const entry = () => app.getByControl('TextField').filter({ hasText: 'Write a message' });
const messages = () => app.getByRole('list');

async function join(name: string): Promise<void> {
  await app.getByLabel('Your name').fill(name);
  await app.getByRole('button', { name: 'Join' }).click();
}

test('nobody comes in without a name, nor past the dialog', async () => {
  await expect(app.getByRole('dialog', { name: 'Welcome!' })).toBeVisible();
  await app.getByRole('button', { name: 'Join' }).click();
  await expect(app.getByText('Please say who you are')).toBeVisible();
  await expect(entry()).toBeDisabled();
  await expect(app.getByTooltip('Send')).toBeDisabled();
});

test('the one who joins is announced and can write at once', async () => {
  await app.getByLabel('Your name').fill('Ada');
  await app.getByLabel('Your name').submit();
  await expect(app.getByRole('dialog')).toBeHidden();
  await expect(messages()).toContainText('Ada has joined');
  await expect(entry()).toBeFocused();
});

test('a message is shown and answered', async () => {
  await join('Ada');
  await entry().fill('Hello, everybody');
  await app.getByTooltip('Send').click();
  await expect(app.getByText('Hello, everybody')).toBeVisible();
  await expect(app.getByText('Hello to you, too!')).toBeVisible();
  await expect(entry()).toHaveValue('');
});

test('Enter sends, Shift+Enter begins another line', async () => {
  await join('Ada');
  await entry().type('What is');
  await entry().press('Shift+Enter');
  await entry().type('the time?');
  await expect(entry()).toHaveValue('What is\nthe time?');
  await entry().press('Enter');
  await expect(app.getByText('What is\nthe time?')).toBeVisible();
  await expect(app.getByText('Time for tea.')).toBeVisible();
});

test('messages without words are not sent', async () => {
  await join('Ada');
  await entry().fill('   ');
  await app.getByTooltip('Send').click();
  await expect(app.getByControl('CircleAvatar')).toHaveCount(1);
});
