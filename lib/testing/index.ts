/** Tests of Flet apps without a screen: locators, actions, assertions that wait, failures that explain themselves. */

export type { AppClock, AppError, AppErrors, AppExit, AppHost, AppOutput, StepRecorder } from '../launch/app-host.js';
export { App, type AppOptions, type LifecycleState } from './app.js';
export type { AssertionOptions, Assertions } from './assertions.js';
export type { Clock } from './clock.js';
export { type ConnectOptions, connect } from './connect.js';
export { expect } from './expect.js';
export type { IconSets, IconSource } from './icons.js';
export {
  type AppSource,
  type CoverageOptions,
  type Device,
  type FletEmbedConfig,
  LAUNCH_ERROR_CODES,
  LaunchError,
  type LaunchErrorCode,
  type LaunchOptions,
  type LaunchTimeouts,
  type LaunchTransport,
  launch,
} from './launch.js';
export type { ClickOptions, FilterOptions, Locator } from './locator.js';
export type { RoleOptions } from './queries.js';
export type { SettableValue } from './set-value.js';
export { TESTING_ERROR_CODES, TestingError, type TestingErrorCode } from './testing-error.js';
export type { TextOptions, TextPattern } from './text-pattern.js';
export type { Timeouts, WaitOptions } from './timeouts.js';
