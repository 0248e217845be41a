/** The methods of controls and services that come in packages of their own, by the control's type. */

import { FOCUSABLE } from '../controls.js';
import { type MethodTable, recorded } from '../method.js';
import { CONSENT_MANAGER, INTERSTITIAL_AD } from './ads.js';
import { AUDIO, AUDIO_RECORDER } from './audio.js';
import { CAMERA } from './camera.js';
import { FLASHLIGHT } from './flashlight.js';
import { GEOLOCATOR } from './geolocator.js';
import { MAP } from './map.js';
import { PERMISSION_HANDLER } from './permission-handler.js';
import { SECURE_STORAGE } from './secure-storage.js';
import { VIDEO } from './video.js';
import { WEB_VIEW } from './web-view.js';

export const EXTENSIONS: Readonly<Record<string, MethodTable>> = {
  Audio: AUDIO,
  AudioRecorder: AUDIO_RECORDER,
  Camera: CAMERA,
  CodeEditor: { ...FOCUSABLE, ...recorded('fold_comment_at_line_zero', 'fold_imports', 'fold_at') },
  ConsentManager: CONSENT_MANAGER,
  Flashlight: FLASHLIGHT,
  Geolocator: GEOLOCATOR,
  InterstitialAd: INTERSTITIAL_AD,
  Map: MAP,
  PermissionHandler: PERMISSION_HANDLER,
  SecureStorage: SECURE_STORAGE,
  Video: VIDEO,
  WebView: WEB_VIEW,
};
