/** What was recorded, in a file for each family. */

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface RecordedFamily {
  /** The Flet whose client was recorded. */
  flet: string;
  /** The packets of each gesture. */
  gestures: Record<string, string[]>;
}

const FOLDER = fileURLToPath(new URL('../fixtures/gestures/', import.meta.url));

const fileOf = (family: string): string => `${FOLDER}${family}.json`;

export function recordedFamilies(): string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length));
}

export function readFamily(family: string): RecordedFamily | undefined {
  const file = fileOf(family);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as RecordedFamily) : undefined;
}

export function writeFamily(family: string, recorded: RecordedFamily): void {
  writeFileSync(fileOf(family), `${JSON.stringify(recorded, null, 1)}\n`);
}
