/** What of all that viewers send the app is to hear, so that it hears everything once. */

import type { FletClient } from '../flet/client.js';
import type { Control } from '../flet/control.js';
import { PAGE_ID } from '../flet/control-tree.js';
import { openDialogs } from '../flet/reachability.js';
import type { WireMap, WireValue } from '../flet/values.js';
import type { ConnectedViewer } from './connected-viewer.js';
import { isFollowing, isOwnEvent, isPersons, isPrivate, isSurrounding } from './doings.js';
import { Echoes } from './echoes.js';
import { equal } from './equality.js';
import { LIFECYCLE_EVENT, tellLifecycle } from './profile.js';

export interface HearingOptions {
  client: FletClient;
  driver: () => ConnectedViewer | undefined;
  /** A person has used a viewer. */
  touched: (viewer: ConnectedViewer) => void;
}

/** Whether properties go to the app, and which of them are news for everybody. */
export interface Verdict {
  isForApp: boolean;
  changed: WireMap;
}

const DROPPED: Verdict = { isForApp: false, changed: {} };
const UNCHANGED: Verdict = { isForApp: true, changed: {} };

export class Hearing {
  readonly #options: HearingOptions;
  /** What the app has changed, and no viewer has answered yet. */
  readonly #owed = new Echoes();
  /** Bars of which the app knows that they are seen. */
  readonly #seen = new WeakSet<Control>();
  /** Of what the app knows that it has the keyboard, from the headless client. */
  #focused: Control | undefined;
  /** The last state of its life that the app was told. */
  #lifecycle = 'resume';
  /** The same, told before its viewer did. */
  #announced: string | undefined;

  constructor(options: HearingOptions) {
    this.#options = options;
  }

  /** The headless client has told the app of what is open up to now; viewers tell of the rest. */
  takeOver(): void {
    const { client } = this.#options;
    for (const dialog of openDialogs(client.tree)) this.#seen.add(dialog);
    this.#focused = client.focused;
  }

  /** The app has changed a property: a viewer may answer that, and the first answer counts. */
  expect(control: Control, property: string): void {
    this.#owed.expect(control, property);
  }

  /** Another viewer drives; undefined: there is none any more. */
  driven(viewer: ConnectedViewer | undefined): void {
    const { client } = this.#options;
    viewer?.profile.tell(client);
    const state = viewer?.profile.lifecycle ?? 'resume';
    if (tellLifecycle(client, this.#lifecycle, state)) this.#announced = state;
    this.#lifecycle = state;
  }

  /** A viewer has written properties. */
  properties(viewer: ConnectedViewer, control: Control, props: WireMap): Verdict {
    const names = Object.keys(props);
    const isDriver = viewer === this.#options.driver();
    if (names.some((name) => isSurrounding(control, name))) return isDriver ? UNCHANGED : DROPPED;
    const changed = names.filter((name) => !equal(control.get(name), props[name]));
    if (changed.length === 0) return this.#isNews(viewer, control, names) ? UNCHANGED : DROPPED;
    // A field that appears tells where its caret is; that is no news from another viewer.
    const isFirst = !viewer.isTouched && !isDriver;
    if (isFirst && changed.every((name) => name === 'selection')) return DROPPED;
    if (isPersons(control, changed)) this.#options.touched(viewer);
    viewer.echoes.take(control, names);
    viewer.echoes.mark(control, false);
    this.#owed.take(control, names);
    return { isForApp: true, changed: Object.fromEntries(changed.map((name) => [name, props[name]])) };
  }

  /** A viewer tells of an event. True if the app is to hear of it. */
  event(viewer: ConnectedViewer, control: Control, name: string, data: WireValue): boolean {
    const isDriver = viewer === this.#options.driver();
    if (control.id === PAGE_ID && name === LIFECYCLE_EVENT) {
      return isDriver && this.#isNewState(viewer.profile.lifecycle);
    }
    if (isOwnEvent(control, name, data)) return isDriver;
    if (isFollowing(name)) return !viewer.echoes.takeMark(control);
    switch (name) {
      case 'visible':
        if (this.#seen.has(control)) return false;
        this.#seen.add(control);
        return true;
      case 'selection_change':
        return isDriver || viewer.isTouched;
      case 'focus':
        return this.#focus(viewer, control, isDriver);
      case 'blur': {
        const had = viewer.focused === control;
        if (had) viewer.focused = undefined;
        return had || isDriver;
      }
      default:
        this.#options.touched(viewer);
        return true;
    }
  }

  /** Whether properties that change nothing are something that the app has not heard yet. */
  #isNews(viewer: ConnectedViewer, control: Control, names: readonly string[]): boolean {
    const isAnswer = this.#owed.take(control, names);
    const isEcho = viewer.echoes.take(control, names) && !isAnswer;
    viewer.echoes.mark(control, isEcho);
    return !isEcho && (isAnswer || !names.every(isPrivate));
  }

  #isNewState(state: string): boolean {
    const isKnown = state === this.#announced;
    this.#announced = undefined;
    this.#lifecycle = state;
    return !isKnown;
  }

  /** What has the keyboard at first has it in every viewer. */
  #focus(viewer: ConnectedViewer, control: Control, isDriver: boolean): boolean {
    const isKnown = control === this.#focused && !viewer.isTouched;
    if (isKnown && isDriver) this.#focused = undefined;
    const isEcho = viewer.echoes.take(control, ['focus']) && !isDriver;
    const isAtFirst = control.flag('autofocus') && !viewer.isTouched && !isDriver;
    if (!isEcho && !isAtFirst) viewer.focused = control;
    if (isKnown || isEcho || isAtFirst) return false;
    if (!isDriver) this.#options.touched(viewer);
    return true;
  }
}
