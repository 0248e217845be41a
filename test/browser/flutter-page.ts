/**
 * The real Flutter client in a page, used as a person uses it: by mouse, keyboard and what is to be seen. Flutter draws on one
 * canvas; where things are is told by its semantics tree, which assistive technology reads.
 */

import type { BrowserContext, Locator, Page } from 'playwright-core';

const READY = 'flutter page: first frame';

/** In the page: tells of the first frame, and asks for the semantics tree. */
const AT_FIRST_FRAME = `addEventListener('flutter-first-frame', () => {
  document.querySelector('flt-semantics-placeholder')?.click();
  console.log('${READY}');
});`;

export class FlutterPage {
  readonly page: Page;
  /** What the page's scripts have complained about. */
  readonly complaints: string[] = [];

  /** Opens an address and resolves when the client has drawn its first frame. */
  static async open(context: BrowserContext, url: string): Promise<FlutterPage> {
    const flutter = new FlutterPage(await context.newPage());
    await flutter.page.addInitScript(AT_FIRST_FRAME);
    await Promise.all([flutter.#firstFrame(), flutter.page.goto(url)]);
    return flutter;
  }

  private constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => this.complaints.push(String(error)));
  }

  async reload(): Promise<void> {
    await Promise.all([this.#firstFrame(), this.page.reload()]);
  }

  async #firstFrame(): Promise<void> {
    await this.page.waitForEvent('console', { predicate: (message) => message.text() === READY, timeout: 60_000 });
  }

  /** Waits until a text is to be seen. */
  async sees(text: string | RegExp): Promise<void> {
    await this.#waits(text, 'attached');
  }

  async seesNoMore(text: string | RegExp): Promise<void> {
    await this.#waits(text, 'detached');
  }

  async #waits(text: string | RegExp, state: 'attached' | 'detached'): Promise<void> {
    try {
      await this.text(text).first().waitFor({ state });
    } catch (cause) {
      const shown = await this.page.locator('body').ariaSnapshot();
      throw new Error(`Expected ${text} to be ${state}, but the page shows\n${shown}`, { cause });
    }
  }

  text(text: string | RegExp): Locator {
    return this.page.getByText(text, typeof text === 'string' ? { exact: true } : {});
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  field(label: string): Locator {
    return this.page.getByLabel(label);
  }

  /** Moves the mouse onto the middle of what is there, and clicks. */
  async click(target: Locator): Promise<void> {
    const { x, y, width, height } = await boxOf(target);
    await this.page.mouse.click(x + width / 2, y + height / 2);
  }

  /**
   * Clicks into a field, and resolves when Flutter listens to it. The browser focuses it at once, Flutter some frames later: what is
   * typed before that goes nowhere. Flutter then writes the field's own settings, of which this is one that it had not before.
   */
  async focus(field: Locator): Promise<void> {
    await field.evaluate((element) => element.setAttribute('autocorrect', 'off'));
    await this.click(field);
    await field.and(this.page.locator(':focus[autocorrect="on"]')).waitFor({ state: 'attached' });
  }

  /** Types into a field. */
  async type(field: Locator, text: string): Promise<void> {
    await this.focus(field);
    await this.page.keyboard.type(text);
  }

  /** Drags from a place of the target to another: fractions of its width and height. */
  async drag(target: Locator, from: readonly [number, number], to: readonly [number, number]): Promise<void> {
    const { x, y, width, height } = await boxOf(target);
    await this.page.mouse.move(x + from[0] * width, y + from[1] * height);
    await this.page.mouse.down();
    await this.page.mouse.move(x + to[0] * width, y + to[1] * height, { steps: 10 });
    await this.page.mouse.up();
  }

  /** The colour of one pixel of the page, as `r,g,b`. */
  async colorAt(x: number, y: number): Promise<string> {
    const png = await this.page.screenshot({ clip: { x, y, width: 1, height: 1 } });
    return this.page.evaluate<string>(`(${COLOR_OF})('${png.toString('base64')}')`);
  }
}

/** In the page, where pictures can be decoded. */
const COLOR_OF = `async (data) => {
  const image = new Image();
  image.src = 'data:image/png;base64,' + data;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)].join(',');
}`;

async function boxOf(target: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  await target.waitFor({ state: 'attached' });
  const box = await target.boundingBox();
  if (box === null) throw new Error(`Expected ${target} to have a place on the page`);
  return box;
}
