import type { MethodTable } from './method.js';

export interface BatteryStatus {
  /** Percent; null where nobody knows. */
  level: number | null;
  /** `charging`, `connectedNotCharging`, `discharging`, `full`, `unknown`. */
  state: string;
  saveMode: boolean;
}

export const BATTERY: MethodTable = {
  get_battery_level: ({ services }) => services.battery.level,
  get_battery_state: ({ services }) => services.battery.state,
  is_in_battery_save_mode: ({ services }) => services.battery.saveMode,
};
