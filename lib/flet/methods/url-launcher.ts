import { isMap, type WireValue } from '../values.js';
import { type MethodTable, record, recorded } from './method.js';
import type { ClientServices } from './services.js';

export const URL_LAUNCHER: MethodTable = {
  launch_url: (context, control, args) => {
    launchUrl(context.services, args['url']);
    record(context, control, 'launch_url', args);
    return null;
  },
  open_window: (context, control, args) => {
    launchUrl(context.services, args['url']);
    record(context, control, 'open_window', args);
    return null;
  },
  can_launch_url: () => true,
  supports_launch_mode: () => true,
  supports_close_for_launch_mode: () => true,
  ...recorded('close_in_app_web_view'),
};

/** Remembers an address: a string, or `{url, target}`. */
export function launchUrl(services: ClientServices, url: unknown): WireValue {
  const address = isMap(url) ? url['url'] : url;
  if (typeof address !== 'string') throw new Error('Exception: url must be a string');
  services.launchedUrls.push(address);
  return null;
}
