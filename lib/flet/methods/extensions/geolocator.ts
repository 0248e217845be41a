import { DateTime, Double, type WireMap } from '../../values.js';
import { type MethodTable, numberArgument, record } from '../method.js';

/** Where the device is; degrees, metres, metres per second. */
export interface Position {
  latitude: number;
  longitude: number;
  altitude?: number;
  accuracy?: number;
  altitude_accuracy?: number;
  heading?: number;
  heading_accuracy?: number;
  speed?: number;
  speed_accuracy?: number;
  floor?: number;
  mocked?: boolean;
  timestamp?: Date;
}

export class Geolocation {
  /** Null: it cannot be found out, and asking for it fails. */
  position: Position | null = { latitude: 0, longitude: 0 };
  /** `denied`, `deniedForever`, `whileInUse`, `always`, `unableToDetermine`. */
  permission = 'whileInUse';
  enabled = true;
}

const NUMBERS = [
  'latitude',
  'longitude',
  'speed',
  'altitude',
  'accuracy',
  'altitude_accuracy',
  'heading',
  'heading_accuracy',
  'speed_accuracy',
] as const;

/** A position as it travels. */
export function wirePosition(position: Position): WireMap {
  const numbers = NUMBERS.map((name) => [name, new Double(position[name] ?? 0)]);
  return {
    ...(Object.fromEntries(numbers) as WireMap),
    timestamp: DateTime.from(position.timestamp ?? new Date(0)),
    floor: position.floor ?? null,
    mocked: position.mocked ?? true,
  };
}

/** Metres. */
const EARTH_RADIUS = 6_378_137;

/** The length of the arc between two points of a sphere, in metres. */
function distance(from: readonly [number, number], to: readonly [number, number]): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const half = (a: number, b: number): number => Math.sin(radians(b - a) / 2) ** 2;
  const chord = half(from[0], to[0]) + half(from[1], to[1]) * Math.cos(radians(from[0])) * Math.cos(radians(to[0]));
  return EARTH_RADIUS * 2 * Math.asin(Math.sqrt(chord));
}

export const GEOLOCATOR: MethodTable = {
  get_current_position: ({ services }) => {
    const { position } = services.geolocation;
    if (position === null) throw new Error('The location of the device could not be determined');
    return wirePosition(position);
  },
  get_last_known_position: ({ services: { geolocation } }) =>
    geolocation.position === null ? null : wirePosition(geolocation.position),
  get_permission_status: ({ services }) => services.geolocation.permission,
  request_permission: ({ services }) => services.geolocation.permission,
  is_location_service_enabled: ({ services }) => services.geolocation.enabled,
  open_app_settings: (context, control, args) => {
    record(context, control, 'open_app_settings', args);
    return true;
  },
  open_location_settings: (context, control, args) => {
    record(context, control, 'open_location_settings', args);
    return true;
  },
  distance_between: (_context, _control, args) =>
    new Double(
      distance(
        [numberArgument(args, 'start_latitude'), numberArgument(args, 'start_longitude')],
        [numberArgument(args, 'end_latitude'), numberArgument(args, 'end_longitude')],
      ),
    ),
};
