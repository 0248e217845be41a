// Everything that can be measured: what is built here, and the peers and historical systems that the set-up installs.
//
// A system of the level `bytes` opens a peer for a role (python/roles.py): `{ channel?, call?, allocate?, close }`, of which
// `channel` has `send`, `receive` and async iteration, and `call` sends a message and resolves with its answer. One of the level
// `app` opens a Flet app: `{ click, close }`, of which `click` resolves when the patch has been applied; one with the capability
// `flet` opens any app through `openFlet({ script, args, … })`: `{ client, close }`.

import { embeddedAsyncio, embeddedThread } from './transports/embedded.mjs';
import { embeddedFlet } from './transports/embedded-flet.mjs';
import { floor, floorEventfd, floorFutex, floorSpin } from './transports/floors.mjs';
import { unixAsyncio } from './transports/unix.mjs';

/** What the bars compare: measured more often than what stands beside it. */
export const OWN = [
  floor,
  floorEventfd,
  floorFutex,
  floorSpin,
  embeddedThread,
  embeddedAsyncio,
  unixAsyncio,
  embeddedFlet,
];

export function isOwn(system) {
  return OWN.includes(system);
}

/** All systems, ours first. */
export async function allSystems() {
  return [...OWN, ...(await otherSystems())];
}

/** One system by its name, without loading the others: what they import must not show in its figures. */
export async function systemNamed(name) {
  const own = OWN.find((system) => system.name === name);
  if (own !== undefined) return own;
  const found = (await otherSystems()).find((system) => system.name === name);
  if (found === undefined) throw new Error(`Expected a system but received '${name}'`);
  return found;
}

async function otherSystems() {
  try {
    return (await import('./systems/index.mjs')).SYSTEMS;
  } catch (error) {
    if (error.code === 'ERR_MODULE_NOT_FOUND' && error.message.includes('/systems/index.mjs')) return [];
    throw error;
  }
}
