/** What keeps a preview from being served. Match on `code`, which is stable. */

/** Every code and when it is used. */
export const PREVIEW_ERROR_CODES = {
  ERR_EMBED_PREVIEW_PORT: 'the port of the preview is in use',
  ERR_EMBED_PREVIEW_ADDRESS: 'the preview cannot listen at its address',
  ERR_EMBED_PREVIEW_WEB: 'the real Flutter client is not installed beside the Python of the app',
} as const satisfies Record<`ERR_EMBED_PREVIEW_${string}`, string>;

export type PreviewErrorCode = keyof typeof PREVIEW_ERROR_CODES;

export class PreviewError extends Error {
  readonly code: PreviewErrorCode;

  constructor(code: PreviewErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  static {
    PreviewError.prototype.name = 'PreviewError';
  }
}
