/** Walks Flet apps and tells which of them fail. */

export { discoverApps, shard } from './discover.js';
export { junit } from './junit.js';
export { FAILURES, type SmokeResult, type SmokeStatus } from './outcome.js';
export { type SmokeOptions, smoke } from './smoke.js';
