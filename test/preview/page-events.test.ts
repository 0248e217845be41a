import { on, once } from 'node:events';
import { describe, expect, test } from 'vitest';
import type WebSocket from 'ws';
import { type Preview, startPreview } from './preview.js';

/** A page, and what it is told. */
class EventPage {
  readonly socket: WebSocket;
  readonly #messages: NodeJS.AsyncIterator<[Buffer, boolean]>;

  constructor(preview: Preview) {
    this.socket = preview.connect('events');
    this.#messages = on(this.socket, 'message') as NodeJS.AsyncIterator<[Buffer, boolean]>;
  }

  async next(): Promise<unknown> {
    const { value } = await this.#messages.next();
    const [data, isBinary] = value as [Buffer, boolean];
    expect(isBinary).toBe(false);
    return (JSON.parse(String(data)) as Record<string, unknown>)['flet-embed'];
  }
}

describe('what the host tells', () => {
  test('reaches every page', async () => {
    const preview = await startPreview();
    const pages = [new EventPage(preview), new EventPage(preview)];
    for (const page of pages) expect(await page.next()).toEqual({ kind: 'clear', canRestart: false });
    for (const message of [
      { kind: 'error', text: 'Traceback </script>' },
      { kind: 'crashed', text: 'Traceback' },
      { kind: 'clear' },
      { kind: 'reload' },
    ] as const) {
      preview.server.tell(message);
      for (const page of pages) expect(await page.next()).toEqual({ ...message, canRestart: false });
    }
  });

  test('is there for a page that comes later or again; a reload is not', async () => {
    const preview = await startPreview({ onRestart: () => {} });
    preview.server.tell({ kind: 'error', text: 'first' });
    preview.server.tell({ kind: 'crashed', text: 'second' });
    preview.server.tell({ kind: 'reload' });
    expect(await new EventPage(preview).next()).toEqual({ kind: 'crashed', text: 'second', canRestart: true });
    preview.server.tell({ kind: 'clear' });
    expect(await new EventPage(preview).next()).toEqual({ kind: 'clear', canRestart: true });
  });

  test('a page has nothing to say there', async () => {
    const page = new EventPage(await startPreview());
    await page.next();
    page.socket.send('x'.repeat(1024));
    page.socket.send('x'.repeat(1025));
    const [code] = (await once(page.socket, 'close')) as [number];
    expect(code).toBe(1009);
  });
});

describe('a restart', () => {
  test('that the person asks for reaches the host', async () => {
    let restarts = 0;
    const preview = await startPreview({ onRestart: () => restarts++ });
    const headers = { origin: preview.server.origin };
    expect((await preview.ask('restart', { method: 'POST', headers })).status).toBe(202);
    expect(restarts).toBe(1);
    await preview.ask('restart', { method: 'PUT', headers });
    await preview.ask('restart');
    expect(restarts).toBe(1);
  });

  test('is not offered where the host has none', async () => {
    const preview = await startPreview();
    expect((await preview.ask('restart', { method: 'POST', headers: { origin: preview.server.origin } })).status).toBe(
      405,
    );
  });
});

test('the script of the page is served, and puts in text as text only', async () => {
  const preview = await startPreview();
  const { headers, body } = await preview.ask('flet-embed.js');
  expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
  expect(body).toContain('textContent = text');
  expect(body).not.toMatch(/innerHTML|insertAdjacentHTML|document\.write|eval\(/);
  expect(() => new Function(body)).not.toThrow();
});
