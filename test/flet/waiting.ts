/** Waits for what a person would wait for. */

import { type Control, type FletClient, textOf } from '../../lib/flet/index.js';

export const labelled =
  (label: string) =>
  (control: Control): boolean =>
    ['content', 'label', 'tooltip'].some((name) => control.get(name) === label);

export const appears = (client: FletClient, label: string): Promise<Control> =>
  client.until(() => client.find(labelled(label)));

export const ofType = (client: FletClient, type: string): Promise<Control> =>
  client.until(() => client.find((control) => control.type === type));

export const shows = (client: FletClient, text: string): Promise<true> =>
  client.until(() => textOf(client.page).includes(text));
