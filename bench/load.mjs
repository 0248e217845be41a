// What else the machine does: before each measurement, when nothing of ours runs, and during it, when what is not ours is
// what all cores did without what our children did.

import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

const LOOK_MS = 100;
const TICKS_PER_SECOND = 100;

/** Above these shares of all cores a row is flagged. */
export const LIMITS = { before: 0.15, during: 0.1, stolen: 0.05 };

/** Share of the cores' time that others use now (0 to 1). */
export async function busyNow() {
  const from = cores();
  await pause(LOOK_MS);
  const to = cores();
  return share(to.busy - from.busy, to.total - from.total);
}

/** Begins to watch; the returned function tells `{ during, stolen }`, null where the system does not say. */
export function watch() {
  const from = { ...cores(), own: ownTicks() };
  return () => {
    const to = { ...cores(), own: ownTicks() };
    const total = to.total - from.total;
    const foreign = from.own === null ? null : Math.max(0, to.busy - from.busy - (to.own - from.own));
    return {
      during: foreign === null ? null : share(foreign, total),
      stolen: from.stolen === null ? null : share(to.stolen - from.stolen, total),
    };
  };
}

/** Whether the shares say that a measurement had no quiet machine. */
export function isDisturbed(load) {
  return Object.entries(LIMITS).some(([name, limit]) => (load[name] ?? 0) > limit);
}

/** Seconds of all cores so far. Time that the hypervisor gave to others counts as stolen, not as busy. */
function cores() {
  const stat = read('/proc/stat');
  if (stat !== null) {
    const [user, nice, system, idle, wait, interrupt, soft, stolen] = stat
      .split('\n')[0]
      .trim()
      .split(/\s+/)
      .slice(1)
      .map((ticks) => Number(ticks) / TICKS_PER_SECOND);
    const busy = user + nice + system + interrupt + soft;
    return { busy, stolen, total: busy + idle + wait + stolen };
  }
  let busy = 0;
  let total = 0;
  for (const { times } of cpus()) {
    busy += (times.user + times.nice + times.sys + times.irq) / 1000;
    total += (times.user + times.nice + times.sys + times.irq + times.idle) / 1000;
  }
  return { busy, stolen: null, total };
}

/** Seconds of this process and of the children that have ended; null where the system does not say. */
function ownTicks() {
  const stat = read('/proc/self/stat');
  if (stat === null) return null;
  // After the name in parentheses, which may hold anything; the times are the 14th to the 17th field.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS_PER_SECOND;
}

function share(part, whole) {
  return whole <= 0 ? 0 : Math.round(Math.min(1, part / whole) * 1000) / 1000;
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
