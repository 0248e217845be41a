/** One app, shown by many real clients. Runs in Node and in browsers. */

export { Mirror, type MirrorEvents, type MirrorOptions } from './mirror.js';
export type { Viewer, ViewerPort } from './viewer.js';
