/** A trace as one HTML page: no network, no files beside it. */

import type { Trace } from './entry.js';
import { STYLE } from './style.js';
import { VIEWER } from './viewer.js';

/**
 * The page. What an app wrote reaches it in two places only: the title, as escaped text, and the data, as JSON without `<`, which
 * the viewer shows through `textContent`. The policy forbids everything else: scripts without the page's own nonce, requests.
 */
export function tracePage(trace: Trace): string {
  const nonce = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(36)).join('');
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escapeText(trace.title)}</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<header>
  <h1 id="title"></h1>
  <p id="about"></p>
  <div id="tools" role="search">
    <input id="filter" type="search" placeholder="Filter ( / )" aria-label="Filter by text" autocomplete="off">
    <span id="kinds" role="group" aria-label="Kinds"></span>
    <output id="count"></output>
  </div>
</header>
<main>
  <ol id="entries" role="listbox" aria-label="Entries" tabindex="0"></ol>
  <section id="details" aria-live="polite">
    <h2 id="summary"></h2>
    <p id="facts"></p>
    <pre id="content" tabindex="0"></pre>
    <h3 id="tree-title">Controls</h3>
    <pre id="tree" tabindex="0"></pre>
  </section>
</main>
<footer>↑ ↓ or j k: entries · Home End · PageUp PageDown · e E: next, previous problem · /: filter · Esc: leave or clear the filter</footer>
<noscript>This page shows its trace with a script of its own; scripts are switched off here.</noscript>
<script type="application/json" id="trace" nonce="${nonce}">${escapeJson(JSON.stringify(trace))}</script>
<script nonce="${nonce}">${VIEWER}</script>
</body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

/** The same JSON, in which no tag, comment or entity can begin. */
function escapeJson(json: string): string {
  return json.replace(/[<>&\u2028\u2029]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
