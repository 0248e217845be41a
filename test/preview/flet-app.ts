/** An app without Python: answers the registration of a real client with one page. */

import { encodeMessage } from '../../lib/flet/codec.js';
import { Action } from '../../lib/flet/messages.js';
import { Double, type WireMap, type WireValue } from '../../lib/flet/values.js';
import { messageOf } from './message.js';
import { type ScriptedViewer, ScriptedViewers } from './scripted-viewers.js';

const PAGE = 1;

/** What Flet's Python sends of an app whose page has these controls. */
function pageOf(controls: WireMap[], seen: WireMap): WireMap {
  const insets = { left: new Double(10), top: new Double(10), right: new Double(10), bottom: new Double(10) };
  const view = { _c: 'View', _i: 3, route: '/', padding: insets, controls };
  return {
    ...seen,
    _c: 'Page',
    _i: PAGE,
    title: 'The app’s title',
    views: [view],
    window: { _c: 'Window', _i: 2 },
    _overlay: { _c: 'Overlay', _i: 4, _internals: { host_positioned: true } },
    _dialogs: { _c: 'Dialogs', _i: 5 },
    _services: { _c: 'ServiceRegistry', _i: 7, _internals: { uid: 'uid' } },
  };
}

/** Gives every client that connects a page with these controls. */
export function appWith(controls: WireMap[]): ScriptedViewers {
  return new ScriptedViewers((packet, viewer) => {
    const [action, body] = messageOf(packet);
    if (action !== Action.REGISTER_CLIENT) return;
    const { width, height, platform, platform_brightness } = body['page'] as WireMap;
    const page_patch = pageOf(controls, { width, height, platform, platform_brightness });
    viewer.send(encodeMessage(Action.REGISTER_CLIENT, { session_id: 'session', page_patch, error: '' }));
  });
}

/** Calls a method of the page in a client; what comes back arrives among the packets. */
export function callPage(viewer: ScriptedViewer, name: string, args: WireMap): void {
  viewer.send(encodeMessage(Action.INVOKE_METHOD, { control_id: PAGE, call_id: 'call-1', name, args }));
}

/** Changes a property of a control in a client. */
export function setProperty(viewer: ScriptedViewer, id: number, name: string, value: WireValue): void {
  viewer.send(encodeMessage(Action.PATCH_CONTROL, { id, patch: [[0], [0, 0, name, value]] }));
}

export function text(id: number, value: string): WireMap {
  return { _c: 'Text', _i: id, value };
}

export function button(id: number, content: WireValue): WireMap {
  return { _c: 'Button', _i: id, content, on_click: true };
}
