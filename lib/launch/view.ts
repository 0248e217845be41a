/** A running test in the real Flutter client, to look at or to take pictures of. It only shows: the test is what acts. */

import type { Browser, Page } from 'playwright-core';
import type { Control, FletClient, PageProfile } from '../flet/index.js';
import { Mirror } from '../mirror/index.js';
import { findWeb, PreviewServer } from '../preview/index.js';
import type { AppView } from './app-host.js';
import { launchChromium } from './chromium.js';
import { LaunchError } from './error.js';

/** Until the client has drawn its first frame: it compiles megabytes of WebAssembly first. */
const FIRST_FRAME_MS = 30_000;

/** Pictures that are compared until two are the same: an app that never stands still is pictured as it is. */
const MOST_PICTURES = 20;

export interface LaunchViewOptions {
  /** The call, for messages. */
  readonly title: string;
  readonly client: FletClient;
  /** The Python whose packages hold the client. */
  readonly python: string;
  readonly page: PageProfile;
  readonly assets: string;
  /** In a window that a person sees. */
  readonly headed: boolean;
}

export class LaunchView implements AppView {
  readonly #mirror: Mirror;
  readonly #server: PreviewServer;
  readonly #browser: Browser;
  readonly #page: Page;

  static async open(options: LaunchViewOptions): Promise<LaunchView> {
    const { title, client, python, page, assets, headed } = options;
    const { web } = await findWeb(python);
    const browser = await launchChromium(title, headed);
    const mirror = new Mirror({ passive: true });
    let server: PreviewServer | undefined;
    try {
      server = await PreviewServer.start({ mirror, web, assets, title });
      const { width = 1280, height = 720, platform_brightness: brightness = 'light' } = page;
      const shown = await browser.newPage({
        viewport: { width, height },
        colorScheme: brightness === 'dark' ? 'dark' : 'light',
      });
      mirror.setClient(client);
      const presented = new Promise<void>((resolve) => {
        mirror.on('shown', () => resolve());
      });
      const drawn = shown.waitForEvent('console', {
        predicate: (message) => message.text() === FIRST_FRAME,
        timeout: FIRST_FRAME_MS,
      });
      await shown.addInitScript(`addEventListener('flutter-first-frame', () => console.log('${FIRST_FRAME}'))`);
      await Promise.all([drawn, presented, shown.goto(server.url)]);
      const view = new LaunchView(mirror, server, browser, shown);
      await view.#upToDate();
      return view;
    } catch (error) {
      await server?.close();
      await browser.close();
      throw error instanceof LaunchError
        ? error
        : new LaunchError('ERR_EMBED_LAUNCH_BROWSER', `${title} could not be shown: ${(error as Error).message}`, {
            cause: error,
          });
    }
  }

  private constructor(mirror: Mirror, server: PreviewServer, browser: Browser, page: Page) {
    this.#mirror = mirror;
    this.#server = server;
    this.#browser = browser;
    this.#page = page;
  }

  /** A PNG of the page, once it stands still. */
  async screenshot(): Promise<Uint8Array> {
    await this.#upToDate();
    let before = await this.#page.screenshot();
    for (let count = 1; count < MOST_PICTURES; count++) {
      await this.#nextFrames();
      const now = await this.#page.screenshot();
      if (now.equals(before)) break;
      before = now;
    }
    return new Uint8Array(before);
  }

  /** Makes a control blink. */
  async highlight(control: Control): Promise<void> {
    const shown = control.get('opacity');
    for (let count = 0; count < 3; count++) {
      this.#mirror.show(control, { opacity: 0.2 });
      await this.#page.waitForTimeout(150);
      this.#mirror.show(control, { opacity: typeof shown === 'number' ? shown : 1 });
      await this.#page.waitForTimeout(150);
    }
  }

  async close(): Promise<void> {
    this.#mirror.setClient(undefined);
    await this.#browser.close();
    await this.#server.close();
  }

  /** The client has taken everything that it was sent, and has drawn it. */
  async #upToDate(): Promise<void> {
    await this.#mirror.taken();
    await this.#nextFrames();
  }

  async #nextFrames(): Promise<void> {
    await this.#page.evaluate(
      'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())))',
    );
  }
}

const FIRST_FRAME = 'flet-embed: first frame';
