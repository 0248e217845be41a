import type { WireMap } from '../values.js';
import type { Method, MethodTable } from './method.js';

/** What becomes of what an app shares. */
export interface ShareResult extends WireMap {
  /** `success`, `dismissed`, `unavailable`. */
  status: string;
  /** What the platform says about the chosen application. */
  raw: string;
}

const share: (method: string) => Method = (method) => (context, control, args) => {
  context.services.shared.push({ type: control.type, method, args });
  return context.services.shareResult;
};

export const SHARE: MethodTable = {
  share_text: share('share_text'),
  share_uri: share('share_uri'),
  share_files: share('share_files'),
};
