/** The server of the real Flutter client. */

export { type FletWeb, findWeb } from './find-web.js';
export { PREVIEW_ERROR_CODES, PreviewError, type PreviewErrorCode } from './preview-error.js';
export { PreviewServer } from './server.js';
