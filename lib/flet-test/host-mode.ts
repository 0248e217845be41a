/** Host mode: the app runs within pytest, and this process is the client that shows it. */

import type { Channel } from '../channel.js';
import { FletClient } from '../flet/index.js';
import { connectSocket } from '../transports/socket.js';
import { testPage, testStorage } from './device.js';
import type { Outcome } from './outcome.js';
import type { ServeOptions } from './serve-options.js';

/** Flet's own client keeps trying as well: the app may be on its way to its first `listen`. */
const CONNECT_TIMEOUT = 30_000;
const CONNECT_PAUSE = 20;

/** How long the app's side may take to close its end; nothing is lost when it does not. */
const CLOSE_TIMEOUT = 2_000;

/** Serves one app until its tests tear it down, or the connection ends. */
export async function serveHost({ address, platform, device, folder }: ServeOptions): Promise<Outcome> {
  const channel = await connect(address);
  const failures: string[] = [];
  let end: (tornDown: boolean) => void = () => {};
  const ended = new Promise<boolean>((resolve) => {
    end = resolve;
  });
  const client = await FletClient.connect(channel, {
    page: testPage(platform, device),
    storagePaths: testStorage(folder),
    listen: (listening) => {
      listening.on('crash', (crash) => process.stderr.write(`${crash.message}\n${crash.traceback}\n`));
      listening.on('error', (error) => failures.push(error.stack ?? error.message));
      listening.on('exit', () => end(true));
      listening.on('end', () => end(false));
    },
  });
  const tornDown = await ended;
  await client.close({ timeout: CLOSE_TIMEOUT }).catch(() => {});
  // An app that crashed is the tests' to judge: Flet's own client shows a page for it and goes on.
  return { tornDown, failures };
}

async function connect(address: ServeOptions['address']): Promise<Channel> {
  const deadline = performance.now() + CONNECT_TIMEOUT;
  for (;;) {
    try {
      return await connectSocket({ ...address }, { name: 'app' });
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, CONNECT_PAUSE));
    }
  }
}
