/** The names under which a server is reached: what a `Host` header may say. A name that a stranger has pointed at this machine is none of them. */

import type { AddressInfo } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';

const HTTP_PORT = 80;

/**
 * @param host As it was asked for: a name, an address, or one that stands for all of them.
 * @param bound Where the server listens.
 * @returns In lower case, with the port; for the default port also without it.
 */
export function hostNames(host: string, { address, port }: AddressInfo): Set<string> {
  const names = isWildcard(address)
    ? ['localhost', hostname(), `${hostname()}.local`, ...allAddresses().map(inAddress)]
    : [host.includes(':') ? inAddress(host) : host, inAddress(address), ...(isLoopback(address) ? ['localhost'] : [])];
  const all = new Set<string>();
  for (const name of names) {
    all.add(`${name.toLowerCase()}:${port}`);
    if (port === HTTP_PORT) all.add(name.toLowerCase());
  }
  return all;
}

/** The address to open on this machine, and those for other devices: none while the server listens on the loopback only. */
export function origins(host: string, { address, port }: AddressInfo): { own: string; others: string[] } {
  const origin = (name: string): string => new URL(`http://${name}:${port}`).origin;
  if (isLoopback(address)) return { own: origin(inAddress(address)), others: [] };
  if (!isWildcard(address)) {
    const own = origin(host.includes(':') ? inAddress(host) : host);
    return { own, others: [own] };
  }
  const others = allAddresses().filter((each) => !isLoopback(each) && (address === '::' || !each.includes(':')));
  return {
    own: origin(address === '::' ? '[::1]' : '127.0.0.1'),
    others: others.map((each) => origin(inAddress(each))),
  };
}

export function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1';
}

function isWildcard(address: string): boolean {
  return address === '0.0.0.0' || address === '::';
}

/** Without those that are valid on one cable only, whose zone no browser takes. */
function allAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return all.map(({ address }) => address).filter((address) => !address.startsWith('fe80:'));
}

/** An address as it stands in a URL. */
function inAddress(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
