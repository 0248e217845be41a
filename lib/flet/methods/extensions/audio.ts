/** Sound: what is played and recorded. Nothing sounds; a recording's place is the one that the app asked for. */

import type { Control } from '../../control.js';
import { milliseconds } from '../../duration.js';
import { Duration, type WireMap } from '../../values.js';
import { type Method, type MethodTable, record, recorded, StateOf } from '../method.js';

/** Milliseconds. */
const positions = new StateOf<{ position: number }>(() => ({ position: 0 }));

const moving =
  (method: string): Method =>
  (context, audio, args) => {
    positions.get(audio).position = milliseconds(args['position']) ?? positions.get(audio).position;
    record(context, audio, method, args);
    return null;
  };

export const AUDIO: MethodTable = {
  play: moving('play'),
  seek: moving('seek'),
  ...recorded('pause', 'resume', 'release'),
  // How long nothing is, nobody knows.
  get_duration: () => null,
  get_current_position: (_context, audio) => new Duration(positions.get(audio).position * 1000),
};

interface Recording {
  state: 'stopped' | 'recording' | 'paused';
  path: string | null;
}

const recordings = new StateOf<Recording>(() => ({ state: 'stopped', path: null }));

const turning =
  (method: string, state: Recording['state']): Method =>
  (context, recorder, args) => {
    record(context, recorder, method, args);
    recordings.get(recorder).state = state;
    return null;
  };

function start(recorder: Control, { output_path: path }: WireMap): boolean {
  const recording = recordings.get(recorder);
  recording.state = 'recording';
  recording.path = typeof path === 'string' ? path : null;
  return true;
}

export const AUDIO_RECORDER: MethodTable = {
  start_recording: (context, recorder, args) => {
    record(context, recorder, 'start_recording', args);
    return start(recorder, args);
  },
  stop_recording: (context, recorder, args) => {
    record(context, recorder, 'stop_recording', args);
    const recording = recordings.get(recorder);
    const path = recording.state === 'stopped' ? null : recording.path;
    recording.state = 'stopped';
    return path;
  },
  cancel_recording: turning('cancel_recording', 'stopped'),
  pause_recording: turning('pause_recording', 'paused'),
  resume_recording: turning('resume_recording', 'recording'),
  is_recording: (_context, recorder) => recordings.get(recorder).state !== 'stopped',
  is_paused: (_context, recorder) => recordings.get(recorder).state === 'paused',
  is_supported_encoder: () => true,
  has_permission: ({ services }) => services.permissions.status('microphone') === 'granted',
  // A map of ids to labels, unlike what its name in Python says.
  get_input_devices: () => ({ default: 'Headless microphone' }),
};
