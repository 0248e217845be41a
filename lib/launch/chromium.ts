/** Chromium, for headed tests and pictures: through `playwright-core`, an optional package of the project's own. */

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { LaunchError } from './error.js';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'msedge'];

/** Where installers put them that do not touch PATH. */
const PLACES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/** Rendering without a graphics card gives the same picture on every machine. */
const SOFTWARE = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--force-color-profile=srgb'];

/** @throws LaunchError `ERR_EMBED_LAUNCH_BROWSER` with what to install. */
export async function launchChromium(title: string, headed: boolean): Promise<Browser> {
  if (headed && process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    throw failed(`${title} is to be headed, but there is no display: set DISPLAY, or run it under xvfb-run`);
  }
  const { chromium } = await loadPlaywright(title);
  const executable = findChromium() ?? chromium.executablePath();
  if (!existsSync(executable)) {
    throw failed(
      `${title} needs Chromium, but there is no ${executable}; install it (Debian: apt install chromium), or set FLET_EMBED_CHROMIUM to its path`,
    );
  }
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: executable,
    headless: !headed,
    // Chromium refuses its sandbox to root.
    args: [...SOFTWARE, ...(isRoot ? ['--no-sandbox'] : [])],
  });
}

/** `FLET_EMBED_CHROMIUM`, then PATH, then the usual places. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const chosen = env['FLET_EMBED_CHROMIUM'];
  if (chosen) return chosen;
  const ending = process.platform === 'win32' ? '.exe' : '';
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    for (const name of NAMES) {
      const path = join(folder, name + ending);
      if (folder !== '' && existsSync(path)) return path;
    }
  }
  return PLACES[process.platform]?.find((path) => existsSync(path));
}

async function loadPlaywright(title: string): Promise<typeof import('playwright-core')> {
  try {
    const module = await import('playwright-core');
    // Loaded from CommonJS its names may be below `default`.
    return 'chromium' in module ? module : (module as { default: typeof import('playwright-core') }).default;
  } catch (cause) {
    throw failed(`${title} needs the package playwright-core: npm install --save-dev playwright-core`, cause);
  }
}

function failed(message: string, cause?: unknown): LaunchError {
  return new LaunchError('ERR_EMBED_LAUNCH_BROWSER', message, cause === undefined ? {} : { cause });
}
