import { homedir, tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '');

/** The clone first, which may lie in one of the others. A folder `/` says nothing of a machine. */
const FOLDERS = [
  [ROOT, '.'],
  [tmpdir(), '<temporary>'],
  [homedir(), '~'],
].filter(([folder]) => folder.length > 1);

/** A message without the folders of this machine: it may be committed with the report. */
export function withoutOwnPaths(text) {
  let plain = text.replaceAll('file://', '');
  for (const [folder, name] of FOLDERS) plain = plain.replaceAll(folder, name);
  return plain;
}
