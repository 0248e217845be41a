/** A Chromium, or a browser made of it, for headed tests and screenshots. */

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findChromium } from '../launch/chromium.js';
import { type Check, check } from './check.js';
import { ask, isExecutable } from './program.js';
import { systemInstall } from './shell.js';

/** @param folder The project's, whose playwright-core may have a browser of its own. */
export async function checkChromium(folder: string, env: NodeJS.ProcessEnv): Promise<Check> {
  const fix = systemInstall({ debian: 'chromium', brew: '--cask chromium', winget: 'Google.Chrome' });
  const executable = findChromium(env) ?? (await browserOfPlaywright(folder));
  if (executable === undefined) {
    return check('chromium', false, 'missing', 'not found; headed tests and screenshots need it', { fix });
  }
  // The Windows builds do not answer.
  if (process.platform === 'win32') return check('chromium', false, 'ok', executable, { details: { executable } });
  try {
    const said = await ask(executable, '--version');
    const version = /\d+(\.\d+)+/.exec(said)?.[0];
    if (version === undefined) throw new Error(`says «${said}» instead of its version`);
    return check('chromium', false, 'ok', `${version} (${executable})`, { details: { version, executable } });
  } catch (error) {
    const found = `${executable} cannot be used\n${(error as Error).message}`;
    return check('chromium', false, 'wrong', found, { fix, details: { executable } });
  }
}

/** What `npx playwright-core install chromium` has brought. */
async function browserOfPlaywright(folder: string): Promise<string | undefined> {
  try {
    const entry = createRequire(join(folder, 'package.json')).resolve('playwright-core');
    const { default: playwright } = (await import(pathToFileURL(entry).href)) as {
      default: { chromium: { executablePath(): string } };
    };
    const path = playwright.chromium.executablePath();
    return isExecutable(path) ? path : undefined;
  } catch {
    return undefined;
  }
}
