/** Somebody sets up an app to their liking, starts it again, and has everything forgotten. */

import { afterEach, describe, expect as expectValue, test } from 'vitest';
import { type App, expect, type Locator, launch } from '../../lib/testing/index.js';

const SETTINGS = 'examples/settings/main.py';

let app: App;

afterEach(() => app.close());

const segment = (name: string): Locator => app.getByControl('Segment').filter({ hasText: name });
const kept = (key: string): unknown => app.services.preferences.get(`settings.${key}`);

async function unfold(title: string): Promise<void> {
  await app.getByRole('button', { name: title }).click();
}

describe('on a desktop', () => {
  test('the theme changes at once and is kept', async () => {
    app = await launch(SETTINGS);
    await expect(segment('System')).toBeChecked();
    await segment('Dark').check();
    await expect(segment('System')).not.toBeChecked();
    await app.getByRole('radio', { name: 'Teal' }).check();
    await expect(app).toHaveProperty('theme_mode', 'dark');
    expectValue([kept('mode'), kept('color')]).toEqual(['Dark', 'Teal']);
    await expect(app.getByText('Saved: color')).toBeVisible();
  });

  test('one box stands for all topics', async () => {
    app = await launch(SETTINGS);
    const all = app.getByLabel('All topics');
    await expect(all).toBeHidden();
    await unfold('Notifications');
    await app.getByLabel('News').check();
    await expect(all).toHaveValue(null);
    await app.getByLabel('Messages').check();
    await app.getByLabel('Offers').check();
    await expect(all).toBeChecked();
    await all.click();
    await expect(app.getByLabel('News')).not.toBeChecked();
    await all.click();
    await expect(app.getByLabel('Offers')).toBeChecked();
    expectValue(kept('topics')).toEqual(['News', 'Messages', 'Offers']);
  });

  test('several days can be quiet', async () => {
    app = await launch(SETTINGS);
    await unfold('Notifications');
    await segment('Sun').check();
    await segment('Sat').check();
    expectValue(kept('quiet_days')).toEqual(['Sat', 'Sun']);
    await segment('Sun').uncheck();
    expectValue(kept('quiet_days')).toEqual(['Sat']);
    // Flet's echo of a shorter selection has taken away one more: no client shows Sat as selected any more.
    await expect(segment('Sat')).not.toBeChecked();
  });

  test('a day that was quiet can be so no longer', async () => {
    app = await launch(SETTINGS);
    await unfold('Notifications');
    await segment('Sun').check();
    await segment('Sun').uncheck();
    expectValue(kept('quiet_days')).toEqual([]);
  });

  test('the volume is shown while it moves and kept when it is let go; muted it cannot be moved', async () => {
    app = await launch(SETTINGS);
    await unfold('Sound');
    await app.getByControl('Slider').setValue(80);
    await expect(app.getByText('Volume 80')).toBeVisible();
    expectValue(kept('volume')).toBe(80);
    await app.getByLabel('Mute').check();
    await expect(app.getByControl('Slider')).toBeDisabled();
  });

  test('a click on a row turns its switch; a banner warns, and can be heeded', async () => {
    app = await launch(SETTINGS);
    const row = app.getByControl('ListTile').filter({ hasText: 'Location' });
    await row.click();
    await expect(row).toBeChecked();
    await expect(app.getByText('Apps will see where you are.')).toBeVisible();
    await app.getByText('Turn it off').click();
    await expect(row).not.toBeChecked();
    await expect(app.getByText('Apps will see where you are.')).toBeHidden();
  });

  test('everything is forgotten after a question', async () => {
    app = await launch(SETTINGS);
    await segment('Light').check();
    await app.getByText('Forget everything').click();
    await app.getByRole('button', { name: 'Cancel' }).click();
    expectValue(kept('mode')).toBe('Light');
    await app.getByText('Forget everything').click();
    await app.getByRole('button', { name: 'Forget' }).click();
    await expect(app.getByText('All settings are forgotten')).toBeVisible();
    await expect(segment('System')).toBeChecked();
    expectValue(app.services.preferences.size).toBe(0);
  });
});

test('on an iPhone the same switches look and speak like Apple’s', async () => {
  app = await launch(SETTINGS, { page: { platform: 'ios', width: 390, height: 844 } });
  await unfold('Sound');
  await app.getByLabel('Mute').check();
  await expect(app.getByText('Saved: mute')).toBeVisible();
  await app.getByLabel('Mute').uncheck();
  await app.getByControl('Slider').setValue(25);
  await expect(app.getByText('Volume 25')).toBeVisible();
});
