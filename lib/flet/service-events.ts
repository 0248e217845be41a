/** What the services of the device tell the app unasked: a battery that runs down, a sensor's reading. */

import type { ClientContext } from './context.js';
import type { Control } from './control.js';
import { FletError } from './flet-error.js';
import type { WireValue } from './values.js';

/** Sensors tell only while they are switched on, and may stop at their first error. */
const SENSORS = new Set(['Accelerometer', 'Barometer', 'Gyroscope', 'Magnetometer', 'UserAccelerometer']);

/** Sensors that have stopped. One that Python sends anew starts anew. */
const stopped = new WeakSet<Control>();

/**
 * Sends an event of every service of a type that the app listens to. Throws a `FletError` when there is none: the app would
 * never learn of it.
 */
export function fireService(context: ClientContext, service: string, event: string, data: WireValue): void {
  const services: Control[] = [];
  for (const control of context.tree.page.walk()) if (control.type === service) services.push(control);
  if (services.length === 0) {
    throw new FletError('ERR_EMBED_FLET_NO_CONTROL', `Cannot fire ${event}: the app has no ${service}`);
  }
  const listening = services.filter((control) => control.handles(event));
  if (listening.length === 0) {
    const events = services.flatMap(handledEvents);
    const known = events.length === 0 ? 'no event' : `only ${[...new Set(events)].join(', ')}`;
    throw new FletError('ERR_EMBED_FLET_REFUSED', `Cannot fire ${event}: the app's ${service} handles ${known}`);
  }
  const telling = listening.filter(tells);
  if (telling.length === 0) {
    const reason = stopped.has(listening[0]!) ? 'has stopped at an error' : 'is not enabled';
    throw new FletError('ERR_EMBED_FLET_REFUSED', `Cannot fire ${event}: the app's ${service} ${reason}`);
  }
  for (const control of telling) {
    context.emit(control, event, data);
    if (event === 'error' && SENSORS.has(service) && control.get('cancel_on_error') !== false) stopped.add(control);
  }
}

function tells(control: Control): boolean {
  return !SENSORS.has(control.type) || (control.get('enabled') !== false && !stopped.has(control));
}

function handledEvents(control: Control): string[] {
  return [...control.properties.keys()]
    .filter((name) => name.startsWith('on_'))
    .map((name) => name.slice(3))
    .filter((name) => control.handles(name));
}
