/** How long a call of a test may take, in real time. */

import { milliseconds, type OptionRules, validateOptions } from '../options.js';

/** Milliseconds. They end a wait; they are never waited for. */
export interface Timeouts {
  /** For one action: from looking for the control until the app has come to rest again. Default 2,000. */
  action?: number;
  /** Until an assertion holds. Default 2,000. */
  assertion?: number;
}

/** What every waiting call takes. */
export interface WaitOptions {
  /** Milliseconds for this call. Default: that of the app. 0 looks once. */
  timeout?: number;
}

export const DEFAULT_TIMEOUTS: Readonly<Required<Timeouts>> = { action: 2000, assertion: 2000 };

const RULES: OptionRules = { action: milliseconds, assertion: milliseconds };

/** The rule of the option `timeout`. */
export const WAIT: OptionRules = { timeout: milliseconds };

export function resolveTimeouts(timeouts: Timeouts | undefined): Required<Timeouts> {
  validateOptions(timeouts, RULES, 'timeouts');
  return {
    action: timeouts?.action ?? DEFAULT_TIMEOUTS.action,
    assertion: timeouts?.assertion ?? DEFAULT_TIMEOUTS.assertion,
  };
}
