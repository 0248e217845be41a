/** A customer walks through the shop, on a wide screen and on a phone. */

import { afterEach, describe, test } from 'vitest';
import { type App, expect, launch } from '../../lib/testing/index.js';

const SHOP = 'examples/routes/main.py';

let app: App;

afterEach(() => app.close());

describe('in a wide window', () => {
  test('the rail leads to each section', async () => {
    app = await launch(SHOP);
    await app.getByRole('tab', { name: 'Orders' }).within(app.getByControl('NavigationRail')).click();
    await expect(app.getByText('No orders yet')).toBeVisible();
    await app.getByControl('NavigationRail').select('About');
    await expect(app.getByText('Three books, since 2022.')).toBeVisible();
    await expect(app.getByText('Book shop: About')).toBeVisible();
  });

  test('a book is opened, left, bought and paid', async () => {
    app = await launch(SHOP);
    await app.getByText('Emma').click();
    await expect(app.getByText('Emma costs 9 €.')).toBeVisible();
    await expect(app.getByText('Dracula')).toBeHidden();
    await app.back();
    await expect(app.getByText('Dracula')).toBeVisible();

    await app.getByText('Dracula').click();
    await app.getByRole('button', { name: 'Into the basket' }).click();
    await app.getByRole('button', { name: 'Basket (1)' }).click();
    await expect(app.getByText('Dracula: 8 €')).toBeVisible();
    await app.getByRole('button', { name: 'Order now' }).click();
    await expect(app.getByText('1 books, 8 €')).toBeVisible();
    await expect(app.getByText('Basket (0)')).toBeVisible();
  });

  test('a full basket asks before it is left', async () => {
    app = await launch(SHOP);
    await app.goto('/book/walden');
    await app.getByText('Into the basket').click();
    await app.goto('/basket');

    await app.back();
    await expect(app.getByText('Leave without ordering?')).toBeVisible();
    await app.getByRole('button', { name: 'Stay' }).click();
    await expect(app.getByText('Walden: 12 €')).toBeVisible();

    await app.back();
    await app.getByRole('button', { name: 'Leave' }).click();
    await expect(app.getByText('Book shop: Books')).toBeVisible();
  });

  test('an empty basket does not', async () => {
    app = await launch(SHOP);
    await app.getByRole('button', { name: 'Basket (0)' }).click();
    await expect(app.getByRole('button', { name: 'Order now' })).toBeDisabled();
    await app.back();
    await expect(app.getByText('Book shop: Books')).toBeVisible();
  });
});

describe('on a phone', () => {
  test('there is a bar at the foot, and no rail', async () => {
    app = await launch(SHOP, { page: 'phone' });
    await expect(app.getByControl('NavigationRail')).toHaveCount(0);
    await app.getByRole('tab', { name: 'Orders' }).within(app.getByControl('NavigationBar')).click();
    await expect(app.getByText('No orders yet')).toBeVisible();
  });

  test('the drawer opens over the page and closes with the choice', async () => {
    app = await launch(SHOP, { page: 'phone' });
    const drawer = app.getByControl('NavigationDrawer');
    await expect(drawer).toBeHidden();
    await app.getByTooltip('Menu').click();
    await expect(drawer).toBeVisible();
    await drawer.select('About');
    await expect(app.getByText('Three books, since 2022.')).toBeVisible();
    await expect(drawer).toBeHidden();
  });

  test('turned to its side, it has the rail', async () => {
    app = await launch(SHOP, { page: 'phone' });
    await app.resize(915, 412);
    await expect(app.getByControl('NavigationRail')).toBeVisible();
    await expect(app.getByControl('NavigationBar')).toHaveCount(0);
  });
});

test('an address that leads nowhere shows the shelf', async () => {
  app = await launch(SHOP);
  await app.goto('/book/unknown');
  await expect(app.getByText('Book shop: Books')).toBeVisible();
});
