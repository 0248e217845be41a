import type { Control } from '../../control.js';
import { Double, isMap, type WireMap } from '../../values.js';
import { type Method, type MethodTable, record, StateOf } from '../method.js';

interface Camera {
  latitude: number;
  longitude: number;
  zoom: number;
  /** Degrees. */
  rotation: number;
}

/** What the map shows when the app says nothing. */
const ZOOM = { initial: 13, min: 0, max: 22 };
const CENTER = { latitude: 50.5, longitude: 30.51 };

const cameras = new StateOf<Camera>((map) => ({
  ...point(map.get('initial_center'), CENTER),
  zoom: map.number('initial_zoom') ?? ZOOM.initial,
  rotation: map.number('initial_rotation') ?? 0,
}));

function point(value: unknown, missing: { latitude: number; longitude: number }): typeof missing {
  if (!isMap(value)) return missing;
  const { latitude, longitude } = value;
  return typeof latitude === 'number' && typeof longitude === 'number' ? { latitude, longitude } : missing;
}

/** How far the map lets itself be zoomed. */
function limits(map: Control): { min: number; max: number } {
  return { min: map.number('min_zoom') ?? ZOOM.min, max: map.number('max_zoom') ?? ZOOM.max };
}

function setZoom(camera: Camera, map: Control, zoom: unknown): void {
  if (typeof zoom !== 'number') return;
  const { min, max } = limits(map);
  camera.zoom = Math.min(max, Math.max(min, zoom));
}

/** Animations have ended when the call is answered. */
const move =
  (method: string, apply: (camera: Camera, map: Control, args: WireMap) => void): Method =>
  (context, map, args) => {
    record(context, map, method, args);
    apply(cameras.get(map), map, args);
    return null;
  };

export const MAP: MethodTable = {
  rotate_from: move('rotate_from', (camera, _map, { degree }) => {
    camera.rotation += Number(degree);
  }),
  reset_rotation: move('reset_rotation', (camera) => {
    camera.rotation = 0;
  }),
  zoom_in: move('zoom_in', (camera, map) => setZoom(camera, map, camera.zoom + 1)),
  zoom_out: move('zoom_out', (camera, map) => setZoom(camera, map, camera.zoom - 1)),
  zoom_to: move('zoom_to', (camera, map, { zoom }) => setZoom(camera, map, zoom)),
  move_to: move('move_to', (camera, map, { destination, zoom, rotation }) => {
    Object.assign(camera, point(destination, camera));
    setZoom(camera, map, zoom);
    if (typeof rotation === 'number') camera.rotation = rotation;
  }),
  center_on: move('center_on', (camera, map, args) => {
    Object.assign(camera, point(args['point'], camera));
    setZoom(camera, map, args['zoom']);
  }),
  get_camera: (_context, map) => {
    const { latitude, longitude, zoom, rotation } = cameras.get(map);
    const { min, max } = limits(map);
    return {
      center: { latitude: new Double(latitude), longitude: new Double(longitude) },
      zoom: new Double(zoom),
      min_zoom: new Double(min),
      max_zoom: new Double(max),
      rotation: new Double(rotation),
    };
  },
};
