/** What every answer tells the browser to refuse. */

export interface HeaderContext {
  /** `Host` of the request: where the page may open its WebSocket. */
  host: string;
  /** Allows inline scripts that carry it. */
  nonce?: string;
  /** Whether the preview's own page may show this one in a frame. */
  isFramed: boolean;
  /** Whether the app may load nothing but what this server has. */
  isOffline: boolean;
}

/** For all answers, also those that say nothing. */
export const ALWAYS: Readonly<Record<string, string>> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

export function securityHeaders(context: HeaderContext): Record<string, string> {
  return {
    ...ALWAYS,
    'Content-Security-Policy': contentPolicy(context),
    // For browsers that do not know frame-ancestors.
    'X-Frame-Options': context.isFramed ? 'SAMEORIGIN' : 'DENY',
  };
}

/**
 * `wasm-unsafe-eval` is what compiling Flutter's WebAssembly needs, `blob:` its workers and the files that a user picks, inline
 * styles the elements that Flutter places. Flutter fetches images itself, so that what an app may load from the network is a
 * matter of `connect-src` too.
 */
function contentPolicy({ host, nonce, isFramed, isOffline }: HeaderContext): string {
  const outside = isOffline ? '' : ' https: http:';
  const sockets = isOffline ? '' : ' wss: ws:';
  const directives = {
    'default-src': "'self'",
    'base-uri': "'self'",
    'connect-src': `'self' ws://${host} blob: data:${outside}${sockets}`,
    'font-src': `'self' blob: data:${outside}`,
    'form-action': "'none'",
    'frame-ancestors': isFramed ? "'self'" : "'none'",
    'frame-src': `'self' blob: data:${outside}`,
    'img-src': `'self' blob: data:${outside}`,
    'media-src': `'self' blob: data:${outside}`,
    'object-src': "'none'",
    'script-src': `'self' 'wasm-unsafe-eval'${nonce === undefined ? '' : ` 'nonce-${nonce}'`}`,
    'style-src': "'self' 'unsafe-inline'",
    'worker-src': "'self' blob:",
  };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}
