/** An app in the real Flutter client, reloaded when its files change. */

export { openBrowser } from './open-browser.js';
export type { CarriedState, Handover, RunOptions } from './run-options.js';
export { type RunEvents, RunSession } from './run-session.js';
export { findScreen, type Screen } from './screen.js';
