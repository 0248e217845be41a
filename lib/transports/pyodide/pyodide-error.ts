/** What goes wrong with Pyodide itself. Match on `code`, which is stable. */

/** Every code and when it is used. */
export const PYODIDE_ERROR_CODES = {
  ERR_EMBED_PYODIDE_NOT_FOUND: 'the package pyodide cannot be found',
  ERR_EMBED_PYODIDE_FAILED: 'Pyodide could not be started, or its worker broke down',
  ERR_EMBED_PYODIDE_WHEELS: 'a wheel for Pyodide is missing, or cannot be used',
} as const satisfies Record<`ERR_EMBED_PYODIDE_${string}`, string>;

export type PyodideErrorCode = keyof typeof PYODIDE_ERROR_CODES;

export class PyodideError extends Error {
  readonly code: PyodideErrorCode;
  /** Python's traceback; empty where there is none. */
  readonly traceback: string;

  constructor(code: PyodideErrorCode, message: string, options: ErrorOptions & { traceback?: string } = {}) {
    super(message, options);
    this.code = code;
    this.traceback = options.traceback ?? '';
  }

  static {
    PyodideError.prototype.name = 'PyodideError';
  }
}

/** Why Python did not start, in the words of who has to mend it. */
export function startError(code: string, message: string, traceback: string): PyodideError {
  if (code === 'ERR_EMBED_PYODIDE_NOT_FOUND') {
    return new PyodideError(
      code,
      'Expected the package pyodide beside flet-embed but it is not installed; install it: npm install pyodide@314.0.7',
    );
  }
  if (code === 'ERR_EMBED_PYODIDE_WHEELS') return new PyodideError(code, message, { traceback });
  return new PyodideError('ERR_EMBED_PYODIDE_FAILED', `Pyodide did not start: ${message}`, { traceback });
}
