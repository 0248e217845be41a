/** A page that shows the app in a frame of a device's size. */

import { escapeHtml } from './page.js';

/** The size of a device's screen in logical pixels. */
export interface FrameSize {
  width: number;
  height: number;
}

/** Of the page, beside the app's files. */
export const FRAME_NAME = 'flet-embed-device.html';

export interface FrameContext {
  base: string;
  title: string;
  nonce: string;
}

/** The tab has the title that the app gives its page. */
export function renderFrame({ width, height }: FrameSize, { base, title, nonce }: FrameContext): string {
  const text = escapeHtml(title);
  return `<!DOCTYPE html>
<html>
<head>
  <base href="${escapeHtml(base)}">
  <meta charset="UTF-8">
  <title>${text}</title>
  <link rel="icon" type="image/png" href="favicon.png">
  <style nonce="${nonce}">
    :root { color-scheme: light dark; --desk: #e8eaed; --ink: #3c4043; --bezel: #202124; --edge: #5f6368; }
    @media (prefers-color-scheme: dark) { :root { --desk: #202124; --ink: #bdc1c6; --bezel: #000; --edge: #80868b; } }
    body {
      margin: 0; min-height: 100vh; padding: 24px; box-sizing: border-box; background: var(--desk); color: var(--ink);
      display: flex; flex-direction: column; align-items: center; justify-content: safe center; gap: 12px;
      font: 13px system-ui, sans-serif;
    }
    iframe {
      box-sizing: content-box; flex: none; width: ${width}px; height: ${height}px; background: Canvas;
      border: 12px solid var(--bezel); border-radius: 28px; outline: 1px solid var(--edge);
    }
  </style>
</head>
<body>
  <iframe src="${escapeHtml(base)}" title="${text}"></iframe>
  <div>${width} × ${height}</div>
  <script nonce="${nonce}">
    const frame = document.querySelector('iframe');
    const follow = () => { document.title = frame.contentDocument.title || document.title; };
    frame.addEventListener('load', () => {
      follow();
      new MutationObserver(follow).observe(frame.contentDocument.head, { childList: true, subtree: true, characterData: true });
    });
  </script>
</body>
</html>
`;
}

/** The policy of this page alone: it shows a frame of its own origin, and nothing else. */
export function framePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "base-uri 'self'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "frame-src 'self'",
    "img-src 'self'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
  ].join('; ');
}
