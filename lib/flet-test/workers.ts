/** How many processes run the tests. */

import { availableParallelism } from 'node:os';

/** A run that a person looks into, or that says for itself how it is distributed, is left as it is. */
const ALONE =
  /^(-n.*|--numprocesses(=.*)?|--dist(=.*)?|--tx(=.*)?|-d|-s|--capture=no|--pdb|--trace|--collect-only|--co|--fixtures|--help|-h|--version)$/;

/**
 * The options for pytest-xdist; none where it shall not distribute. The tests of a file stay together, since they may share an
 * app. Starting an app is mostly waiting, so there are two processes for each core.
 */
export function workerOptions(args: readonly string[], hasXdist: boolean): { options: string[]; workers: number } {
  const disabled =
    args.some((arg, index) => arg === 'no:xdist' && args[index - 1] === '-p') || args.includes('-pno:xdist');
  if (!hasXdist || disabled || args.some((arg) => ALONE.test(arg))) return { options: [], workers: 1 };
  const workers = 2 * availableParallelism();
  return { options: ['-n', String(workers), '--dist', 'loadfile'], workers };
}
