import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { JsonClient } from '../../bench/systems/json-flet/client.mjs';
import { jsonCounter } from '../../bench/systems/json-flet/counter.mjs';
import { encodeFrame, FrameDecoder } from '../../bench/systems/json-flet/length-frames.mjs';
import { JsonPage } from '../../bench/systems/json-flet/page.mjs';

interface Message {
  action: string;
  payload: unknown;
}

const RECORDINGS = fileURLToPath(new URL('../fixtures/bench/', import.meta.url));

/** What an app of five controls said to two clicks. */
const recorded = (version: string): Message[] =>
  JSON.parse(readFileSync(`${RECORDINGS}flet-${version}.json`, 'utf8')) as Message[];

/** A client whose app answers each of its messages with the next of the recorded ones. */
function played(messages: Message[]): { client: JsonClient; sent: Message[] } {
  const sent: Message[] = [];
  const left = [...messages];
  const answers = { registerWebClient: 2, pageEventFromWeb: 1 };
  const client: JsonClient = new JsonClient((text: string) => {
    const message = JSON.parse(text) as Message;
    sent.push(message);
    const next = left.splice(0, answers[message.action as keyof typeof answers]);
    queueMicrotask(() => {
      for (const answer of next) client.receive(JSON.stringify(answer));
    });
  });
  return { client, sent };
}

describe.each(['0.1.65', '0.12.2'])('with what Flet %s said', (version) => {
  test('the page has the controls, in their order', () => {
    const page = new JsonPage();
    for (const message of recorded(version).slice(0, 2)) page.apply(message);
    expect(page.get('page')?.c).toEqual(['_1', '_7']);
    expect(page.get('_1')?.c).toEqual(['_2', '_6']);
    expect(page.controls.map(({ t }) => t)).toEqual([
      ...['page', 'view', 'row', 'elevatedbutton', 'text', 'elevatedbutton', 'text', 'offstage', 'clipboard'],
    ]);
    expect(page.get('_4')?.value).toBe('0');
  });

  test('a click resolves when its number has been applied', async () => {
    const { client, sent } = played(recorded(version));
    const app = await jsonCounter(client, 5, async () => {});
    await app.click();
    expect(client.page.get('_4')?.value).toBe('1');
    await app.click();
    expect(client.page.get('_4')?.value).toBe('2');
    expect(sent.slice(1)).toEqual(
      Array(2).fill({ action: 'pageEventFromWeb', payload: { eventTarget: '_5', eventName: 'click', eventData: '' } }),
    );
  });
});

describe('a page', () => {
  const filled = (): JsonPage => {
    const page = new JsonPage();
    for (const message of recorded('0.12.2').slice(0, 2)) page.apply(message);
    return page;
  };

  test('takes a control at its place, and forgets what lies in one that is removed', () => {
    const page = filled();
    page.apply({
      action: 'addPageControls',
      payload: { controls: [{ t: 'text', i: '_9', p: '_2', c: [], at: '1' }], trimIDs: ['_6'] },
    });
    expect(page.get('_2')?.c).toEqual(['_3', '_9', '_4', '_5']);
    expect(page.get('_6')).toBeUndefined();
    page.apply({ action: 'removeControl', payload: { ids: ['_2'] } });
    expect(page.get('_1')?.c).toEqual([]);
    expect(page.get('_9')).toBeUndefined();
  });

  test('is cleaned of what lies in a control, and keeps the control', () => {
    const page = filled();
    page.apply({ action: 'cleanControl', payload: { ids: ['_2'] } });
    expect(page.get('_2')?.c).toEqual([]);
    expect(page.get('_4')).toBeUndefined();
  });

  test.each([
    [{ action: 'updateControlProps', payload: { props: [{ i: '_99', value: '1' }] } }, "received the id '_99'"],
    [{ action: 'pageControlsBatch', payload: [{ action: 'dance', payload: {} }] }, "received the action 'dance'"],
    [{ action: 'sessionCrashed', payload: { message: 'no such luck' } }, 'The app crashed: no such luck'],
    [{ action: 'registerWebClient', payload: { error: 'no such page' } }, 'no such page'],
  ])('refuses %j', (message, text) => {
    expect(() => filled().apply(message)).toThrow(text);
  });
});

describe('a client', () => {
  test.each(['{"action":', 'null'])('that receives %s ends its waits with the reason', async (text) => {
    const client = new JsonClient(() => {});
    const wait = client.until(() => false);
    client.receive(text);
    await expect(wait).rejects.toThrow();
    await expect(client.until(() => true)).rejects.toThrow();
  });

  test('whose connection ends says so to who waits', async () => {
    const client = new JsonClient(() => {});
    const wait = client.until(() => false);
    client.fail(new Error('The app closed the socket'));
    await expect(wait).rejects.toThrow('The app closed the socket');
  });
});

describe('frames with a big-endian length', () => {
  const texts = ['{"action":"a"}', '', 'äöü …', 'x'.repeat(70_000)];
  const bytes = Buffer.concat(texts.map((text) => encodeFrame(text)));

  test('carry the bytes of the text, not its characters', () => {
    expect(encodeFrame('ä')).toEqual(Buffer.from([0, 0, 0, 2, 0xc3, 0xa4]));
  });

  test.each([1, 3, 4, 5, 7, 1000, bytes.length])('come out whole when %i bytes arrive at a time', (size) => {
    const received: string[] = [];
    const decoder = new FrameDecoder((text: string) => received.push(text));
    for (let at = 0; at < bytes.length; at += size) decoder.push(bytes.subarray(at, at + size));
    expect(received).toEqual(texts);
  });
});
