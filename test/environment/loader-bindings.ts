import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

/**
 * Reads what glibc's loader wrote for `LD_DEBUG=bindings`: how many symbols of each library were bound to the executable.
 * Libraries that were seen but bind nothing to it count 0.
 */
export function bindingsTo(executable: string, log: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [, from, to] of readFileSync(log, 'latin1').matchAll(/binding file (\S+) \[\d+\] to (\S+) \[\d+\]/g)) {
    const library = basename(from!);
    counts.set(library, (counts.get(library) ?? 0) + (to === executable ? 1 : 0));
  }
  return counts;
}
