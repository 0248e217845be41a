import { readFileSync } from 'node:fs';
import { arch, cpus, loadavg, release, totalmem, type } from 'node:os';

export function machine(core) {
  return {
    system: `${type()} ${release()}`,
    architecture: arch(),
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memory_gib: Math.round((totalmem() / 2 ** 30) * 10) / 10,
    pinned_core: core ?? null,
    governor: firstLine('/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor'),
    huge_pages: /\[(.+)\]/.exec(firstLine('/sys/kernel/mm/transparent_hugepage/enabled') ?? '')?.[1] ?? null,
    load_before: loadavg()[0],
  };
}

export function versions(python) {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const { node, v8, uv } = process.versions;
  return { 'flet-embed': version, node, v8, uv, python: python.version, libpython: python.library };
}

function firstLine(path) {
  try {
    return readFileSync(path, 'utf8').split('\n')[0];
  } catch {
    return null;
  }
}
