/**
 * What a user of an app can do, and what the system around the app does: the verbs of a client.
 *
 * Each produces its packets at once; its promise resolves when the channel has taken them. It rejects with a `FletError` when a
 * user could not do that: the control is gone, hidden, covered, disabled, or takes no such gesture.
 */

import type { ClientContext } from './context.js';
import type { Control } from './control.js';
import type { GestureArguments, GestureName, Point } from './gestures/gesture.js';
import { performGesture } from './gestures/index.js';
import { type KeyPress, pressKey } from './gestures/keyboard.js';
import {
  addView,
  closeWindow,
  goBack,
  type LifecycleState,
  navigate,
  removeView,
  setBrightness,
  setLifecycle,
  setLocales,
  setMedia,
} from './gestures/page.js';
import { scrollIntoView } from './gestures/scrolling.js';
import { changeWindow, resize, type WindowChanges } from './gestures/window.js';
import type { Measure } from './layout.js';
import { measure } from './layout-events.js';
import type { WireMap, WireValue } from './values.js';

export abstract class User {
  /** Runs what a user does; the promise also waits for the channel. */
  protected abstract act(action: (context: ClientContext) => void | Promise<void>): Promise<void>;

  /**
   * Performs a gesture. Its packets are produced at once; the promise resolves when the channel has taken them. Rejects with a
   * `FletError` when a user could not do it: the control is gone, hidden, covered, disabled, or takes no such gesture.
   *
   * @example
   * await client.perform(slider, 'slide', 0.5);
   */
  perform<Name extends GestureName>(control: Control, name: Name, argument: GestureArguments[Name]): Promise<void> {
    return this.act((context) => performGesture(context, control, name, argument));
  }

  /**
   * Presses a button, box, tile, tab …, or clicks into a field.
   *
   * @param at Where, in logical pixels from the control's upper left corner, for those that tell the app.
   */
  click(control: Control, at?: Point): Promise<void> {
    return this.perform(control, 'click', at);
  }

  /** Replaces the text of a field. */
  fill(control: Control, text: string): Promise<void> {
    return this.perform(control, 'fill', text);
  }

  /** Types into a field key by key; a newline is the Enter key. */
  type(control: Control, text: string): Promise<void> {
    return this.perform(control, 'type', text);
  }

  /** Presses Enter in a field. */
  submit(control: Control): Promise<void> {
    return this.perform(control, 'submit', undefined);
  }

  /** Chooses an option, item, destination or tab by its key, text or place. */
  select(control: Control, choice: string | number): Promise<void> {
    return this.perform(control, 'select', choice);
  }

  /** Drags a slider. */
  slide(control: Control, to: number | readonly [number, number]): Promise<void> {
    return this.perform(control, 'slide', to);
  }

  /** Closes a dialog, sheet, bar or picker as a user does without choosing. */
  dismiss(control: Control): Promise<void> {
    return this.perform(control, 'dismiss', undefined);
  }

  /** Gives a control the focus, or takes it from what has it. */
  focus(control: Control | undefined): Promise<void> {
    return this.act((context) => context.focus.move(context, control));
  }

  /** Opens an address of the app. */
  navigate(route: string): Promise<void> {
    return this.act((context) => navigate(context, route));
  }

  /**
   * Goes back by one view. On the first view this closes the window: see `exit`. An app that wants to be asked is asked; it
   * answers later, perhaps after it has asked the user.
   */
  back(): Promise<void> {
    return this.act((context) => goBack(context));
  }

  /**
   * Presses a key and releases it: `a`, `Enter`, `Escape`, `Tab`, `Backspace`, `ArrowLeft` … The app's page and listeners hear
   * of it first; then it acts on what has the focus. Keys with Ctrl, Alt or Meta only tell, they do not type.
   *
   * @example
   * await client.pressKey('s', { ctrl: true });
   */
  pressKey(key: string, press: KeyPress = {}): Promise<void> {
    return this.act((context) => pressKey(context, key, press));
  }

  /** Scrolls whatever must be scrolled for a control to come into view. */
  scrollIntoView(control: Control): Promise<void> {
    return this.act((context) => scrollIntoView(context, control));
  }

  /**
   * Says how large a control is, or how far it can be scrolled, in logical pixels: what a page without pixels does not know.
   * Listeners of its size are told.
   */
  measure(control: Control, size: Measure): Promise<void> {
    return this.act((context) => measure(context, control, size));
  }

  /** Changes the page's size, in logical pixels. */
  resize(width: number, height: number): Promise<void> {
    return this.act((context) => resize(context, width, height));
  }

  setBrightness(brightness: 'light' | 'dark'): Promise<void> {
    return this.act((context) => setBrightness(context, brightness));
  }

  setMedia(media: WireMap): Promise<void> {
    return this.act((context) => setMedia(context, media));
  }

  /** The user prefers other languages: tags such as `de-CH`, the best one first. Throws a RangeError for what is no tag. */
  setLocales(tags: readonly string[]): Promise<void> {
    return this.act((context) => setLocales(context, tags));
  }

  /** The system shows, hides, pauses … the app. */
  setLifecycle(state: LifecycleState): Promise<void> {
    return this.act((context) => setLifecycle(context, state));
  }

  /** The host of a multi-view app shows it in one more place. */
  addView(id: number, initialData: WireValue = null): Promise<void> {
    return this.act((context) => addView(context, id, initialData));
  }

  /** The host of a multi-view app has closed one of its places. */
  removeView(id: number): Promise<void> {
    return this.act((context) => removeView(context, id));
  }

  /**
   * Maximizes, minimizes, moves … the desktop window as its user does. Without a window nothing happens.
   *
   * @example
   * await client.setWindow({ maximized: true });
   */
  setWindow(changes: WindowChanges): Promise<void> {
    return this.act((context) => changeWindow(context, changes));
  }

  /** Presses the window's close button. */
  closeWindow(): Promise<void> {
    return this.act((context) => closeWindow(context));
  }
}
