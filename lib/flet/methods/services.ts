/** The state behind the services of a device that a headless client has: in memory, for tests to set and to read. */

import type { WireMap, WireValue } from '../values.js';
import { Answers } from './answers.js';
import type { BatteryStatus } from './battery.js';
import type { ClipboardContent } from './clipboard.js';
import { AdConsent } from './extensions/ads.js';
import { Geolocation } from './extensions/geolocator.js';
import { Permissions } from './extensions/permission-handler.js';
import { FileDialogs } from './file-picker.js';
import { EMPTY_PNG, type Picture } from './pictures.js';
import type { ScreenBrightnessState } from './screen-brightness.js';
import { type AccessibilityFeatures, noAccessibilityFeatures } from './semantics-service.js';
import type { ShareResult } from './share.js';
import type { StoragePaths } from './storage-paths.js';

/** A call as Python made it. */
export interface RecordedCall {
  /** The control's type. */
  type: string;
  method: string;
  args: WireMap;
}

export class ClientServices {
  /** Answers that replace the client's own, for every method of every control. */
  readonly answers = new Answers();
  /**
   * Calls without an effect here (haptics, announcements, window placement, the camera's switches …), and those that a test
   * answers or that show something to a user (file dialogs, addresses), oldest first.
   */
  readonly calls: RecordedCall[] = [];

  readonly accessibility: AccessibilityFeatures = noAccessibilityFeatures();
  readonly adConsent = new AdConsent();
  readonly battery: BatteryStatus = { level: 100, state: 'full', saveMode: false };
  readonly clipboard: ClipboardContent = { text: null, image: null, files: [] };
  /** What the device is connected to: `wifi`, `ethernet`, `mobile`, `vpn`, `bluetooth`, `other`, `none`. */
  connectivity: string[] = ['wifi'];
  /** Fields of `page.get_device_info()` that differ from those of the imaginary device. */
  deviceInfo: WireMap = {};
  readonly filePicker = new FileDialogs();
  /** The lamp of a `Flashlight` is on. */
  flashlight = false;
  readonly geolocation = new Geolocation();
  /** Addresses that the app or a control has opened, oldest first. */
  readonly launchedUrls: string[] = [];
  readonly permissions = new Permissions();
  /** What pictures show. Default: one transparent pixel. */
  picture: Picture = EMPTY_PNG;
  readonly preferences = new Map<string, WireValue>();
  readonly screenBrightness: ScreenBrightnessState = {
    system: 1,
    application: null,
    canChangeSystem: true,
    animate: true,
    autoReset: true,
  };
  readonly secureStorage = new Map<string, WireValue>();
  /** What the app has shared: texts, addresses, files, as it passed them. */
  readonly shared: RecordedCall[] = [];
  shareResult: ShareResult = { status: 'success', raw: '' };
  readonly storagePaths: StoragePaths;
  wakelock = false;

  constructor(storagePaths: StoragePaths = {}) {
    this.storagePaths = storagePaths;
  }
}
