import open from 'open';

/** Opens the default browser. Resolves when that was asked for; what the browser then does is its own. */
export async function openBrowser(url: string): Promise<void> {
  const child = await open(url);
  child.on('error', () => {});
  child.unref();
}
