/** A person books a room, badly at first. */

import { afterEach, beforeEach, test } from 'vitest';
import { type App, expect, launch } from '../../lib/testing/index.js';

let app: App;

beforeEach(async () => {
  app = await launch('examples/form/main.py');
});
afterEach(() => app.close());

async function fillIn(): Promise<void> {
  await app.getByLabel('Title').select('Ms');
  await app.getByLabel('Name').fill('Ada Lovelace');
  await app.getByLabel('E-mail').fill('ada@example.com');
  await app.getByLabel('Password').fill('correct horse');
  await app.getByControl('AutoComplete').type('ber');
  await app.getByControl('AutoComplete').select('Berlin');
  await app.getByLabel('Room').select('Double room');
  await app.getByLabel('I accept the terms').check();
}

test('a room is booked after a look at the summary', async () => {
  await fillIn();
  await app.getByRole('radio', { name: 'Breakfast' }).check();
  await app.getByLabel('Sea view (no wish, yes, no)').check();
  await app.getByRole('button', { name: 'Continue' }).click();

  const dialog = app.getByRole('dialog', { name: 'Book this room?' });
  await expect(dialog).toContainText(
    'Ms Ada Lovelace, 2 guests: Double room in Berlin, floor 3, with sea view, meals: breakfast',
  );
  await app.getByRole('button', { name: 'Book' }).click();
  await expect(dialog).toBeHidden();
  await expect(app.getByText('Booked for Ada Lovelace')).toBeVisible();

  await app.getByRole('button', { name: 'Cancel the booking' }).click();
  await expect(app.getByText('The booking is cancelled')).toBeVisible();
});

test('the summary can be refused, and the form is as it was', async () => {
  await fillIn();
  await app.getByRole('button', { name: 'Continue' }).click();
  await app.getByRole('button', { name: 'Not yet' }).click();
  await expect(app.getByRole('dialog')).toBeHidden();
  await expect(app.getByLabel('Name')).toHaveValue('Ada Lovelace');
  await expect(app.getByControl('AutoComplete')).toHaveValue('Berlin');
});

test('nothing can be sent before the terms are accepted', async () => {
  const submit = app.getByRole('button', { name: 'Continue' });
  await expect(submit).toBeDisabled();
  await app.getByLabel('I accept the terms').check();
  await expect(submit).toBeEnabled();
  await app.getByLabel('I accept the terms').uncheck();
  await expect(submit).toBeDisabled();
});

test('a field says what is wrong with it as soon as it is left', async () => {
  await app.getByLabel('E-mail').fill('ada at home');
  await app.getByLabel('Password').fill('short');
  await expect(app.getByText('An address looks like ada@example.com')).toBeVisible();
  await app.getByLabel('E-mail').fill('ada@example.com');
  await expect(app.getByText('At least 8 characters')).toBeVisible();
  await app.getByLabel('Name').focus();
  await expect(app.getByText('An address looks like ada@example.com')).toBeHidden();
});

test('an incomplete form points at what is missing', async () => {
  await app.getByLabel('I accept the terms').check();
  await app.getByRole('button', { name: 'Continue' }).click();
  await expect(app.getByRole('status')).toHaveText('Please look at the fields again');
  await expect(app.getByText('Who are you?')).toBeVisible();
  await expect(app.getByText('Choose a room')).toBeVisible();
  await expect(app.getByRole('dialog')).toHaveCount(0);
});

test('only figures can be typed where a number is asked for, and names are not endless', async () => {
  const guests = app.getByLabel('Guests');
  await guests.fill('three');
  await expect(guests).toHaveValue('');
  await guests.type('3');
  await expect(guests).toHaveValue('3');
  await app.getByLabel('Name').fill('x'.repeat(40));
  await expect(app.getByLabel('Name')).toHaveValue(/^.{30}$/);
});

test('the sliders tell floor and price as they are moved', async () => {
  await app.getByControl('Slider').setValue(7);
  await expect(app.getByText('Floor 7')).toBeVisible();
  await app.getByControl('RangeSlider').setValue([150, 300]);
  await expect(app.getByText('150 to 300 € a night')).toBeVisible();
});

test('dates and a time are picked; a picker that is dismissed changes nothing', async () => {
  await app.getByRole('button', { name: 'Dates' }).click();
  await app.getByControl('DateRangePicker').pickDate(['2030-07-01', '2030-07-08']);
  await expect(app.getByText('01 Jul to 08 Jul, 7 nights')).toBeVisible();

  await app.getByRole('button', { name: 'Arrival' }).click();
  await app.getByControl('TimePicker').pickTime('18:30');
  await expect(app.getByText('Arrival: 18:30')).toBeVisible();

  await app.getByRole('button', { name: 'Birthday' }).click();
  await app.getByControl('DatePicker').dismiss();
  await expect(app.getByText('No birthday yet')).toBeVisible();
  await app.getByRole('button', { name: 'Birthday' }).click();
  await app.getByControl('DatePicker').pickDate('1990-12-10');
  await expect(app.getByText('Born on 10 December 1990')).toBeVisible();
});
