/** What a client tells about itself when it registers: device, window, page size. */

import { Double, isMap, type WireMap, type WireValue } from './values.js';

/** Properties of the page at registration, by their names on the wire. What is not given has the default. */
export interface PageProfile {
  route?: string;
  /** `linux` (default), `macos`, `windows`, `android`, `android_tv`, `ios`, `fuchsia`. */
  platform?: string;
  /** `light` (default) or `dark`. */
  platform_brightness?: string;
  /** Logical pixels. Default 1280 × 720. */
  width?: number;
  height?: number;
  /** Runs as a web page. Default false. */
  web?: boolean;
  pwa?: boolean;
  wasm?: boolean;
  pyodide?: boolean;
  debug?: boolean;
  /** Default true: nobody looks at a headless client. */
  test?: boolean;
  multi_view?: boolean;
  media?: WireMap;
  /** The desktop window's state; `{}` where there is none. */
  window?: WireMap;
}

const DESKTOP = new Set(['linux', 'macos', 'windows']);
const NO_PADDING = { top: 0, right: 0, bottom: 0, left: 0 };

/** The numbers that are doubles in Flet's own client. */
const DOUBLES = new Set(['width', 'height', 'top', 'right', 'bottom', 'left', 'opacity', 'device_pixel_ratio']);

/** The whole `page` of a registration. */
export function registrationPage(profile: PageProfile): WireMap {
  const { width = 1280, height = 720, platform = 'linux', web = false, ...rest } = profile;
  const page: WireMap = {
    route: '/',
    pwa: false,
    web,
    debug: false,
    wasm: false,
    test: true,
    multi_view: false,
    pyodide: false,
    platform,
    platform_brightness: 'light',
    width,
    height,
    media: {
      padding: NO_PADDING,
      view_padding: NO_PADDING,
      view_insets: NO_PADDING,
      device_pixel_ratio: 1,
      orientation: width >= height ? 'landscape' : 'portrait',
      always_use_24_hour_format: false,
    },
    window: DESKTOP.has(platform) && !web ? desktopWindow(width, height) : {},
    ...rest,
  };
  return withDoubles(page) as WireMap;
}

function desktopWindow(width: number, height: number): WireMap {
  return {
    maximized: false,
    minimized: false,
    full_screen: false,
    always_on_top: false,
    focused: true,
    visible: true,
    width,
    height,
    top: 0,
    left: 0,
    opacity: 1,
  };
}

/** The same value with `Double`s where Flet's own client sends doubles. */
export function withDoubles(value: WireValue, key = ''): WireValue {
  if (typeof value === 'number' && DOUBLES.has(key)) return new Double(value);
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withDoubles(item as WireValue, name)]));
}
