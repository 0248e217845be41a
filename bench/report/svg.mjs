// Plots as static SVG, made here with Observable Plot in a document without a browser: the report needs no script and nothing
// from elsewhere. Each is drawn twice, for a phone and for a wide screen, since text that shrinks with its plot cannot be read.

import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

const WIDTHS = { narrow: 328, wide: 760 };

const { document } = parseHTML('<!doctype html><html><body></body></html>');

/**
 * A figure of the page.
 *
 * @param options `title`; `note`, a sentence below it; `legend`, `[{ label, color, dashed }]`; `draw(width, isNarrow)`, which returns the
 * options of Plot.plot().
 */
export function figure({ title, note = '', legend = [], draw }) {
  const plots = Object.entries(WIDTHS).map(([name, width]) => {
    const svg = Plot.plot({ document, width, ...draw(width, name === 'narrow') });
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', title);
    return `<div class="${name}">${svg.outerHTML}</div>`;
  });
  const keys = legend.map(
    ({ label, color, dashed = false }) =>
      `<span class="key"><i style="${dashed ? `border-top: 2px dashed ${color}` : `background: ${color}`}"${dashed ? ' class="dashed"' : ''}></i>${escapeHtml(label)}</span>`,
  );
  return [
    '<figure>',
    `<figcaption><b>${escapeHtml(title)}</b>${note === '' ? '' : ` ${escapeHtml(note)}`}</figcaption>`,
    keys.length === 0 ? '' : `<p class="legend">${keys.join(' ')}</p>`,
    ...plots,
    '</figure>',
  ].join('\n');
}

export function escapeHtml(text) {
  return String(text).replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
