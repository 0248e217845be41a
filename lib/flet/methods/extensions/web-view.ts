import type { Control } from '../../control.js';
import { constant, type MethodTable, record, recorded, StateOf } from '../method.js';

/** The addresses that a web view has shown, and which of them it shows now. */
interface History {
  addresses: string[];
  place: number;
}

const histories = new StateOf<History>((view) => {
  const url = view.string('url');
  return { addresses: url === undefined ? [] : [url], place: 0 };
});

function visit(view: Control, url: unknown): void {
  if (typeof url !== 'string') return;
  const history = histories.get(view);
  history.addresses.splice(history.place + 1, Infinity, url);
  history.place = history.addresses.length - 1;
}

function step(view: Control, by: number): void {
  const history = histories.get(view);
  if (history.addresses[history.place + by] !== undefined) history.place += by;
}

export const WEB_VIEW: MethodTable = {
  can_go_back: (_context, view) => histories.get(view).place > 0,
  can_go_forward: (_context, view) => histories.get(view).place < histories.get(view).addresses.length - 1,
  go_back: (_context, view) => {
    step(view, -1);
    return null;
  },
  go_forward: (_context, view) => {
    step(view, 1);
    return null;
  },
  load_request: (context, view, args) => {
    record(context, view, 'load_request', args);
    visit(view, args['url']);
    return null;
  },
  get_current_url: (_context, view) => {
    const { addresses, place } = histories.get(view);
    return addresses[place] ?? null;
  },
  ...constant({ get_title: null, get_user_agent: null }),
  ...recorded(
    'reload',
    'enable_zoom',
    'disable_zoom',
    'clear_cache',
    'clear_local_storage',
    'load_file',
    'load_html',
    'run_javascript',
    'scroll_to',
    'scroll_by',
    'set_javascript_mode',
  ),
};
