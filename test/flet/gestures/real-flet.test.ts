/** The same packets, as an unmodified Flet understands them. */

import { expect, test } from 'vitest';
import { type Control, DateTime, Duration, type FletClient, TimeOfDay } from '../../../lib/flet/index.js';
import { startChildApp } from '../child-app.js';
import { connectForScenario, scriptOf } from '../scenarios.js';

/** Waits until the log goes on with these events; gives back what is to be awaited next. */
class Story {
  #told = '';

  constructor(readonly client: FletClient) {}

  async tells(...events: string[]): Promise<void> {
    this.#told += events.map((event) => `${event};`).join('');
    await this.client.until(() => {
      const log = this.client.find((control) => control.type === 'Text')?.string('value') ?? '';
      if (log.length < this.#told.length) return false;
      expect(log).toBe(this.#told);
      return true;
    });
  }

  find(type: string, text?: string): Promise<Control> {
    const names = ['content', 'title', 'label'];
    return this.client.until(() =>
      this.client.find(
        (control) => control.type === type && (text === undefined || names.some((name) => control.get(name) === text)),
      ),
    );
  }

  async click(type: string, text?: string): Promise<void> {
    await this.client.click(await this.find(type, text));
  }
}

const march = new DateTime('2026-03-04T00:00:00.000+00:00');
const may = new DateTime('2026-05-06T00:00:00.000+00:00');

test('Flet’s handlers understand menus, pickers, suggestions and drawers', { timeout: 60_000 }, async () => {
  const app = await startChildApp(scriptOf('choices'));
  try {
    const client = await connectForScenario(app.channel);
    const story = new Story(client);
    // The field has text from the start.
    await story.tells("TextField.selection_change ''");

    await story.click('PopupMenuButton');
    await story.click('PopupMenuItem', 'Paste');
    await story.tells('PopupMenuButton.open', 'PopupMenuItem.click Paste', 'PopupMenuButton.select');
    await story.click('PopupMenuButton');
    await client.dismiss(await story.find('PopupMenuButton'));
    await story.tells('PopupMenuButton.open', 'PopupMenuButton.cancel');

    const context = await story.find('ContextMenu');
    await client.perform(context, 'buttonClick', 'secondary');
    await story.click('PopupMenuItem', 'Second');
    await story.tells('PopupMenuItem.click Second', 'ContextMenu.select secondary 1 2 True');
    await client.perform(context, 'buttonClick', 'tertiary');
    await story.tells('ContextMenu.dismiss down 0');

    await story.click('SubmenuButton', 'File');
    await story.click('MenuItemButton', 'Open');
    await story.tells('SubmenuButton.open', 'SubmenuButton.close', 'MenuItemButton.click Open');

    const complete = await story.find('AutoComplete');
    await client.fill(complete, '2');
    await client.select(complete, 'Two');
    await story.tells('AutoComplete.select 1 Two');

    const search = await story.find('SearchBar');
    await client.fill(search, 'f');
    await story.tells('SearchBar.change f');
    await story.click('Button', 'Search');
    const found = await story.find('ListTile', 'Found');
    await client.until(() => search.get('_open') === true);
    await client.click(found);
    await story.tells('ListTile.click Found');
    await client.dismiss(search);

    const field = await story.find('TextField', 'Marked');
    await client.perform(field, 'selectText', [1, 3]);
    await story.tells("TextField.selection_change 'el'");

    await story.click('ExpansionPanel');
    await story.tells('ExpansionPanelList.change 0');

    await client.perform(await story.find('CupertinoTimerPicker'), 'pick', new Duration(90_000_000));
    await story.tells('CupertinoTimerPicker.change 90');
    await client.perform(await story.find('CupertinoDatePicker'), 'pick', march);
    await story.tells('CupertinoDatePicker.change 2026-03-04');

    const tab = await story.find('Tab', 'Two');
    await client.perform(tab, 'hover', true);
    await client.perform(tab, 'hover', false);
    await story.tells('TabBar.hover True 1', 'TabBar.hover False 1');

    await story.click('Button', 'DatePicker');
    await client.perform(await story.find('DatePicker'), 'pick', march);
    await story.tells('DatePicker.change 2026-03-04');
    await client.until(() => client.find((control) => control.type === 'DatePicker') === undefined);
    await story.click('Button', 'DatePicker');
    await client.dismiss(await story.find('DatePicker'));
    await client.until(() => client.find((control) => control.type === 'DatePicker') === undefined);

    await story.click('Button', 'TimePicker');
    const time = await story.find('TimePicker');
    await client.perform(time, 'switchEntryMode', undefined);
    await client.perform(time, 'pick', new TimeOfDay(9, 5));
    // Flet sends what the handler of the dismissal wrote with the next update only.
    await story.tells('DatePicker.dismiss', 'TimePicker.entry_mode_change input', 'TimePicker.change 09:05:00');

    await story.click('Button', 'DateRangePicker');
    await client.perform(await story.find('DateRangePicker'), 'pick', [march, may]);
    await story.tells('DateRangePicker.change 2026-03-04 2026-05-06');

    await story.click('Button', 'Drawer');
    const drawer = await story.find('NavigationDrawer');
    await client.until(() => drawer.get('_open') === true);
    await client.select(drawer, 'Stars');
    await client.dismiss(drawer);
    await story.tells('NavigationDrawer.change 1', 'NavigationDrawer.dismiss');
    expect(client.failure).toBeUndefined();
  } finally {
    await app.close();
  }
});
