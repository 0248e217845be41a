/** A page of Flet's own client in a browser, with what it sends. */

import type { BrowserContext, Page } from 'playwright-core';
import { Action, decodePacket } from '../../lib/flet/index.js';
import { PAGE_SIZE } from './gesture.js';
import { drawn, Hand } from './hand.js';
import { describePacket, SeenControls, type SentPacket } from './packets.js';

/** Frames without a packet after which a page is at rest: longer than any transition. */
const QUIET_FRAMES = 45;

/** The same for the time on the wall, where frames go by faster than that: milliseconds. */
const QUIET_MS = 700;

export class RecordedPage {
  readonly page: Page;
  readonly hand: Hand;
  readonly #controls = new SeenControls();
  #sent: SentPacket[] = [];
  #packets = 0;
  #failure: string | undefined;
  /** Resolves when the app has sent its first content, to a client that draws it with its next frame. */
  readonly #content: Promise<void>;
  #onpatch: () => void = () => {};

  /** Opens the page of a family, and waits until it is there and at rest. */
  static async open(context: BrowserContext, url: string): Promise<RecordedPage> {
    const page = await context.newPage();
    await page.setViewportSize(PAGE_SIZE);
    const recorded = new RecordedPage(page);
    await page.goto(url);
    await recorded.#content;
    await recorded.hand.aside();
    await recorded.take();
    return recorded;
  }

  private constructor(page: Page) {
    this.page = page;
    this.hand = new Hand(page);
    this.#content = new Promise((resolve) => {
      this.#onpatch = resolve;
    });
    page.on('websocket', (socket) => {
      socket.on('framesent', ({ payload }) => this.#leaves(payload as Buffer));
      socket.on('framereceived', ({ payload }) => this.#arrives(payload as Buffer));
    });
  }

  /** What was sent since the last time, once the page is at rest. */
  async take(): Promise<SentPacket[]> {
    for (let before = -1; before !== this.#packets; ) {
      before = this.#packets;
      const begun = Date.now();
      await drawn(this.page, QUIET_FRAMES);
      await this.page.waitForTimeout(Math.max(0, QUIET_MS - (Date.now() - begun)));
    }
    if (this.#failure !== undefined) throw new Error(`The app has crashed: ${this.#failure}`);
    const sent = this.#sent;
    this.#sent = [];
    return sent;
  }

  #leaves(payload: Buffer): void {
    this.#packets++;
    const packet = describePacket(payload, this.#controls.nameOf);
    if (packet !== undefined) this.#sent.push(packet);
  }

  #arrives(payload: Buffer): void {
    this.#packets++;
    const decoded = decodePacket(payload);
    if (decoded.kind !== 'message') return;
    const [action, body] = decoded.value as [number, Record<string, unknown>];
    if (action === Action.PATCH_CONTROL) this.#onpatch();
    if (action === Action.SESSION_CRASHED) {
      this.#failure = String(body['message']);
      this.#onpatch();
    }
    this.#controls.see(body);
  }
}
