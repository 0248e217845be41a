export { allocate } from './allocate.js';
export type {
  BatchCallback,
  Channel,
  ChannelOptions,
  ChannelStatistics,
  CloseOptions,
  DirectionStatistics,
  SendOptions,
} from './channel.js';
export { EmbedError, type EmbedErrorCode, PythonError } from './errors.js';
export type { OutputCallback, OutputStream } from './output-lines.js';
export type { ExitStatus, Program, StopOptions } from './program.js';
export type { ProgramOptions } from './program-options.js';
export { type PythonInfo, Runtime } from './runtime.js';
export type { RuntimeOptions } from './runtime-options.js';
export type { BridgeChannel } from './transports/embedded-channel.js';
export type { MessageTimes, TimesRecorder } from './transports/embedded-times.js';
