import { Double } from '../../values.js';
import { constant, type MethodTable, numberArgument, record, recorded } from '../method.js';
import { pictureBy } from '../pictures.js';

export const CAMERA: MethodTable = {
  get_available_cameras: () => [
    { name: 'Headless camera', lens_direction: 'back', sensor_orientation: 0, lens_type: 'wide' },
  ],
  take_picture: pictureBy('take_picture'),
  // An empty file: nothing was to be seen.
  stop_video_recording: (context, camera, args) => {
    record(context, camera, 'stop_video_recording', args);
    return new Uint8Array();
  },
  set_exposure_offset: (context, camera, args) => {
    record(context, camera, 'set_exposure_offset', args);
    return new Double(numberArgument(args, 'offset'));
  },
  ...constant({
    supports_image_streaming: false,
    get_exposure_offset_step_size: new Double(0),
    get_min_exposure_offset: new Double(0),
    get_max_exposure_offset: new Double(0),
    get_min_zoom_level: new Double(1),
    get_max_zoom_level: new Double(1),
  }),
  ...recorded(
    'initialize',
    'prepare_for_video_recording',
    'start_video_recording',
    'pause_video_recording',
    'resume_video_recording',
    'start_image_stream',
    'stop_image_stream',
    'pause_preview',
    'resume_preview',
    'lock_capture_orientation',
    'unlock_capture_orientation',
    'set_description',
    'set_exposure_mode',
    'set_exposure_point',
    'set_flash_mode',
    'set_focus_mode',
    'set_focus_point',
    'set_zoom_level',
  ),
};
