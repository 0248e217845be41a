/** What a viewer has around it: its size, its brightness, whether it is in front. The app hears that of the driving viewer. */

import type { FletClient } from '../flet/client.js';
import { PAGE_ID } from '../flet/control-tree.js';
import { Action, type Outbound } from '../flet/messages.js';
import { withDoubles } from '../flet/page-profile.js';
import { isMap, plain, type WireMap, type WireValue } from '../flet/values.js';
import { SURROUNDINGS } from './doings.js';
import { equal } from './equality.js';

export const LIFECYCLE_EVENT = 'app_lifecycle_state_change';

const IN_FRONT = 'resume';

/** In these states a client draws nothing, and an app that draws frames waits for `resume`. */
const AWAY: ReadonlySet<string> = new Set(['detach', 'hide', 'pause']);

export class Profile {
  #page: WireMap = {};
  /** The last state of its life that it has told. */
  lifecycle = IN_FRONT;

  /** It is in the background, and draws nothing. */
  get isAway(): boolean {
    return AWAY.has(this.lifecycle);
  }

  /** The address that it was opened with. */
  get route(): string | undefined {
    const { route } = this.#page;
    return typeof route === 'string' ? route : undefined;
  }

  /** Its size and what is around it, as properties of its page. */
  get surroundings(): WireMap {
    const known = SURROUNDINGS.filter((name) => this.#page[name] !== undefined && this.#page[name] !== null);
    return Object.fromEntries(known.map((name) => [name, this.#page[name]]));
  }

  /** What it says of its page at its registration. */
  note(page: WireMap): void {
    this.#page = { ...this.#page, ...page };
  }

  /** Takes from a message what it says of the viewer itself. */
  hear(message: Outbound): void {
    if (message.action === Action.UPDATE_CONTROL_PROPS && message.body.id === PAGE_ID) {
      const { props } = message.body;
      for (const name of SURROUNDINGS) if (props[name] !== undefined) this.#page[name] = props[name];
    } else if (message.action === Action.CONTROL_EVENT && message.body.name === LIFECYCLE_EVENT) {
      const { data } = message.body;
      if (isMap(data) && typeof data['state'] === 'string') this.lifecycle = data['state'];
    }
  }

  /** Tells the app what is different from what it knows, as the real client tells it when it changes. */
  tell(client: FletClient): void {
    const { width, height, media, platform_brightness: brightness } = this.#page;
    const knows = (name: string, value: WireValue): boolean => equal(client.page.get(name), plain(value));
    if (typeof brightness === 'string' && !knows('platform_brightness', brightness)) {
      tellPage(client, { platform_brightness: brightness }, 'platform_brightness_change', brightness);
    }
    if (isMap(media) && !knows('media', media as WireMap)) {
      const converted = withDoubles(media as WireMap) as WireMap;
      tellPage(client, { media: converted }, 'media_change', converted);
    }
    if (
      typeof width === 'number' &&
      typeof height === 'number' &&
      !(knows('width', width) && knows('height', height))
    ) {
      const size = withDoubles({ width, height }) as WireMap;
      tellPage(client, size, 'resize', size);
    }
  }
}

/** Tells the app that it is in front again, or away, when another viewer than before speaks for it. True if that is news. */
export function tellLifecycle(client: FletClient, before: string, now: string = IN_FRONT): boolean {
  if (AWAY.has(before) === AWAY.has(now)) return false;
  sendEvent(client, LIFECYCLE_EVENT, { state: now });
  return true;
}

/** Goes to an address, as a person does who types it. */
export function tellRoute(client: FletClient, route: string): void {
  tellPage(client, { route }, 'route_change', { route });
}

function tellPage(client: FletClient, props: WireMap, event: string, data: WireValue): void {
  client.relay({ action: Action.UPDATE_CONTROL_PROPS, body: { id: PAGE_ID, props } });
  sendEvent(client, event, data);
}

function sendEvent(client: FletClient, name: string, data: WireValue): void {
  client.relay({ action: Action.CONTROL_EVENT, body: { target: PAGE_ID, name, data } });
}
