/** Which control answers which method. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import type { MethodCall } from '../messages.js';
import type { WireValue } from '../values.js';
import { BATTERY } from './battery.js';
import { CLIPBOARD } from './clipboard.js';
import { CONNECTIVITY } from './connectivity.js';
import {
  CONTEXT_MENU,
  DISMISSIBLE,
  FLET_APP,
  FOCUSABLE,
  INTERACTIVE_VIEWER,
  PAGE_VIEW,
  SCROLLABLE,
  SEARCH_BAR,
  TABS,
} from './controls.js';
import { EXTENSIONS } from './extensions/index.js';
import { BROWSER_CONTEXT_MENU, HAPTIC_FEEDBACK } from './feedback.js';
import { FILE_PICKER } from './file-picker.js';
import { type Method, type MethodTable, record } from './method.js';
import { PAGE, VIEW, WINDOW } from './page.js';
import { CANVAS, PAGE_PICTURES, SCREENSHOT } from './pictures.js';
import { SCREEN_BRIGHTNESS } from './screen-brightness.js';
import { SEMANTICS_SERVICE } from './semantics-service.js';
import { SHARE } from './share.js';
import { SHARED_PREFERENCES } from './shared-preferences.js';
import { STORAGE_PATHS } from './storage-paths.js';
import { TESTER } from './tester/index.js';
import { URL_LAUNCHER } from './url-launcher.js';
import { WAKELOCK } from './wakelock.js';

const METHODS: Readonly<Record<string, MethodTable>> = {
  ...EXTENSIONS,

  // How the views of a multi-view app are called on the wire; Python's name of them beside it.
  BasePage: PAGE_PICTURES,
  MultiView: PAGE_PICTURES,
  Page: PAGE,
  Pagelet: VIEW,
  View: { ...VIEW, ...SCROLLABLE },
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
  TextButton: FOCUSABLE,
  TextField: FOCUSABLE,

  Canvas: CANVAS,
  ContextMenu: CONTEXT_MENU,
  Dismissible: DISMISSIBLE,
  FletApp: FLET_APP,
  GridView: SCROLLABLE,
  InteractiveViewer: INTERACTIVE_VIEWER,
  ListView: SCROLLABLE,
  PageView: PAGE_VIEW,
  ReorderableListView: SCROLLABLE,
  Screenshot: SCREENSHOT,
  SearchBar: SEARCH_BAR,
  Tabs: TABS,

  Battery: BATTERY,
  BrowserContextMenu: BROWSER_CONTEXT_MENU,
  Clipboard: CLIPBOARD,
  Connectivity: CONNECTIVITY,
  FilePicker: FILE_PICKER,
  HapticFeedback: HAPTIC_FEEDBACK,
  ScreenBrightness: SCREEN_BRIGHTNESS,
  SemanticsService: SEMANTICS_SERVICE,
  Share: SHARE,
  SharedPreferences: SHARED_PREFERENCES,
  StoragePaths: STORAGE_PATHS,
  Tester: TESTER,
  UrlLauncher: URL_LAUNCHER,
  Wakelock: WAKELOCK,
};

/** These scroll, and so answer `scroll_to`, only when told to. */
const SCROLLABLE_ON_DEMAND = new Set(['Column', 'ExpansionPanelList', 'ResponsiveRow', 'Row']);

/** Takes the answer to a call: the result, or the text of the error that Flet's own client would send. */
export type Respond = (result: WireValue, error: string | null) => void;

/** Answers a call of Python, at once where the method does not have to wait: what it causes comes before its answer. */
export function answerCall(context: ClientContext, call: MethodCall, respond: Respond): void {
  const fail = (error: unknown): void => respond(null, error instanceof Error ? error.message : String(error));
  const { controlId, name, args } = call;
  const control = context.tree.get(controlId);
  if (control === undefined) {
    fail(`Calling ${name} method of inexistent control: ${controlId}`);
    return;
  }
  try {
    const result = methodOf(context, control, name)(context, control, args);
    if (result instanceof Promise) result.then((value) => respond(value, null), fail);
    else respond(result, null);
  } catch (error) {
    fail(error);
  }
}

function methodOf(context: ClientContext, control: Control, name: string): Method {
  const answer = context.services.answers.find(control.type, name);
  if (answer !== undefined) {
    return (_context, _control, args) => {
      record(context, control, name, args);
      return answer(args, control);
    };
  }
  const table = methodsOf(context, control);
  if (table === undefined) {
    // Nobody listens to calls of such a control. Flet's own client finds out by waiting.
    const what = `${control.type}(${control.id}).${name}`;
    throw new Error(`TimeoutException after 0:00:10.000000: Timeout waiting for invoke method listener for ${what}`);
  }
  const method = Object.hasOwn(table, name) ? table[name] : undefined;
  if (method === undefined) throw new Error(`Exception: Unknown ${control.type} method: ${name}`);
  return method;
}

function methodsOf(context: ClientContext, control: Control): MethodTable | undefined {
  const { type } = control;
  // A page in a browser has no window.
  if (type === 'Window' && context.tree.page.flag('web')) return undefined;
  if (Object.hasOwn(METHODS, type)) return METHODS[type];
  return SCROLLABLE_ON_DEMAND.has(type) && control.get('scroll') !== null ? SCROLLABLE : undefined;
}
