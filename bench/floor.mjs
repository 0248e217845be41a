// The native floors (native/bench): built with the release preset when FE_TESTS is on, which it is there.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../build/release/native/bench/', import.meta.url));

/** The addon: a C++ thread under Node's own event loop. */
export function floorAddon() {
  return createRequire(import.meta.url)(built('floor_addon.node'));
}

/** Nanoseconds of each round trip between two C++ threads. */
export function floorPair(sleeper, bytes, warmUp, count) {
  const { status, signal, stdout, stderr } = spawnSync(
    built(process.platform === 'win32' ? 'floor_pair.exe' : 'floor_pair'),
    [sleeper, bytes, warmUp, count].map(String),
    { maxBuffer: 4 * count + 1024 },
  );
  if (status !== 0) throw new Error(`floor_pair ${sleeper} ended with ${status ?? signal}: ${stderr}`);
  return new Uint32Array(stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + stdout.byteLength));
}

function built(name) {
  const path = folder + name;
  if (!existsSync(path)) throw new Error(`Expected ${path}; build it: npm run build`);
  return path;
}
