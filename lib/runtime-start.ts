import type { Caller } from './caller.js';
import { EmbedError } from './errors.js';
import { type NativeRuntimeOptions, OUTPUT, RUNTIME_STATE, type RuntimeHandle, TEXT } from './native.js';
import { codeOf, embedErrorOf } from './transports/embedded.js';
import type { EmbeddedHost } from './transports/embedded-host.js';

const REFUSALS: Partial<Record<string, string>> = {
  ERR_EMBED_RUNTIME_EXISTS:
    'Expected no other runtime in this process but one is alive, here or in a worker; ' +
    'stop() it first, or use a process for each',
  ERR_EMBED_RUNTIME_CONFIG:
    "Expected the python, isolated and deepBind that this process's interpreter was started with; " +
    'a process cannot have a second interpreter: use the same options, or another process',
};

/** An index without an owner, for a channel that is released at once. */
const NO_EVENTS = 0xffff_fffe;

/** Starts the interpreter, or takes up the parked one; the process stays alive meanwhile. */
export async function startInterpreter(host: EmbeddedHost, options: NativeRuntimeOptions): Promise<RuntimeHandle> {
  const { native } = host;
  const handle = native.runtimeStart(host.handle, options);
  await started(host, handle);
  const { state, status } = native.runtimeGetInfo(handle);
  if (state !== RUNTIME_STATE.failed) return handle;
  const error = new EmbedError(codeOf(native, status), native.runtimeText(handle, TEXT.error) || undefined);
  if (options.output === OUTPUT.channel) native.channelRelease(native.runtimeOutput(handle, NO_EVENTS));
  native.runtimeRelease(handle);
  throw error;
}

/** The error of a refused or failed start, with the caller's stack. */
export function startFailure(error: unknown, caller: Caller): unknown {
  const known = error instanceof EmbedError ? error : embedErrorOf(error, messageFor(error));
  return known instanceof Error ? caller.blame(known) : known;
}

function messageFor(error: unknown): string | undefined {
  return REFUSALS[String((error as { code?: unknown } | undefined)?.code)];
}

function started(host: EmbeddedHost, handle: RuntimeHandle): Promise<void> {
  const isStarting = (): boolean => host.native.runtimeGetInfo(handle).state === RUNTIME_STATE.starting;
  if (!isStarting()) return Promise.resolve();
  host.hold();
  return new Promise((resolve) => {
    const unlisten = host.onruntime(() => {
      if (isStarting()) return;
      unlisten();
      host.letGo();
      resolve();
    });
  });
}
