/** Minutes pass in no time: the app's clock stands still until the test lets it go on. */

import { afterEach, beforeEach, expect as expectValue, test } from 'vitest';
import { type App, expect, launch } from '../../lib/testing/index.js';

let app: App;

beforeEach(async () => {
  app = await launch('examples/clock/main.py', { clock: true });
});
afterEach(() => app.close());

test('the stopwatch counts tenths, stops, and goes on', async () => {
  await app.getByRole('button', { name: 'Start' }).click();
  await app.clock.runFor(2_300);
  await expect(app.getByText('00:02.3')).toBeVisible();
  await app.getByRole('button', { name: 'Stop' }).click();
  await app.clock.runFor(60_000);
  await expect(app.getByText('00:02.3')).toBeVisible();
  await app.getByRole('button', { name: 'Start' }).click();
  await app.clock.runFor(61_000);
  await expect(app.getByText('01:03.3')).toBeVisible();
});

test('laps are noted while it runs', async () => {
  const lap = app.getByRole('button', { name: 'Lap' });
  await expect(lap).toBeDisabled();
  await app.getByRole('button', { name: 'Start' }).click();
  await app.clock.runFor(1_500);
  await lap.click();
  await app.clock.runFor(2_000);
  await lap.click();
  await expect(app.getByText('Lap 1: 1.5 s')).toBeVisible();
  await expect(app.getByText('Lap 2: 3.5 s')).toBeVisible();
});

test('the kitchen timer counts down to the end, and says so for ten seconds', async () => {
  await app.getByRole('button', { name: '3 min' }).click();
  await expect(app.getByText('03:00')).toBeVisible();
  await app.clock.runFor(60_000);
  await expect(app.getByText('02:00')).toBeVisible();
  await expect(app.getByRole('progressbar')).toHaveValue(expectValue.closeTo(1 / 3));
  await app.clock.runFor(120_000);
  await expect(app.getByText('Time is up')).toBeVisible();
  const message = app.getByText('3 minutes are over');
  await expect(message).toBeVisible();
  await app.clock.runFor(9_999);
  await expect(message).toBeVisible();
  await app.clock.runFor(1);
  await expect(message).toBeHidden();
});

test('a second timer takes the place of the first, and can be stopped', async () => {
  await app.getByRole('button', { name: '5 min' }).click();
  await app.clock.runFor(10_000);
  await app.getByRole('button', { name: '1 min' }).click();
  await app.clock.runFor(1_000);
  await expect(app.getByText('00:59')).toBeVisible();
  await app.getByRole('button', { name: 'Stop the timer' }).click();
  await app.clock.runFor(300_000);
  await expect(app.getByText('Stopped')).toBeVisible();
  await expect(app.getByText(/minutes are over/)).toHaveCount(0);
});

test('a jump over an hour fires each timer once', async () => {
  await app.getByRole('button', { name: 'Start' }).click();
  await app.clock.fastForward(3_600_000);
  await expect(app.getByText('60:00.0')).toBeVisible();
});

test('the lamp goes up and down again: one blink a click', async () => {
  await app.getByRole('button', { name: 'Blink' }).click();
  await expect(app.getByText('1 blink')).toBeVisible();
  await app.getByRole('button', { name: 'Blink' }).click();
  await expect(app.getByText('2 blinks')).toBeVisible();
});

test('the time of day is on the wall', async () => {
  await expect(app.getByText(/^\d\d:\d\d:\d\d$/)).toBeVisible();
});
