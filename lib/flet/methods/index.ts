/** Which control answers which method. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import type { MethodCall } from '../messages.js';
import type { WireValue } from '../values.js';
import { CLIPBOARD } from './clipboard.js';
import { FOCUSABLE, INTERACTIVE_VIEWER, PAGE_VIEW, SCREENSHOT, SCROLLABLE, TABS } from './controls.js';
import {
  BATTERY,
  BROWSER_CONTEXT_MENU,
  CONNECTIVITY,
  HAPTIC_FEEDBACK,
  SEMANTICS_SERVICE,
  SHARE,
  WAKELOCK,
} from './device.js';
import { FILE_PICKER } from './file-picker.js';
import type { Method, MethodTable } from './method.js';
import { PAGE, VIEW, WINDOW } from './page.js';
import { SHARED_PREFERENCES } from './shared-preferences.js';
import { STORAGE_PATHS } from './storage-paths.js';
import { URL_LAUNCHER } from './url-launcher.js';

const METHODS: Readonly<Record<string, MethodTable>> = {
  Page: PAGE,
  View: { ...VIEW, ...SCROLLABLE },
  Pagelet: VIEW,
  Window: WINDOW,

  Button: FOCUSABLE,
  CupertinoButton: FOCUSABLE,
  CupertinoFilledButton: FOCUSABLE,
  CupertinoTextField: FOCUSABLE,
  CupertinoTintedButton: FOCUSABLE,
  Dropdown: FOCUSABLE,
  DropdownM2: FOCUSABLE,
  FilledButton: FOCUSABLE,
  FilledIconButton: FOCUSABLE,
  FilledTonalButton: FOCUSABLE,
  FilledTonalIconButton: FOCUSABLE,
  IconButton: FOCUSABLE,
  KeyboardListener: FOCUSABLE,
  OutlinedButton: FOCUSABLE,
  OutlinedIconButton: FOCUSABLE,
  SearchBar: FOCUSABLE,
  TextButton: FOCUSABLE,
  TextField: FOCUSABLE,

  GridView: SCROLLABLE,
  InteractiveViewer: INTERACTIVE_VIEWER,
  ListView: SCROLLABLE,
  PageView: PAGE_VIEW,
  Screenshot: SCREENSHOT,
  Tabs: TABS,

  Battery: BATTERY,
  BrowserContextMenu: BROWSER_CONTEXT_MENU,
  Clipboard: CLIPBOARD,
  Connectivity: CONNECTIVITY,
  FilePicker: FILE_PICKER,
  HapticFeedback: HAPTIC_FEEDBACK,
  SemanticsService: SEMANTICS_SERVICE,
  Share: SHARE,
  SharedPreferences: SHARED_PREFERENCES,
  StoragePaths: STORAGE_PATHS,
  UrlLauncher: URL_LAUNCHER,
  Wakelock: WAKELOCK,
};

/** These scroll, and so answer `scroll_to`, only when told to. */
const SCROLLABLE_ON_DEMAND = new Set(['Column', 'Row', 'ResponsiveRow']);

/** Takes the answer to a call: the result, or the text of the error that Flet's own client would send. */
export type Respond = (result: WireValue, error: string | null) => void;

/** Answers a call of Python, at once where the method does not have to wait: what it causes comes after its answer. */
export function answerCall(context: ClientContext, call: MethodCall, respond: Respond): void {
  const fail = (error: unknown): void => respond(null, error instanceof Error ? error.message : String(error));
  const { controlId, name, args } = call;
  const control = context.tree.get(controlId);
  if (control === undefined) {
    fail(`Calling ${name} method of inexistent control: ${controlId}`);
    return;
  }
  try {
    const result = methodOf(control, name)(context, control, args);
    if (result instanceof Promise) result.then((value) => respond(value, null), fail);
    else respond(result, null);
  } catch (error) {
    fail(error);
  }
}

function methodOf(control: Control, name: string): Method {
  const table = methodsOf(control);
  if (table === undefined) {
    // Nobody listens to calls of such a control. Flet's own client finds out by waiting.
    const what = `${control.type}(${control.id}).${name}`;
    throw new Error(`TimeoutException after 0:00:10.000000: Timeout waiting for invoke method listener for ${what}`);
  }
  const method = Object.hasOwn(table, name) ? table[name] : undefined;
  if (method === undefined) throw new Error(`Exception: Unknown ${control.type} method: ${name}`);
  return method;
}

function methodsOf(control: Control): MethodTable | undefined {
  if (Object.hasOwn(METHODS, control.type)) return METHODS[control.type];
  const scroll = control.get('scroll');
  return SCROLLABLE_ON_DEMAND.has(control.type) && scroll !== null ? SCROLLABLE : undefined;
}
