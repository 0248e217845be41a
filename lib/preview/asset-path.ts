/** Paths of requests, and which of them can name a file. The same on every system, so that an app's assets are too. */

/** Devices of Windows, which are there in every folder, whatever follows the dot. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(\.|$)/i;

/** What Windows does not take in names, with `:` of drives and alternate streams. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const FORBIDDEN = /[\u0000-\u001f\u007f<>:"|?*\\/]/;

/**
 * The decoded segments of a path, undefined where it is malformed or tries to climb: `..`, a slash or backslash that hides in
 * an escape, a zero. What was escaped twice is decoded once, and then names nothing.
 */
export function parsePath(path: string): string[] | undefined {
  const segments: string[] = [];
  for (const encoded of path.split('/')) {
    let segment: string;
    try {
      segment = decodeURIComponent(encoded);
    } catch {
      return undefined;
    }
    if (segment === '.' || segment === '..' || /[\0/\\]/.test(segment)) return undefined;
    segments.push(segment);
  }
  return segments;
}

/**
 * True for a plain name of a file or folder. Not for those that Windows reads as another one (`a.txt.`, `a.txt `,
 * `a.txt::$DATA`, `C:`, `NUL.txt`).
 */
export function isFileName(segment: string): boolean {
  if (segment === '' || segment === '.' || segment === '..') return false;
  return !FORBIDDEN.test(segment) && !/[. ]$/.test(segment) && !DEVICE.test(segment);
}

/** True for files that folders keep to themselves: `.env`, `.git`. */
export function isHidden(segment: string): boolean {
  return segment.startsWith('.');
}

/** True for a path that may be a page of the app rather than a file: without an extension, or `.html`. */
export function isRoute(segments: readonly string[]): boolean {
  const last = segments.at(-1) ?? '';
  return !last.includes('.') || /\.html$/i.test(last);
}
