/** A process that was started `detached`, and whatever it has started. */

import type { ChildProcess } from 'node:child_process';

/** Ends all of them; does nothing for what has ended. Windows has no groups: the process alone. */
export function killGroup(child: ChildProcess): void {
  if (process.platform === 'win32' || child.pid === undefined) {
    child.kill('SIGKILL');
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    // Nobody left, or only what the system is about to bury.
    if (!['ESRCH', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}
