/** The Chromium of this machine, for tests that need the real Flutter client. */

import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { findChromium } from '../../lib/launch/chromium.js';

const MISSING = 'there is no Chromium: install it (apt install chromium), or name it in FLET_EMBED_CHROMIUM';

/** Why tests in a browser are skipped; in CI they are not, and fail. */
export const noChromium: string | undefined =
  findChromium() === undefined && process.env['CI'] === undefined ? MISSING : undefined;

/** Pictures as any machine draws them, without a graphics card. */
const FLAGS = [
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--force-color-profile=srgb',
  '--hide-scrollbars',
];

export interface ChromiumOptions {
  /** Further names, and the addresses that they lead to; beside them none leads out of the machine. */
  names?: Readonly<Record<string, string>>;
}

function resolverRules({ names = {} }: ChromiumOptions): string {
  const given = Object.entries(names).map(([name, address]) => `MAP ${name} ${address}`);
  return [...given, 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1', 'EXCLUDE localhost'].join(', ');
}

/** Starts a browser. The caller closes it. */
export function launchChromium(options: ChromiumOptions = {}): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(MISSING);
  // Chromium's own sandbox does not start for root.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({
    executablePath,
    args: [...FLAGS, `--host-resolver-rules=${resolverRules(options)}`, ...sandbox],
  });
}

export interface TestBrowser {
  /** The one browser of the test file. */
  readonly browser: Browser;
  /** A fresh profile, closed after the test. */
  newContext(options?: Parameters<Browser['newContext']>[0]): Promise<BrowserContext>;
}

/** One browser for all tests of the file, or of the `describe` in which it is called; skips them where there is none. */
export function useChromium(options: ChromiumOptions = {}): TestBrowser {
  let browser: Browser | undefined;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    if (noChromium === undefined) browser = await launchChromium(options);
  });
  beforeEach(({ skip }) => skip(noChromium !== undefined, noChromium));
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });
  afterAll(() => browser?.close());
  return {
    get browser() {
      if (browser === undefined) throw new Error('Expected a test that runs, and so has the browser');
      return browser;
    },
    async newContext(options) {
      const context = await this.browser.newContext(options);
      contexts.push(context);
      return context;
    },
  };
}

/**
 * The requests of a context that have left their page for elsewhere than an origin: what the page's policy blocked has not.
 * `data:` and `blob:` stay in the page.
 */
export function requestsElsewhere(context: BrowserContext, origin: string): string[] {
  const seen: string[] = [];
  const record = (url: string): void => {
    const { protocol, host } = new URL(url);
    if (protocol !== 'data:' && protocol !== 'blob:' && host !== new URL(origin).host) seen.push(url);
  };
  context.on('requestfinished', (request) => record(request.url()));
  context.on('requestfailed', (request) => {
    if (request.failure()?.errorText !== 'csp') record(request.url());
  });
  context.on('page', (page) => page.on('websocket', (socket) => record(socket.url())));
  return seen;
}
