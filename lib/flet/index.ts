/** A headless Flet client, over any channel. Runs in Node and in browsers. */

export type { Audience } from './audience.js';
export { FletClient } from './client.js';
export type { ClientEvents, FletClientOptions } from './client-options.js';
export { decodePacket, encodeDataFrame, encodeMessage, type Packet } from './codec.js';
export type { Timers } from './context.js';
export { Control } from './control.js';
export { ControlTree } from './control-tree.js';
export type { DataChannel } from './data-channel.js';
export type { Frame, OpenDataChannel, OpenedDataChannel } from './data-channels.js';
export type { Device, MotionSensor } from './device.js';
export { FLET_ERROR_CODES, FletCrash, FletError, type FletErrorCode } from './flet-error.js';
export type {
  Cancellable,
  Choice,
  Drag,
  GestureArguments,
  GestureName,
  PastedFile,
  Picked,
  Pinch,
  Point,
  Touches,
} from './gestures/gesture.js';
export type { KeyPress } from './gestures/keyboard.js';
export type { LifecycleState } from './gestures/page.js';
export { isScrollable, scrollableAround } from './gestures/scrolling.js';
export type { WindowChanges } from './gestures/window.js';
export { gesturesOn, interactiveFor } from './interactive.js';
export type { Measure } from './layout.js';
export { Action, type MethodCall, type Outbound } from './messages.js';
export type { Answer, Answers } from './methods/answers.js';
export type { FileDialogs, PickedFile, SavedFile, UploadedFile } from './methods/file-picker.js';
export type { Picture, PictureRequest } from './methods/pictures.js';
export type { ClientServices, RecordedCall } from './methods/services.js';
export type { StoragePaths } from './methods/storage-paths.js';
export type { PageProfile } from './page-profile.js';
export { applyPatch, type Change, type PatchResult } from './patch.js';
export { type PrintTreeOptions, printControl, printTree } from './print-tree.js';
export { obstacle, openDialogs } from './reachability.js';
export { snapshot } from './snapshot.js';
export { ownText, textOf } from './text.js';
export type { Value, ValueMap, WireMap, WireValue } from './values.js';
export { DateTime, Double, Duration, Extension, JsText, TimeOfDay } from './values.js';
export { shownViews } from './views.js';
export { hiddenBy } from './visibility.js';
