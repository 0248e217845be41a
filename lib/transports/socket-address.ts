/** Where the other side of a socket listens, in the form that this system takes. */

import { EmbedError, expected } from '../errors.js';
import { integer, text, validateOptions, validateValue } from '../options.js';

/**
 * A TCP port (`host` is 127.0.0.1 unless given), the path of a Unix domain socket, or the name of a named pipe of Windows,
 * with or without `\\.\pipe\` in front.
 */
export type SocketAddress = { host?: string; port: number } | { path: string } | { pipe: string };

/** What `node:net` takes. */
export type SocketTarget = { host: string; port: number } | { path: string };

export interface ResolvedAddress {
  readonly target: SocketTarget;
  /** For messages: `127.0.0.1:8550`, `/tmp/app.sock`. */
  readonly title: string;
}

const TCP_RULES = { host: text, port: integer(1, 65_535) };

const PIPES = '\\\\.\\pipe\\';
const PIPE_PATH = /^[\\/]{2}[.?][\\/]pipe[\\/]/i;

/** Characters of the whole path of a pipe, by the documentation of `CreateNamedPipe`. */
const LONGEST_PIPE = 256;

/** Bytes of `sun_path` without the zero behind it: 108 on Linux, 104 on macOS and the BSDs. */
const LONGEST_PATH = { linux: 107, android: 107, other: 103 } as const;

/**
 * Checks an address, and tells what to connect to.
 *
 * @param caller The function that was called, for messages.
 * @param platform As `process.platform`.
 * @throws TypeError, RangeError for what is no address; EmbedError `ERR_EMBED_ADDRESS` for one that this system cannot have.
 */
export function resolveAddress(address: unknown, caller: string, platform: string = process.platform): ResolvedAddress {
  if (typeof address !== 'object' || address === null) {
    throw expected('an object with a port, a path or a pipe', `the address of ${caller}`, address);
  }
  if ('pipe' in address) {
    validateOptions(address, { pipe: text }, caller);
    validateValue(address.pipe, text, `pipe of ${caller}`);
    return ofPath(pipePath(address.pipe as string), caller, platform);
  }
  if ('path' in address) {
    validateOptions(address, { path: text }, caller);
    validateValue(address.path, text, `path of ${caller}`);
    return ofPath(address.path as string, caller, platform);
  }
  validateOptions(address, TCP_RULES, caller);
  const { host = '127.0.0.1', port } = address as { host?: string; port: number };
  validateValue(port, TCP_RULES.port, `port of ${caller}`);
  return { target: { host, port }, title: host.includes(':') ? `[${host}]:${port}` : `${host}:${port}` };
}

/** The path of a named pipe by its name. */
export function pipePath(name: string): string {
  return PIPE_PATH.test(name) ? name : PIPES + name;
}

/** The most bytes of a Unix domain socket's path. */
export function longestSocketPath(platform: string = process.platform): number {
  return platform === 'linux' || platform === 'android' ? LONGEST_PATH[platform] : LONGEST_PATH.other;
}

function ofPath(path: string, caller: string, platform: string): ResolvedAddress {
  const isPipe = PIPE_PATH.test(path);
  if (platform === 'win32') {
    if (!isPipe)
      throw unusable(caller, `a named pipe such as ${PIPES}app`, path, 'Windows has no other local sockets here');
    if (path.length > LONGEST_PIPE) {
      throw unusable(caller, `the path of a pipe of at most ${LONGEST_PIPE} characters`, path, `it has ${path.length}`);
    }
  } else {
    if (isPipe) throw unusable(caller, 'the path of a Unix domain socket', path, 'named pipes exist on Windows only');
    const bytes = new TextEncoder().encode(path).byteLength;
    const longest = longestSocketPath(platform);
    if (bytes > longest) {
      const why = `it has ${bytes} bytes; put the socket into a folder with a shorter path`;
      throw unusable(caller, `the path of a socket of at most ${longest} bytes`, path, why);
    }
  }
  return { target: { path }, title: path };
}

function unusable(caller: string, wanted: string, path: string, why: string): EmbedError {
  return new EmbedError('ERR_EMBED_ADDRESS', `Expected ${wanted} for ${caller} but received '${path}': ${why}`);
}
