/** The same hand on the headless client. */

import type { Control, FletClient, GestureArguments, GestureName } from '../../lib/flet/index.js';

export class HeadlessUser {
  readonly client: FletClient;

  constructor(client: FletClient) {
    this.client = client;
  }

  /** The control of a type, of several the one with a key; as soon as it is there. `Type#key` names both. */
  find(name: string): Promise<Control> {
    const [type, key] = name.split('#');
    return this.client.until(() =>
      this.client.find((control) => control.type === type && (key === undefined || control.get('key') === key)),
    );
  }

  async click(name: string): Promise<void> {
    await this.client.click(await this.find(name));
  }

  async perform<Name extends GestureName>(
    name: string,
    gesture: Name,
    ...[argument]: undefined extends GestureArguments[Name] ? [GestureArguments[Name]?] : [GestureArguments[Name]]
  ): Promise<void> {
    await this.client.perform(await this.find(name), gesture, argument as GestureArguments[Name]);
  }

  /** The pointer comes, and a click. */
  async comeAndClick(name: string): Promise<void> {
    await this.perform(name, 'hover', true);
    await this.click(name);
  }

  async leave(name: string): Promise<void> {
    await this.perform(name, 'hover', false);
  }

  async press(key: string, ...modifiers: ('shift' | 'ctrl')[]): Promise<void> {
    await this.client.pressKey(key, Object.fromEntries(modifiers.map((name) => [name, true])));
  }

  /** Resolves when no control of a type is open any more. */
  async gone(type: string): Promise<void> {
    await this.client.until(() => this.client.find((control) => control.type === type) === undefined);
  }
}
