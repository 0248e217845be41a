import { readdirSync, readFileSync } from 'node:fs';

/** Resident megabytes of this process and of all its descendants together; `children` is null where the system does not say. */
export function memoryOf() {
  const host = megabytes(process.memoryUsage.rss());
  const parents = parentsOfAll();
  if (parents === undefined) return { host, children: null };
  let kilobytes = 0;
  for (const pid of parents.keys()) {
    if (pid !== process.pid && descends(pid, parents)) kilobytes += residentKilobytes(pid);
  }
  return { host, children: megabytes(kilobytes * 1024) };
}

function descends(pid, parents) {
  for (let at = pid; at !== undefined && at > 1; at = parents.get(at)) if (at === process.pid) return true;
  return false;
}

function parentsOfAll() {
  const parents = new Map();
  try {
    for (const name of readdirSync('/proc')) {
      if (!/^\d+$/.test(name)) continue;
      const parent = /^PPid:\s+(\d+)/m.exec(status(name))?.[1];
      if (parent !== undefined) parents.set(Number(name), Number(parent));
    }
  } catch {
    return undefined;
  }
  return parents;
}

function residentKilobytes(pid) {
  return Number(/^VmRSS:\s+(\d+)/m.exec(status(pid))?.[1] ?? 0);
}

/** Empty: the process has ended meanwhile. */
function status(pid) {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
}

function megabytes(bytes) {
  return Math.round((bytes / 1e6) * 10) / 10;
}
