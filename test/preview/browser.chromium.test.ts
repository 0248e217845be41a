import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { Action } from '../../lib/flet/messages.js';
import type { WireMap } from '../../lib/flet/values.js';
import { findWeb } from '../../lib/preview/find-web.js';
import type { PreviewOptions } from '../../lib/preview/preview-options.js';
import type { RequestRecord } from '../../lib/preview/request-record.js';
import { signUpload } from '../../lib/preview/upload-ticket.js';
import { requestsElsewhere, useChromium } from '../browser/chromium.js';
import { appWith, button, callPage, setProperty, text } from './flet-app.js';
import { colours, connect, isMarked, load, mark, read, send } from './in-page.mjs';
import { messageOf } from './message.js';
import { type Preview, PYTHON, startPreview, UPLOAD_KEY } from './preview.js';
import type { ScriptedViewer } from './scripted-viewers.js';

/** One red pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==',
  'base64',
);

/** The player of Rive animations is fetched from elsewhere, and the page's policy blocks it: nothing else needs it. */
const RIVE = /@rive-app\/flutter-native-wasm.* violates the following Content Security Policy directive/;

const CONTROLS = [
  text(20, 'Served by the preview'),
  button(21, 'Press'),
  { _c: 'Image', _i: 22, src: '/pictures/red.png', width: 50, height: 50 },
  { _c: 'Image', _i: 23, src: 'pictures/blue.png', width: 50, height: 50 },
];

interface Opened {
  preview: Preview;
  page: Page;
  context: BrowserContext;
  viewer: ScriptedViewer;
  /** What the client says of its page. */
  registered: WireMap;
  elsewhere: string[];
  requests: RequestRecord[];
  problems: string[];
}

const chromium = useChromium();

/** Opens the real client, up to its first frame. */
async function open(
  path = '',
  options: Omit<Partial<PreviewOptions>, 'mirror'> = {},
  controls: WireMap[] = CONTROLS,
): Promise<Opened> {
  const { web } = await findWeb(PYTHON);
  const app = appWith(controls);
  const preview = await startPreview({ ...options, mirror: app, web });
  await preview.write('assets', { 'pictures/red.png': PNG, 'pictures/blue.png': PNG });
  const requests: RequestRecord[] = [];
  preview.server.on('request', (record) => requests.push(record));
  const context = await chromium.newContext({ viewport: { width: 800, height: 600 } });
  const elsewhere = requestsElsewhere(context, preview.server.origin);
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !RIVE.test(message.text())) problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  await page.goto(preview.server.url + path);
  const viewer = await app.attached.first();
  const registered = await registrationOf(viewer);
  await page.locator('#loading').waitFor({ state: 'detached' });
  return { preview, page, context, viewer, registered, elsewhere, requests, problems };
}

async function registrationOf(viewer: ScriptedViewer): Promise<WireMap> {
  return messageOf(await viewer.received.first((packet) => messageOf(packet)[0] === Action.REGISTER_CLIENT))[1];
}

/** Flutter's accessible tree, which it makes when it is asked for. */
async function showSemantics(page: Page): Promise<void> {
  await page.locator('flt-semantics-placeholder').dispatchEvent('click');
}

const sent = (viewer: ScriptedViewer, action: number, fits: (body: WireMap) => boolean) =>
  viewer.received.first((packet) => {
    const [kind, body] = messageOf(packet);
    return kind === action && fits(body);
  });

describe('the real client', { timeout: 180_000 }, () => {
  test('shows the app, sends what the mouse does, and asks nobody else for anything', async () => {
    const { preview, page, viewer, registered, elsewhere, requests, problems } = await open();
    expect(registered).toMatchObject({ page_name: '', page: { route: '/', web: true, width: 800, height: 600 } });
    await showSemantics(page);
    await page.getByText('Served by the preview').waitFor();
    const place = await page.getByRole('button', { name: 'Press' }).boundingBox();
    await page.mouse.click(place!.x + place!.width / 2, place!.y + place!.height / 2);
    await sent(viewer, Action.CONTROL_EVENT, ({ target, name }) => target === 21 && name === 'click');
    await expect.poll(() => page.title(), { timeout: 30_000 }).toBe('The app’s title');

    const paths = () => requests.map(({ path }) => path);
    for (const picture of ['/pictures/red.png', '/pictures/blue.png']) {
      await expect.poll(paths, { timeout: 30_000 }).toContain(picture);
    }
    const served = new Map(requests.map(({ path, status }) => [path, status]));
    expect(served.get('/canvaskit/skwasm.wasm')).toBe(200);
    expect(served.get('/assets/fonts/roboto.woff2')).toBe(200);
    expect(served.has('/flutter_service_worker.js')).toBe(false);
    expect(requests.filter(({ status }) => status >= 400)).toEqual([]);
    expect(JSON.stringify(requests)).not.toContain(preview.base.slice(1, -1));
    expect(elsewhere).toEqual([]);
    expect(problems).toEqual([]);
  });

  test('draws with CanvasKit where it is told to', async () => {
    const { page, requests, elsewhere, problems } = await open('', { renderer: 'canvaskit' });
    await showSemantics(page);
    await page.getByText('Served by the preview').waitFor();
    expect(requests.map(({ path }) => path)).toContain('/canvaskit/chromium/canvaskit.wasm');
    expect(elsewhere).toEqual([]);
    expect(problems).toEqual([]);
  });

  test.each(['skwasm', 'canvaskit'] as const)('asks once for a font that is not there, with %s', async (renderer) => {
    const controls = [text(20, 'Served by the preview'), text(21, '日本語 한국어 العربية')];
    const { page, viewer, requests, elsewhere } = await open('', { renderer }, controls);
    const fonts = () => requests.filter(({ path }) => /^\/assets\/fonts\/noto/.test(path));
    await expect.poll(() => fonts().length, { timeout: 30_000 }).toBeGreaterThan(0);
    await showSemantics(page);
    // Flutter would ask again with each of these.
    for (const value of ['second', 'third', 'fourth', 'fifth']) {
      setProperty(viewer, 20, 'value', value);
      await page.getByText(value).waitFor();
    }
    const asked = fonts().map(({ path, status }) => `${status} ${path}`);
    expect(asked.filter((line) => !line.startsWith('200 '))).toEqual([]);
    expect(asked).toEqual([...new Set(asked)]);
    expect(elsewhere).toEqual([]);
  });

  test('has routes without the token: at the start, from the app, and with back', async () => {
    const { preview, page, viewer, registered } = await open('store/5?x=1');
    expect(registered).toMatchObject({ page: { route: '/store/5?x=1' } });
    expect(JSON.stringify(registered)).not.toContain(preview.base.slice(1, -1));
    const changed = (route: string) =>
      sent(
        viewer,
        Action.CONTROL_EVENT,
        ({ name, data }) => name === 'route_change' && (data as WireMap)['route'] === route,
      );
    callPage(viewer, 'push_route', { route: '/cart' });
    await changed('/cart');
    await page.waitForURL(`${preview.server.url}cart`);
    await page.goBack();
    await changed('/store/5?x=1');
    expect(page.url()).toBe(`${preview.server.url}store/5?x=1`);
    for (const packet of viewer.received.all) {
      expect(Buffer.from(packet).includes(preview.base.slice(1, -1))).toBe(false);
    }
  });

  test('connects again after its connection was cut', async () => {
    const { preview, viewer } = await open();
    viewer.close();
    await viewer.detached;
    expect(await registrationOf(await preview.viewers.attached.at(1))).toMatchObject({ page_name: '' });
  });

  test('may upload what the app has signed', async () => {
    const { preview, page, problems } = await open();
    const expires = String(Math.floor(Date.now() / 1000) + 60);
    const ticket = `?f=a.txt&e=${expires}&s=${signUpload('a.txt', expires, UPLOAD_KEY)}`;
    const url = preview.server.uploadPath + ticket;
    expect(await page.evaluate(send, { url, init: { method: 'PUT', body: 'content' } })).toBe('basic 200');
    expect(await readFile(join(preview.folder, 'uploads', 'a.txt'), 'utf8')).toBe('content');
    expect(problems).toEqual([]);
  });

  test('is offline: what leads elsewhere does not leave the page', async () => {
    const { page, elsewhere } = await open();
    expect(await page.evaluate(load, { name: 'img', attributes: { src: 'https://pictures.example/a.png' } })).toBe(
      'refused',
    );
    expect(await page.evaluate(load, { name: 'script', attributes: { src: 'https://scripts.example/a.js' } })).toBe(
      'refused',
    );
    for (const mode of ['cors', 'no-cors']) {
      expect(await page.evaluate(read, { url: 'https://data.example/', mode })).toBe('refused');
    }
    expect(await page.evaluate(connect, 'wss://socket.example/')).toBe('refused');
    expect(elsewhere).toEqual([]);
  });
});

describe('over the app', { timeout: 180_000 }, () => {
  test('an error stands as text, until it is cleared or hidden', async () => {
    const { preview, page, problems } = await open();
    const trace = '<img src=x onerror="document.title = 1">\n  File "main.py", line 3';
    preview.server.tell({ kind: 'error', text: trace });
    const dialog = page.getByRole('dialog', { name: 'The app has an error' });
    await dialog.waitFor();
    expect(await dialog.locator('pre').textContent()).toBe(trace);
    expect(await dialog.getByRole('button', { name: 'Restart' }).count()).toBe(0);
    preview.server.tell({ kind: 'clear' });
    await dialog.waitFor({ state: 'detached' });
    preview.server.tell({ kind: 'error', text: 'again' });
    await dialog.getByRole('button', { name: 'Hide' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(problems).toEqual([]);
  });

  test('a crash offers a restart', async () => {
    let restart = (): void => {};
    const restarted = new Promise<void>((resolve) => {
      restart = resolve;
    });
    const { preview, page } = await open('', { onRestart: () => restart() });
    preview.server.tell({ kind: 'crashed', text: 'Traceback' });
    await page.getByRole('dialog', { name: 'The app has crashed' }).getByRole('button', { name: 'Restart' }).click();
    await restarted;
  });

  test('a reload loads the page anew, where it stands', async () => {
    const { preview, page } = await open('store');
    await page.evaluate(mark);
    const loaded = page.waitForEvent('load');
    preview.server.tell({ kind: 'reload' });
    await loaded;
    expect(await page.evaluate(isMarked)).toBe(false);
    expect(page.url()).toBe(`${preview.server.url}store`);
  });
});

test('in the frame of a device the client has its size, and the tab its title', { timeout: 180_000 }, async () => {
  const { web } = await findWeb(PYTHON);
  const app = appWith(CONTROLS);
  const preview = await startPreview({ mirror: app, web, frame: { width: 390, height: 844 } });
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await chromium.newContext({ viewport: { width: 800, height: 1000 }, colorScheme });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(preview.server.url);
    const viewer = await app.attached.at(colorScheme === 'light' ? 0 : 1);
    expect(await registrationOf(viewer)).toMatchObject({
      page: { route: '/', width: 390, height: 844, platform_brightness: colorScheme },
    });
    await expect.poll(() => page.title(), { timeout: 30_000 }).toBe('The app’s title');
    const [ink, desk] = (await page.evaluate(colours)) as [number[], number[]];
    const light = (channels: number[]): number => channels.reduce((sum, channel) => sum + channel, 0) / 3;
    expect(Math.abs(light(ink) - light(desk))).toBeGreaterThan(120);
    expect(light(desk) > 128).toBe(colorScheme === 'light');
  }
});
