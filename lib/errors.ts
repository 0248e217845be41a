/**
 * The errors of flet-embed. Match on `code`, which is stable; not on `instanceof`, since an ES module and a CommonJS
 * module in one process hold two copies of these classes.
 */

/** The codes of the native core and what they say: the status table of `native/include/flet_embed.h`, in its order. */
export const STATUS_CODES = {
  ERR_EMBED_FULL: 'the channel is full in this direction',
  ERR_EMBED_CHANNEL_CLOSED: 'this side of the channel is closed',
  ERR_EMBED_CHANNEL_DESTROYED: 'the channel was destroyed',
  ERR_EMBED_CHANNEL_EXISTS: 'a channel of this name is already open on this side',
  ERR_EMBED_CHANNEL_OPTIONS: 'the channel is already open with other options',
  ERR_EMBED_CHANNEL_BUSY: 'the channel already has a consumer',
  ERR_EMBED_MESSAGE_TOO_LARGE: 'the message is larger than maxMessageBytes',
  ERR_EMBED_NOT_TRANSFERABLE: 'this memory cannot be transferred',
  ERR_EMBED_OUT_OF_MEMORY: 'memory for the message could not be allocated',
  ERR_EMBED_PROGRAM_EXITED: 'the program ended without opening the channel',
  ERR_EMBED_PROGRAM_FAILED: 'the program ended with an error',
  ERR_EMBED_HOST_GONE: 'the host that owned the channel ended',
  ERR_EMBED_RUNTIME_EXISTS: 'a runtime is alive in this process already',
  ERR_EMBED_RUNTIME_CONFIG: 'the interpreter of this process runs with another configuration',
  ERR_EMBED_RUNTIME_STOPPED: 'the runtime is stopped',
  ERR_EMBED_BUSY: 'a program is running already',
  ERR_EMBED_STOP_TIMEOUT: 'the program did not stop in time',
  ERR_EMBED_PYTHON_NOT_FOUND: 'no Python was found',
  ERR_EMBED_PYTHON_NOT_SHARED: 'this Python has no shared library',
  ERR_EMBED_PYTHON_TOO_OLD: 'this Python is older than 3.11',
  ERR_EMBED_PYTHON_FREE_THREADED: 'this Python is a free-threaded build',
  ERR_EMBED_PYTHON_ARCHITECTURE: 'this Python is built for another architecture',
  ERR_EMBED_PYTHON_BROKEN: 'this Python or virtual environment does not work',
  ERR_EMBED_PYTHON_MISMATCH: "the library's version differs from the executable's",
  ERR_EMBED_PYTHON_FOREIGN: 'something else in this process embeds Python already',
  ERR_EMBED_START_FAILED: 'the interpreter could not be initialised',
  ERR_EMBED_WRONG_THREAD: 'this runtime belongs to another host',
  ERR_EMBED_INVALID_HANDLE: 'the handle is stale or was never valid',
  ERR_EMBED_INVALID_ARGUMENT: 'an argument is outside its range',
  ERR_EMBED_ABORTED: 'the operation was aborted',
  ERR_EMBED_TIMEOUT: 'the operation did not end in time',
  ERR_EMBED_LIMIT: 'too many channels or hosts are open',
} as const satisfies Record<`ERR_EMBED_${string}`, string>;

/** The codes of channels that lead out of the process. */
export const CONNECTION_CODES = {
  ERR_EMBED_CONNECT_FAILED: 'nobody could be reached at the address',
  ERR_EMBED_CONNECTION_LOST: 'the connection ended before both sides had closed it',
  ERR_EMBED_CONNECTION_FLOODED: 'more arrived than was taken, and the other side cannot be held back',
  ERR_EMBED_ADDRESS: 'the address cannot be used on this system',
} as const satisfies Record<`ERR_EMBED_${string}`, string>;

/** Every code and what it says. */
export const ERROR_CODES = { ...STATUS_CODES, ...CONNECTION_CODES } as const;

/** The stable codes that `EmbedError.code` takes. */
export type EmbedErrorCode = keyof typeof ERROR_CODES;

/** True for the codes of the table. */
export function isEmbedErrorCode(code: unknown): code is EmbedErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERROR_CODES, code);
}

/**
 * A failure of the library, with a stable `code`.
 *
 * @example
 * try {
 *   await channel.send(bytes);
 * } catch (error) {
 *   if (error.code !== 'ERR_EMBED_CHANNEL_CLOSED') throw error;
 * }
 */
export class EmbedError extends Error {
  readonly code: EmbedErrorCode;

  /** Without a message, the sentence of the code's table row. */
  constructor(code: EmbedErrorCode, message?: string, options?: ErrorOptions) {
    super(message ?? sentence(code), options);
    this.code = code;
  }

  static {
    // On the prototype, as the built-in errors have it, so that it does not show up among an error's own properties.
    EmbedError.prototype.name = 'EmbedError';
  }
}

/** What went wrong in Python. */
export interface PythonFailure {
  /** The exception's class, qualified with its module unless built in: `ValueError`, `json.decoder.JSONDecodeError`. */
  type: string;
  /** `str(exception)`. */
  message: string;
  /** What Python would have printed, from `Traceback (most recent call last):` on; empty when there is none. */
  traceback: string;
}

/**
 * An exception of the Python program. `stack` shows the Python traceback first, then the JavaScript call that it
 * belongs to.
 */
export class PythonError extends EmbedError {
  /** The exception's class, qualified with its module unless built in. */
  readonly type: string;
  /** What Python printed, or would have printed. */
  readonly traceback: string;

  /**
   * @param failure What Python reports.
   * @param options.code Default `ERR_EMBED_PROGRAM_FAILED`.
   * @param options.caller An error created where the program was started; its stack becomes this one's JavaScript part.
   */
  constructor(failure: PythonFailure, options: { code?: EmbedErrorCode; caller?: Error; cause?: unknown } = {}) {
    const text = failure.message === '' ? failure.type : `${failure.type}: ${failure.message}`;
    super(options.code ?? 'ERR_EMBED_PROGRAM_FAILED', text, 'cause' in options ? { cause: options.cause } : undefined);
    this.type = failure.type;
    this.traceback = failure.traceback;
    const frames = stackFrames(options.caller ?? this);
    const traceback = failure.traceback.trimEnd();
    this.stack = [`PythonError: ${text}`, ...(traceback === '' ? [] : [indent(traceback)]), ...frames].join('\n');
  }

  static {
    PythonError.prototype.name = 'PythonError';
  }
}

/** The misuse of an argument: «Expected a positive integer for capacity but received -1 (number)». */
export function expected(what: string, name: string, received: unknown): TypeError {
  return new TypeError(`Expected ${what} for ${name} but received ${describe(received)}`);
}

/** The same for a value of the right type outside its range. */
export function outOfRange(what: string, name: string, received: unknown): RangeError {
  return new RangeError(`Expected ${what} for ${name} but received ${describe(received)}`);
}

/** A value as an error message shows it: short, with its type where that does not speak for itself. */
export function describe(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return `'${value.length > 60 ? `${value.slice(0, 57)}...` : value}' (string)`;
    case 'number':
    case 'boolean':
      return `${value} (${typeof value})`;
    case 'bigint':
      return `${value}n (bigint)`;
    case 'function':
      return value.name === '' ? 'a function' : `function ${value.name}`;
    case 'object':
      return value === null ? 'null' : describeObject(value);
    default:
      return String(value);
  }
}

function describeObject(value: object): string {
  const name: unknown = value.constructor?.name;
  if (typeof name !== 'string' || name === '' || name === 'Object') return 'an object';
  return `${/^([AEIO]|U(?!int))/.test(name) ? 'an' : 'a'} ${name}`;
}

function sentence(code: EmbedErrorCode): string {
  const text = ERROR_CODES[code];
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The `    at …` lines of an error's stack. */
function stackFrames(error: Error): string[] {
  return (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '    ');
}
