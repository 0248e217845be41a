/** The Flutter client's `index.html` and font list, as this server needs them. */

import { randomBytes } from 'node:crypto';

export type Renderer = 'skwasm' | 'canvaskit';

export interface PageSettings {
  /** The path of the app's root, with a slash at both ends. */
  base: string;
  /** Of the browser's tab, until the app sets one. */
  title: string | undefined;
  renderer: Renderer;
  /** Of the inline scripts. */
  nonce: string;
}

/** Where Flet's own page has place for what its server sets. */
const PLACE = '<!-- fletAppConfig -->';

/** Of our own script, beside the app's files. */
export const SCRIPT_NAME = 'flet-embed.js';

export function createNonce(): string {
  return randomBytes(18).toString('base64');
}

/** Fills the page in: Flet's own, or one that the app has among its assets. */
export function renderPage(html: string, settings: PageSettings): string {
  const { base, title, nonce } = settings;
  let page = html.replace(/<base\b[^>]*>/i, '');
  page = insertAfter(page, /<head\b[^>]*>/i, `\n  <base href="${escapeHtml(base)}">`);
  if (title !== undefined) {
    const text = escapeHtml(title);
    page = page.replace(/<title>[^<]*<\/title>/i, () => `<title>${text}</title>`);
    page = page.replace(/(<meta name="apple-mobile-web-app-title" content=")[^"]*/i, (_, start) => `${start}${text}`);
  }
  const config = `<script>Object.assign(flet, ${scriptJson(clientConfig(settings))});</script>`;
  const script = `<script src="${SCRIPT_NAME}"></script>`;
  page = page.includes(PLACE)
    ? page.replace(PLACE, () => `${config}\n  ${script}`)
    : page.replace(/<\/head>/i, (end) => `${config}\n  ${script}\n${end}`);
  return page.replace(/<script\b/gi, (start) => `${start} nonce="${nonce}"`);
}

/** What the page's scripts read from `flet`: everything from this server, nothing from a content delivery network. */
function clientConfig({ base, renderer }: PageSettings): Record<string, string | boolean> {
  return {
    pyodide: false,
    noCdn: true,
    webRenderer: renderer,
    routeUrlStrategy: 'path',
    entrypointBaseUrl: base,
    assetBase: base,
    canvasKitBaseUrl: `${base}canvaskit/`,
    fontFallbackBaseUrl: 'assets/fonts/',
    webSocketEndpoint: `${base}ws`,
  };
}

const ROBOTO = { family: 'Roboto', fonts: [{ asset: 'fonts/roboto.woff2' }] };

/** The font list with Roboto, which Flutter else fetches from the network. A list that cannot be read stays as it is. */
export function renderFontManifest(json: string): string {
  try {
    const families = JSON.parse(json) as { family: string }[];
    const hasRoboto = families.some(({ family }) => family === ROBOTO.family);
    return hasRoboto ? json : JSON.stringify([...families, ROBOTO]);
  } catch {
    return json;
  }
}

/** Text as an element or an attribute in double quotes holds it. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** JSON that cannot end the script that it stands in. */
function scriptJson(value: object): string {
  return JSON.stringify(value).replace(/[<>\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** Inserts behind the first match, or at the beginning where there is none. */
function insertAfter(text: string, pattern: RegExp, insertion: string): string {
  const match = pattern.exec(text);
  const at = match === null ? 0 : match.index + match[0].length;
  return text.slice(0, at) + insertion + text.slice(at);
}
