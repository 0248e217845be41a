/** A headless Flet client, over any channel. Runs in Node and in browsers. */

export { FletClient } from './client.js';
export type { ClientEvents, FletClientOptions } from './client-options.js';
export { decodePacket, encodeDataFrame, encodeMessage, type Packet } from './codec.js';
export type { Timers } from './context.js';
export { Control } from './control.js';
export { ControlTree } from './control-tree.js';
export type { Frame, OpenDataChannel, OpenedDataChannel } from './data-channels.js';
export { FLET_ERROR_CODES, FletCrash, FletError, type FletErrorCode } from './flet-error.js';
export type { Choice, Drag, GestureArguments, GestureName, PastedFile, Pinch, Point } from './gestures/gesture.js';
export { Action, type MethodCall, type Outbound } from './messages.js';
export type { ClientServices, PickedFile, RecordedCall, StoragePaths } from './methods/services.js';
export type { PageProfile } from './page-profile.js';
export { applyPatch, type Change, type PatchResult } from './patch.js';
export { type PrintTreeOptions, printControl, printTree } from './print-tree.js';
export { obstacle, openDialogs } from './reachability.js';
export { ownText, textOf } from './text.js';
export type { Value, ValueMap, WireMap, WireValue } from './values.js';
export { DateTime, Double, Duration, Extension, JsText, TimeOfDay } from './values.js';
