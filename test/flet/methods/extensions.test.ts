import { ExtData } from '@msgpack/msgpack';
import { describe, expect, test } from 'vitest';
import { answer, answers, connectServices, remembers, SERVICE } from './calls.js';

/** A span of time as it travels, in microseconds. */
const duration = (microseconds: number): ExtData => new ExtData(3, new TextEncoder().encode(String(microseconds)));

describe('each extension answers as a device would', () => {
  answers('Audio', [
    ['play', { position: 0 }, null],
    ['get_current_position', undefined, duration(0)],
    ['seek', { position: { seconds: 2, milliseconds: 500 } }, null],
    ['get_current_position', undefined, duration(2_500_000)],
    ['pause', undefined, null],
    ['resume', undefined, null],
    ['release', undefined, null],
    ['get_duration', undefined, null],
  ]);

  answers('AudioRecorder', [
    ['has_permission', undefined, true],
    ['is_supported_encoder', { encoder: 'wav' }, true],
    ['get_input_devices', undefined, { default: 'Headless microphone' }],
    ['stop_recording', undefined, null],
    ['start_recording', { output_path: '/r.wav', configuration: {}, upload: null }, true],
    ['is_recording', undefined, true],
    ['pause_recording', undefined, null],
    ['is_paused', undefined, true],
    ['resume_recording', undefined, null],
    ['is_paused', undefined, false],
    ['stop_recording', undefined, '/r.wav'],
    ['is_recording', undefined, false],
    ['start_recording', { output_path: '/r.wav' }, true],
    ['cancel_recording', undefined, null],
    ['is_recording', undefined, false],
    ['stop_recording', undefined, null],
  ]);

  answers({ _c: 'Video', autoplay: true, playlist: [{ resource: 'a' }, { resource: 'b' }] }, [
    ['is_playing', undefined, true],
    ['pause', undefined, null],
    ['is_playing', undefined, false],
    ['play_or_pause', undefined, null],
    ['is_playing', undefined, true],
    ['seek', { position: 1500 }, null],
    ['get_current_position', undefined, duration(1_500_000)],
    ['next', undefined, null],
    ['get_current_position', undefined, duration(0)],
    ['seek', { position: { seconds: 1 } }, null],
    ['next', undefined, null],
    ['get_current_position', undefined, duration(1_000_000)],
    ['previous', undefined, null],
    ['get_current_position', undefined, duration(0)],
    ['jump_to', { media_index: 1 }, null],
    ['stop', undefined, null],
    ['is_playing', undefined, false],
    ['play', undefined, null],
    ['is_playing', undefined, true],
    ['is_completed', undefined, false],
    ['get_duration', undefined, duration(0)],
    ['jump_to', {}, { error: 'Exception: media_index must be a number' }],
  ]);

  answers('Camera', [
    [
      'get_available_cameras',
      undefined,
      [{ name: 'Headless camera', lens_direction: 'back', sensor_orientation: 0, lens_type: 'wide' }],
    ],
    ['supports_image_streaming', undefined, false],
    ['get_exposure_offset_step_size', undefined, 0],
    ['get_min_exposure_offset', undefined, 0],
    ['get_max_exposure_offset', undefined, 0],
    ['get_min_zoom_level', undefined, 1],
    ['get_max_zoom_level', undefined, 1],
    ['set_exposure_offset', { offset: 0.5 }, 0.5],
    ['stop_video_recording', undefined, new Uint8Array()],
  ]);

  answers({ _c: 'WebView', url: 'https://flet.dev' }, [
    ['get_current_url', undefined, 'https://flet.dev'],
    ['can_go_back', undefined, false],
    ['load_request', { url: 'https://example.com', method: 'get' }, null],
    ['get_current_url', undefined, 'https://example.com'],
    ['can_go_back', undefined, true],
    ['go_back', undefined, null],
    ['get_current_url', undefined, 'https://flet.dev'],
    ['can_go_forward', undefined, true],
    ['go_forward', undefined, null],
    ['go_forward', undefined, null],
    ['get_current_url', undefined, 'https://example.com'],
    ['can_go_forward', undefined, false],
    ['go_back', undefined, null],
    ['load_request', { url: 'https://example.org', method: 'get' }, null],
    ['can_go_forward', undefined, false],
    ['get_title', undefined, null],
    ['get_user_agent', undefined, null],
  ]);

  const camera = (change: object = {}): unknown => ({
    center: { latitude: 47, longitude: 8 },
    zoom: 13,
    min_zoom: 0,
    max_zoom: 18,
    rotation: 0,
    ...change,
  });
  answers({ _c: 'Map', initial_center: { latitude: 47, longitude: 8 }, max_zoom: 18 }, [
    ['get_camera', undefined, camera()],
    ['zoom_in', {}, null],
    ['get_camera', undefined, camera({ zoom: 14 })],
    ['zoom_out', {}, null],
    ['zoom_to', { zoom: 25 }, null],
    ['get_camera', undefined, camera({ zoom: 18 })],
    ['rotate_from', { degree: 30 }, null],
    ['rotate_from', { degree: 15 }, null],
    ['get_camera', undefined, camera({ zoom: 18, rotation: 45 })],
    ['reset_rotation', {}, null],
    ['center_on', { point: { latitude: 1, longitude: 2 }, zoom: 5 }, null],
    ['get_camera', undefined, camera({ center: { latitude: 1, longitude: 2 }, zoom: 5 })],
    ['move_to', { destination: { latitude: 3, longitude: 4 }, zoom: null, rotation: 90 }, null],
    ['get_camera', undefined, camera({ center: { latitude: 3, longitude: 4 }, zoom: 5, rotation: 90 })],
  ]);

  const position = {
    latitude: 0,
    longitude: 0,
    speed: 0,
    altitude: 0,
    accuracy: 0,
    altitude_accuracy: 0,
    heading: 0,
    heading_accuracy: 0,
    speed_accuracy: 0,
    timestamp: new ExtData(1, new TextEncoder().encode('1970-01-01T00:00:00.000+00:00')),
    floor: null,
    mocked: true,
  };
  const quarter = { start_latitude: 0, start_longitude: 0, end_latitude: 0, end_longitude: 90 };
  answers('Geolocator', [
    ['get_permission_status', undefined, 'whileInUse'],
    ['request_permission', undefined, 'whileInUse'],
    ['is_location_service_enabled', undefined, true],
    ['open_app_settings', undefined, true],
    ['open_location_settings', undefined, true],
    ['get_current_position', { configuration: null }, position],
    ['get_last_known_position', undefined, position],
    ['distance_between', quarter, expect.closeTo((6_378_137 * Math.PI) / 2, 6)],
    ['distance_between', { ...quarter, end_longitude: 0 }, 0],
    ['distance_between', {}, { error: 'Exception: start_latitude must be a number' }],
  ]);

  answers('PermissionHandler', [
    ['get_status', { permission: 'camera' }, 'granted'],
    ['request', { permission: 'camera' }, 'granted'],
    ['open_app_settings', undefined, true],
  ]);

  answers('SecureStorage', [
    ['get_availability', undefined, true],
    ['get', { key: 'token' }, null],
    ['set', { key: 'token', value: 'secret' }, null],
    ['set', { key: 'user', value: 'ada' }, null],
    ['get', { key: 'token' }, 'secret'],
    ['get_all', {}, { token: 'secret', user: 'ada' }],
    ['contains_key', { key: 'token' }, true],
    ['remove', { key: 'token' }, null],
    ['contains_key', { key: 'token' }, false],
    ['clear', {}, null],
    ['get_all', {}, {}],
    ['set', { key: 'number', value: 1 }, { error: 'Exception: value must be a string' }],
  ]);

  answers('Flashlight', [
    ['is_available', undefined, true],
    ['on', undefined, null],
    ['off', undefined, null],
  ]);

  answers('ConsentManager', [
    ['is_consent_form_available', undefined, false],
    ['can_request_ads', undefined, true],
    ['get_consent_status', undefined, 'notRequired'],
    ['get_privacy_options_requirement_status', undefined, 'notRequired'],
  ]);
});

describe('what has no effect here is remembered', () => {
  remembers('CodeEditor', {
    fold_comment_at_line_zero: undefined,
    fold_imports: undefined,
    fold_at: { line_number: 3 },
  });
  remembers('InterstitialAd', { show: undefined });
  remembers('ConsentManager', {
    request_consent_info_update: { params: {} },
    load_and_show_consent_form_if_required: undefined,
    show_privacy_options_form: undefined,
    reset: undefined,
  });
  remembers('WebView', {
    reload: undefined,
    enable_zoom: undefined,
    disable_zoom: undefined,
    clear_cache: undefined,
    clear_local_storage: undefined,
    load_file: { path: '/a.html' },
    load_html: { value: '<p>', base_url: null },
    run_javascript: { value: '1 + 1' },
    scroll_to: { x: 0, y: 10 },
    scroll_by: { x: 0, y: 10 },
    set_javascript_mode: { mode: 'disabled' },
  });
  remembers('Camera', {
    initialize: { resolution_preset: 'high', enable_audio: true },
    prepare_for_video_recording: undefined,
    start_video_recording: undefined,
    pause_video_recording: undefined,
    resume_video_recording: undefined,
    start_image_stream: undefined,
    stop_image_stream: undefined,
    pause_preview: undefined,
    resume_preview: undefined,
    lock_capture_orientation: { orientation: 'portraitUp' },
    unlock_capture_orientation: undefined,
    set_description: { description: {} },
    set_exposure_mode: { mode: 'auto' },
    set_exposure_point: { point: { x: 0, y: 0 } },
    set_flash_mode: { mode: 'torch' },
    set_focus_mode: { mode: 'locked' },
    set_focus_point: { point: null },
    set_zoom_level: { zoom: 1 },
  });
});

describe('a test reads and sets what is behind the extensions', () => {
  test('permissions: each by itself, and what the user answers', async () => {
    const connected = await connectServices(['PermissionHandler', 'AudioRecorder']);
    const { permissions } = connected.client.services;
    const status = (permission: string): Promise<unknown> => answer(connected, SERVICE, 'get_status', { permission });
    const request = (permission: string): Promise<unknown> => answer(connected, SERVICE, 'request', { permission });
    permissions.others = null;
    permissions.statuses.set('camera', 'denied').set('microphone', 'denied');
    permissions.requests.set('camera', 'granted');
    expect(await status('photos')).toBeNull();
    expect(await status('camera')).toBe('denied');
    expect(await request('camera')).toBe('granted');
    expect(await status('camera')).toBe('granted');
    expect(await request('microphone')).toBe('denied');
    expect(await answer(connected, SERVICE + 1, 'has_permission')).toBe(false);
    expect(connected.client.services.calls.map(({ args }) => args)).toEqual([
      { permission: 'camera' },
      { permission: 'microphone' },
    ]);
  });

  test('where the device is, or that nobody knows', async () => {
    const connected = await connectServices(['Geolocator']);
    const { geolocation } = connected.client.services;
    geolocation.position = { latitude: 47.5, longitude: 8.25, accuracy: 3, timestamp: new Date(0) };
    expect(await answer(connected, SERVICE, 'get_current_position')).toMatchObject({ latitude: 47.5, accuracy: 3 });
    Object.assign(geolocation, { position: null, permission: 'deniedForever', enabled: false });
    expect(await answer(connected, SERVICE, 'get_current_position')).toEqual({
      error: 'The location of the device could not be determined',
    });
    expect(await answer(connected, SERVICE, 'get_last_known_position')).toBeNull();
    expect(await answer(connected, SERVICE, 'get_permission_status')).toBe('deniedForever');
    expect(await answer(connected, SERVICE, 'is_location_service_enabled')).toBe(false);
  });

  test('secrets, the lamp and the consent to ads', async () => {
    const connected = await connectServices(['SecureStorage', 'Flashlight', 'ConsentManager']);
    const { services } = connected.client;
    services.secureStorage.set('token', 'secret');
    expect(await answer(connected, SERVICE, 'get', { key: 'token' })).toBe('secret');
    await answer(connected, SERVICE + 1, 'on');
    expect(services.flashlight).toBe(true);
    Object.assign(services.adConsent, { status: 'required', formAvailable: true, canRequestAds: false });
    expect(await answer(connected, SERVICE + 2, 'get_consent_status')).toBe('required');
    expect(await answer(connected, SERVICE + 2, 'is_consent_form_available')).toBe(true);
    expect(await answer(connected, SERVICE + 2, 'can_request_ads')).toBe(false);
  });

  test('what a camera and a video show', async () => {
    const connected = await connectServices(['Camera', 'Video']);
    connected.client.services.picture = ({ control, method }) => new TextEncoder().encode(`${control.type}.${method}`);
    const text = async (id: number, method: string): Promise<string> =>
      new TextDecoder().decode((await answer(connected, id, method)) as Uint8Array);
    expect(await text(SERVICE, 'take_picture')).toBe('Camera.take_picture');
    expect(await text(SERVICE + 1, 'take_screenshot')).toBe('Video.take_screenshot');
  });
});
