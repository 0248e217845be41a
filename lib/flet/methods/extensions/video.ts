import type { Control } from '../../control.js';
import { milliseconds } from '../../duration.js';
import { Duration } from '../../values.js';
import { type Method, type MethodTable, numberArgument, record, StateOf } from '../method.js';
import { takePicture } from '../pictures.js';

interface Playback {
  playing: boolean;
  /** Place in the playlist. */
  index: number;
  /** Milliseconds. */
  position: number;
}

const playbacks = new StateOf<Playback>((video) => ({ playing: video.flag('autoplay'), index: 0, position: 0 }));

const change =
  (method: string, apply: (playback: Playback, video: Control, args: Parameters<Method>[2]) => void): Method =>
  (context, video, args) => {
    record(context, video, method, args);
    apply(playbacks.get(video), video, args);
    return null;
  };

/** Beyond the ends of the playlist nothing happens. */
function jump(playback: Playback, video: Control, index: number): void {
  const playlist = video.get('playlist');
  const length = Array.isArray(playlist) ? playlist.length : 0;
  const target = index < 0 ? length + index : index;
  if (target < 0 || target >= length) return;
  playback.index = target;
  playback.position = 0;
}

export const VIDEO: MethodTable = {
  play: change('play', (playback) => {
    playback.playing = true;
  }),
  pause: change('pause', (playback) => {
    playback.playing = false;
  }),
  play_or_pause: change('play_or_pause', (playback) => {
    playback.playing = !playback.playing;
  }),
  stop: change('stop', (playback) => {
    Object.assign(playback, { playing: false, position: 0 });
  }),
  next: change('next', (playback, video) => jump(playback, video, playback.index + 1)),
  previous: change('previous', (playback, video) => {
    if (playback.index > 0) jump(playback, video, playback.index - 1);
  }),
  jump_to: change('jump_to', (playback, video, args) => jump(playback, video, numberArgument(args, 'media_index'))),
  seek: change('seek', (playback, _video, { position }) => {
    playback.position = milliseconds(position) ?? playback.position;
  }),
  is_playing: (_context, video) => playbacks.get(video).playing,
  is_completed: () => false,
  get_duration: () => new Duration(0),
  get_current_position: (_context, video) => new Duration(playbacks.get(video).position * 1000),
  take_screenshot: (context, video, args) => takePicture(context, video, 'take_screenshot', args),
};
