import { fileURLToPath } from 'node:url';
import { Child } from './child.mjs';
import { SHARED } from './python-peer.mjs';

const APPS = fileURLToPath(new URL('../../apps/', import.meta.url));
const READY = 'The app is at';

/** The script of an app in bench/apps. */
export const scriptOf = (name) => APPS + name;

/**
 * Runs an app in a process of its own, and resolves when Flet says where it can be reached. That Flet has a prefix to say it
 * with keeps every version from opening a window.
 *
 * @returns `{ child, address }`
 */
export async function startApp(python, script, args, env = {}) {
  const child = new Child(python, ['-u', script, ...args], {
    env: { FLET_DISPLAY_URL_PREFIX: READY, PYTHONPATH: SHARED, ...env },
  });
  try {
    // What follows the address is the kind of view.
    const [address] = (await child.line(`${READY} `)).split(' ');
    return { child, address };
  } catch (error) {
    await child.stop();
    throw error;
  }
}
