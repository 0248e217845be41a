/** What happens to the imaginary device: its services answer anew, and tell the app if it listens. */

import type { ClientContext } from './context.js';
import type { Control } from './control.js';
import type { BatteryStatus } from './methods/battery.js';
import { type Position, wirePosition } from './methods/extensions/geolocator.js';
import { fireService } from './service-events.js';
import { DateTime, Double, type WireValue } from './values.js';

/** Sensors whose readings have three axes. */
export type MotionSensor = 'Accelerometer' | 'Gyroscope' | 'Magnetometer' | 'UserAccelerometer';

/** Runs what a user or the world does, and waits for the channel. */
export type Act = (action: () => void) => Promise<void>;

/**
 * @example
 * await client.device.setBattery({ level: 3, state: 'discharging' });
 * await client.device.read('Accelerometer', { x: 0, y: 9.8, z: 0 });
 */
export class Device {
  readonly #context: ClientContext;
  readonly #act: Act;

  constructor(context: ClientContext, act: Act) {
    this.#context = context;
    this.#act = act;
  }

  /** What is not given stays. A new state is told to the app. */
  setBattery(change: Partial<BatteryStatus>): Promise<void> {
    return this.#act(() => {
      const { battery } = this.#context.services;
      const { state } = battery;
      Object.assign(battery, change);
      if (battery.state !== state) this.#tell('Battery', 'state_change', { state: battery.state });
    });
  }

  /** `wifi`, `ethernet`, `mobile`, `vpn`, `bluetooth`, `other`; nothing: the device is offline. */
  setConnectivity(...connections: string[]): Promise<void> {
    return this.#act(() => {
      const connectivity = connections.length === 0 ? ['none'] : connections;
      this.#context.services.connectivity = connectivity;
      this.#tell('Connectivity', 'change', { connectivity });
    });
  }

  /** From 0 to 1. What the app has set for itself stays. */
  setScreenBrightness(brightness: number): Promise<void> {
    return this.#act(() => {
      const { screenBrightness } = this.#context.services;
      screenBrightness.system = brightness;
      const data = { brightness: new Double(brightness) };
      this.#tell('ScreenBrightness', 'system_screen_brightness_change', data);
      if (screenBrightness.application === null) {
        this.#tell('ScreenBrightness', 'application_screen_brightness_change', data);
      }
    });
  }

  /** The device is somewhere else. */
  setPosition(position: Position): Promise<void> {
    return this.#act(() => {
      this.#context.services.geolocation.position = position;
      this.#tell('Geolocator', 'position_change', wirePosition(position));
    });
  }

  /** A reading of a sensor, which the app must listen to. Default time: now. */
  read(sensor: MotionSensor, axes: { x: number; y: number; z: number }, at: Date = new Date()): Promise<void> {
    const [x, y, z] = [axes.x, axes.y, axes.z].map((value) => new Double(value));
    return this.fire(sensor, 'reading', { x, y, z, timestamp: DateTime.from(at) });
  }

  /** A reading of the barometer, in hectopascals. */
  readPressure(pressure: number, at: Date = new Date()): Promise<void> {
    return this.fire('Barometer', 'reading', { pressure: new Double(pressure), timestamp: DateTime.from(at) });
  }

  /** A sensor fails; unless its `cancel_on_error` is false, it gives no more readings then. */
  failSensor(sensor: MotionSensor | 'Barometer', message: string): Promise<void> {
    return this.fire(sensor, 'error', { message });
  }

  shake(): Promise<void> {
    return this.fire('ShakeDetector', 'shake');
  }

  /**
   * Sends an event of every service of a type that the app listens to. Rejects with a `FletError` when there is none.
   *
   * @param service Flet's name of the service: `Connectivity`, or that of an extension.
   * @param data In the form that Flet's own client sends.
   */
  fire(service: string, event: string, data: WireValue = null): Promise<void> {
    return this.#act(() => fireService(this.#context, service, event, data));
  }

  /** A service that the app does not have, or not listen to, stays silent. */
  #tell(service: string, event: string, data: WireValue): void {
    const services: Control[] = [];
    for (const control of this.#context.tree.page.walk()) if (control.type === service) services.push(control);
    for (const control of services) this.#context.emit(control, event, data);
  }
}
