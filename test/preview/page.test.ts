import { describe, expect, test } from 'vitest';
import { escapeHtml, renderFontManifest, renderPage } from '../../lib/preview/page.js';
import { INDEX, startPreview } from './preview.js';

const SETTINGS = { base: '/token/', title: 'My app', renderer: 'skwasm', nonce: 'n0' } as const;

/** What the page's script sets. */
function configOf(html: string): Record<string, unknown> {
  const script = /Object\.assign\(flet, (\{.*?\})\);<\/script>/.exec(html);
  return JSON.parse(script?.[1] ?? 'null') as Record<string, unknown>;
}

function policyOf(value: unknown): Record<string, string> {
  const directives = String(value).split('; ');
  return Object.fromEntries(directives.map((each) => [each.replace(/ .*/, ''), each.replace(/^\S+ /, '')]));
}

describe('index.html', () => {
  test('has the token as its base, and everything from this server', () => {
    const html = renderPage(INDEX, SETTINGS);
    expect(html.match(/<base[^>]*>/g)).toEqual(['<base href="/token/">']);
    expect(html).toContain('<title>My app</title>');
    expect(configOf(html)).toEqual({
      pyodide: false,
      noCdn: true,
      webRenderer: 'skwasm',
      routeUrlStrategy: 'path',
      entrypointBaseUrl: '/token/',
      assetBase: '/token/',
      canvasKitBaseUrl: '/token/canvaskit/',
      fontFallbackBaseUrl: 'assets/fonts/',
      webSocketEndpoint: '/token/ws',
    });
    expect(html.indexOf('Object.assign(flet')).toBeGreaterThan(html.indexOf('var flet'));
    expect(html).not.toContain('fletAppConfig');
  });

  test('lets only scripts run that carry its nonce, another one each time', async () => {
    const html = renderPage(INDEX, SETTINGS);
    expect(html.match(/<script[^>]*>/g)).toEqual([
      '<script nonce="n0">',
      '<script nonce="n0">',
      '<script nonce="n0" src="flet-embed.js">',
    ]);
    const preview = await startPreview();
    const nonces = new Set<string>();
    for (let count = 0; count < 3; count++) {
      const { body, headers } = await preview.ask('');
      const nonce = /'nonce-([^']+)'/.exec(headers['content-security-policy'] as string)![1]!;
      expect(body).toContain(`<script nonce="${nonce}">`);
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(3);
  });

  test.each(['</title><script>alert(1)</script>', '$& $1 $`', `"'&`])('escapes the title %j', (title) => {
    const html = renderPage(INDEX, { ...SETTINGS, title });
    expect(html.match(/<script/g)?.length).toBe(3);
    expect(html).toContain(`<title>${escapeHtml(title)}</title>`);
    expect(html).not.toContain(title);
  });

  test('keeps the title of the file when none is given', () => {
    expect(renderPage(INDEX, { ...SETTINGS, title: undefined })).toContain('<title>Flet</title>');
  });

  test('of the app may lack what Flet’s own has', async () => {
    const preview = await startPreview();
    await preview.write('assets', { 'index.html': '<html><head><script>var flet = {};</script></head>own</html>' });
    const { body } = await preview.ask('some/route');
    expect(body).toContain(`<base href="${preview.base}">`);
    expect(configOf(body)).toMatchObject({ assetBase: preview.base });
    expect(body).toContain('own');
  });

  test('is made anew each time', async () => {
    const preview = await startPreview();
    expect((await preview.ask('')).headers['cache-control']).toBe('no-store');
    await preview.write('web', { 'index.html': INDEX.replace('<body>', '<body>changed') });
    expect((await preview.ask('')).body).toContain('changed');
  });
});

describe('the font list', () => {
  test('has Roboto, which Flutter else fetches from the network', async () => {
    const preview = await startPreview();
    const families = JSON.parse((await preview.ask('assets/FontManifest.json')).body) as object[];
    expect(families.at(-1)).toEqual({ family: 'Roboto', fonts: [{ asset: 'fonts/roboto.woff2' }] });
    expect(families.length).toBe(2);
  });

  test('has it once, and stays as it is where it cannot be read', () => {
    const list = '[{"family":"Roboto","fonts":[]}]';
    expect(renderFontManifest(list)).toBe(list);
    expect(renderFontManifest('oh')).toBe('oh');
  });
});

describe('the headers', () => {
  test('are on all answers, also on errors', async () => {
    const preview = await startPreview();
    const policies = new Set<string>();
    for (const path of ['', 'favicon.png', 'missing.png', 'flet-embed.js', 'assets/FontManifest.json']) {
      const { headers } = await preview.ask(path);
      expect(headers).toMatchObject({
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      });
      expect(headers).not.toHaveProperty('access-control-allow-origin');
      policies.add(String(headers['content-security-policy']).replace(/ 'nonce-[^']+'/, ''));
    }
    expect(policies.size).toBe(1);
    expect(policyOf([...policies][0])).toMatchObject({
      'default-src': "'self'",
      'connect-src': `'self' ws://127.0.0.1:${preview.port} blob: data:`,
      'form-action': "'none'",
      'frame-ancestors': "'none'",
      'object-src': "'none'",
      'script-src': "'self' 'wasm-unsafe-eval'",
    });
  });

  test('let an app load from the network when it may', async () => {
    const preview = await startPreview({ offline: false });
    const policy = policyOf((await preview.ask('')).headers['content-security-policy']);
    expect(policy['img-src']).toBe("'self' blob: data: https: http:");
    expect(policy['connect-src']).toMatch(/ https: http: wss: ws:$/);
    expect(policy['script-src']).toMatch(/^'self' 'wasm-unsafe-eval' 'nonce-[^' ]+'$/);
  });
});

describe('the frame of a device', () => {
  test('shows the app in its size, on a page that nobody else can frame', async () => {
    const preview = await startPreview({ frame: { width: 390, height: 844 }, title: '<Phone>' });
    expect(preview.server.url).toBe(`${preview.server.origin}${preview.base}flet-embed-device.html`);
    const { body, headers } = await preview.ask('flet-embed-device.html');
    expect(body).toContain(`<iframe src="${preview.base}" title="&#60;Phone&#62;">`);
    expect(body).toMatch(/width: 390px; height: 844px/);
    expect(body).toContain('color-scheme: light dark');
    const policy = policyOf(headers['content-security-policy']);
    expect(policy).toMatchObject({ 'frame-ancestors': "'none'", 'frame-src': "'self'" });
    const inner = (await preview.ask('')).headers;
    expect(policyOf(inner['content-security-policy'])['frame-ancestors']).toBe("'self'");
    expect(inner['x-frame-options']).toBe('SAMEORIGIN');
  });

  test('is there only when it was asked for', async () => {
    const preview = await startPreview();
    expect((await preview.ask('flet-embed-device.html')).body).not.toContain('<iframe');
  });
});
