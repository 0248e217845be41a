import { basename } from 'node:path';
import open from 'open';

/**
 * Opens the default browser. Resolves when that was asked for: what the browser then does is its own, but what the system says
 * of it later is told.
 *
 * @param onfailure Called when whatever was asked to open it has failed, at once or when the browser ends.
 */
export async function openBrowser(url: string, onfailure: (reason: string) => void): Promise<void> {
  const child = await open(url);
  child.once('error', ({ message }) => onfailure(message));
  child.once('exit', (code) => {
    if (code) onfailure(`${basename(child.spawnfile)} has ended with exit code ${code}`);
  });
  child.unref();
}
