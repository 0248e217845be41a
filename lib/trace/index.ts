/** Traces of a run: recorded while it goes on, read in a browser afterwards. */

export type { Trace } from './entry.js';
export { type TraceOptions, TraceRecorder } from './trace-recorder.js';
