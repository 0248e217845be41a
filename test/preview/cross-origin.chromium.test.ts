import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RequestRecord } from '../../lib/preview/request-record.js';
import { signUpload } from '../../lib/preview/upload-ticket.js';
import { useChromium } from '../browser/chromium.js';
import { append, connect, isOpenedClosed, load, openWindow, read, send, submitForm } from './in-page.mjs';
import { type Preview, startPreview, UPLOAD_KEY } from './preview.js';

/** Leads here, as an attacker's name server may say. */
const REBOUND = 'rebound.example';

const chromium = useChromium({ names: { [REBOUND]: '127.0.0.1' } });

/** A page of somebody else, in the same browser, that has learned the address with its token. */
const stranger = createServer((_, response) => {
  response.setHeader('Content-Type', 'text/html').end('<!DOCTYPE html><title>stranger</title><body></body>');
});

beforeAll(async () => {
  stranger.listen(0, '127.0.0.1');
  await once(stranger, 'listening');
});

afterAll(() => {
  stranger.close();
  stranger.closeAllConnections();
});

interface Attack {
  preview: Preview;
  page: Page;
  url: string;
  requests: RequestRecord[];
  restarts: () => number;
}

async function visit(host: string): Promise<Attack> {
  let restarts = 0;
  const preview = await startPreview({ onRestart: () => restarts++ });
  await preview.write('assets', { 'script.js': 'globalThis.stolen = true;', 'page.html': 'x', 'style.css': 'body {}' });
  await preview.write('assets', { 'picture.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="5" height="5"/>' });
  const requests: RequestRecord[] = [];
  preview.server.on('request', (record) => {
    // The browser itself asks for the icon of the page that it was led to, at the root of the server.
    if (record.refused !== 'token') requests.push(record);
  });
  const page = await (await chromium.newContext()).newPage();
  await page.goto(`http://${host}:${(stranger.address() as AddressInfo).port}/`);
  return { preview, page, url: preview.server.url, requests, restarts: () => restarts };
}

/** So many requests came, and none got anything. */
async function expectRefused({ preview, requests, restarts }: Attack, count: number): Promise<void> {
  await expect.poll(() => requests.length, { timeout: 20_000 }).toBe(count);
  for (const request of requests) {
    expect(request).toMatchObject({ status: 404, refused: expect.stringMatching(/^(origin|site)$/) });
  }
  expect(restarts()).toBe(0);
  expect(preview.viewers.attached.all).toEqual([]);
  expect(await readdir(join(preview.folder, 'uploads')).catch(() => [])).toEqual([]);
}

// Another port, which browsers call the same site, and another name.
describe.each(['127.0.0.1', 'localhost'])('a page of http://%s at another port, which knows the token,', (host) => {
  test.each(['cors', 'no-cors'])('can fetch nothing (%s)', async (mode) => {
    const attack = await visit(host);
    expect(await attack.page.evaluate(read, { url: attack.url, mode })).toMatch(/^(refused|nothing)$/);
    await expectRefused(attack, 1);
  });

  test.each([
    ['img', { src: 'picture.svg' }],
    ['script', { src: 'script.js' }],
    ['script', { src: 'script.js', type: 'module' }],
    ['link', { href: 'style.css', rel: 'stylesheet' }],
  ])('can embed no %s %j', async (name, attributes) => {
    const attack = await visit(host);
    const absolute = Object.entries(attributes).map(([key, value]) => [
      key,
      /^(src|href)$/.test(key) ? attack.url + value : value,
    ]);
    expect(await attack.page.evaluate(load, { name, attributes: Object.fromEntries(absolute) })).toBe('refused');
    expect(await attack.page.evaluate('"stolen" in globalThis')).toBe(false);
    await expectRefused(attack, 1);
  });

  test.each(['ws', 'events'])('can open no WebSocket at %s', async (path) => {
    const attack = await visit(host);
    expect(await attack.page.evaluate(connect, attack.url.replace('http:', 'ws:') + path)).toBe('refused');
    await expectRefused(attack, 1);
  });

  test.each([
    ['iframe', ''],
    ['iframe', 'page.html'],
    ['embed', ''],
  ])('can frame nothing: %s of /%s', async (name, path) => {
    const attack = await visit(host);
    await attack.page.evaluate(append, { name, attributes: { src: attack.url + path } });
    await expectRefused(attack, 1);
  });

  test('can send no upload, not even with an address that the app has signed', async () => {
    const attack = await visit(host);
    const expires = String(Math.floor(Date.now() / 1000) + 60);
    const url = `${attack.url}upload?f=a.txt&e=${expires}&s=${signUpload('a.txt', expires, UPLOAD_KEY)}`;
    expect(await attack.page.evaluate(send, { url, init: { method: 'PUT', body: 'content' } })).toBe('refused');
    await expectRefused(attack, 1);
  });

  test('can ask for no restart: neither by fetch nor by a beacon nor by a form', async () => {
    const attack = await visit(host);
    const url = `${attack.url}restart`;
    const init = { method: 'POST', mode: 'no-cors', body: 'content' };
    expect(await attack.page.evaluate(send, { url, init })).toMatch(/^(refused|opaque 0)$/);
    await attack.page.evaluate(`navigator.sendBeacon(${JSON.stringify(url)}, 'content')`);
    await attack.page.evaluate(submitForm, { method: 'post', action: url });
    await attack.page.waitForURL(/restart$/);
    expect(await attack.page.content()).toContain('Not found');
    await expectRefused(attack, 3);
  });

  test('holds no window of the app that it has opened', async () => {
    const { page, url } = await visit(host);
    const opened = page.waitForEvent('popup');
    await page.evaluate(openWindow, `${url}page.html`);
    const popup = await opened;
    await popup.waitForURL(/page\.html$/);
    await expect.poll(() => page.evaluate(isOpenedClosed), { timeout: 20_000 }).toBe(true);
    expect(await popup.evaluate('window.opener')).toBe(null);
  });
});

test('a name that a stranger has pointed at this machine leads to nothing', async () => {
  const preview = await startPreview();
  const requests: RequestRecord[] = [];
  preview.server.on('request', (record) => requests.push(record));
  const page = await (await chromium.newContext()).newPage();
  const answer = await page.goto(preview.server.url.replace('127.0.0.1', REBOUND));
  expect(answer?.status()).toBe(404);
  expect(await page.content()).toContain('Not found');
  expect(requests[0]).toEqual({ method: 'GET', path: '…', status: 404, refused: 'host' });
});
