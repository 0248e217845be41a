/** Somebody who has to get up early sets alarms on a phone. */

import { afterEach, beforeEach, test } from 'vitest';
import { Duration } from '../../lib/flet/index.js';
import { type App, expect, type Locator, launch } from '../../lib/testing/index.js';

let app: App;

beforeEach(async () => {
  app = await launch('examples/cupertino/main.py', { page: { platform: 'ios', width: 390, height: 844 } });
});
afterEach(() => app.close());

const tile = (label: string): Locator => app.getByKey(label).getByControl('CupertinoListTile');

async function openMenu(label: string): Promise<void> {
  await app.getByKey(label).longPress();
}

test('a click anywhere on an alarm turns it off and on', async () => {
  await expect(tile('Wake up')).toContainText('06:30');
  await tile('Wake up').click();
  await expect(app.getByText('0 alarms on')).toBeVisible();
  await app.getByControl('CupertinoSwitch').click();
  await expect(app.getByText('1 alarm on')).toBeVisible();
});

test('a new alarm is put together in a sheet', async () => {
  await app.getByRole('button', { name: 'New alarm' }).click();
  await app.getByControl('CupertinoTextField').fill('Nap');
  await app.getByControl('CupertinoDatePicker').setValue(new Date(Date.UTC(2030, 0, 1, 5, 15)));
  await app.getByControl('CupertinoPicker').select('Silk');
  await app.getByControl('CupertinoSlidingSegmentedButton').select('Weekdays');
  await app.getByRole('button', { name: 'Save' }).click();

  await expect(app.getByControl('CupertinoBottomSheet')).toBeHidden();
  await expect(app.getByText('2 alarms on')).toBeVisible();
  await expect(tile('Nap')).toContainText('Nap, weekdays');
  await expect(tile('Nap')).toContainText('05:15');
  await expect(app.getByControl('CupertinoListTile').first()).toContainText('Nap');
});

test('the sheet can be left', async () => {
  await app.getByRole('button', { name: 'New alarm' }).click();
  await app.getByRole('button', { name: 'Cancel' }).click();
  await expect(app.getByControl('CupertinoListTile')).toHaveCount(1);
});

test('the menu of an alarm leads to its sound', async () => {
  await openMenu('Wake up');
  await app.getByRole('menuitem', { name: 'Sound …' }).click();
  await expect(app.getByText('How Wake up rings')).toBeVisible();
  await app.getByRole('button', { name: 'Chimes' }).click();
  await expect(app.getByText('How Wake up rings')).toBeHidden();
  await expect(tile('Wake up')).toHaveProperty('additional_info', 'Chimes');
});

test('an alarm is deleted after a question', async () => {
  await openMenu('Wake up');
  await app.getByRole('menuitem', { name: 'Delete …' }).click();
  await app.getByRole('button', { name: 'Keep' }).click();
  await expect(tile('Wake up')).toBeVisible();
  await openMenu('Wake up');
  await app.getByRole('menuitem', { name: 'Delete …' }).click();
  await app.getByRole('button', { name: 'Delete' }).click();
  await expect(tile('Wake up')).toHaveCount(0);
  await expect(app.getByText('0 alarms on')).toBeVisible();
});

test('the wheels of the timer turn', async () => {
  await app.getByRole('tab', { name: 'Timer' }).click();
  await app.getByControl('CupertinoTimerPicker').setValue(new Duration(90_000_000));
  await expect(app.getByText('Timer: 0:01:30')).toBeVisible();
});

test('the options tell what they are set to', async () => {
  await app.getByRole('tab', { name: 'Options' }).click();
  await expect(app.getByText('Vibrate on, snooze 9 min, 24 hours')).toBeVisible();
  await app.getByLabel('Vibrate').uncheck();
  await app.getByLabel('15 min').check();
  await app.getByControl('CupertinoSegmentedButton').select('12 hours');
  await expect(app.getByText('Vibrate off, snooze 15 min, 12 hours')).toBeVisible();
  await app.getByControl('CupertinoSlider').setValue(8);
  await expect(app.getByText('Volume 8')).toBeVisible();
});
