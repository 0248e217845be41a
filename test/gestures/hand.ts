/** A person's hand on the mouse and the keyboard of a real browser. Points are logical pixels of the page. */

import type { Page } from 'playwright-core';

type Button = 'left' | 'right' | 'middle';

/** Where nothing is. */
const ASIDE = [790, 590] as const;

/** Longer than a press may take before it is a long one: half a second, on a slow machine. */
const LONG_MS = 1200;

export class Hand {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Moves the mouse, in a few steps. */
  async moveTo(x: number, y: number, steps = 3): Promise<void> {
    await this.#page.mouse.move(x, y, { steps });
  }

  /** Takes the mouse to where nothing is. */
  async aside(): Promise<void> {
    await this.moveTo(...ASIDE);
  }

  async click(x: number, y: number, button: Button = 'left'): Promise<void> {
    await this.moveTo(x, y);
    await this.#page.mouse.down({ button });
    await this.#page.mouse.up({ button });
  }

  async doubleClick(x: number, y: number): Promise<void> {
    await this.moveTo(x, y);
    // Flutter takes two presses within 40 ms for an accident.
    await this.#page.mouse.click(x, y, { clickCount: 2, delay: 60 });
  }

  async longPress(x: number, y: number): Promise<void> {
    await this.moveTo(x, y);
    await this.#page.mouse.down();
    await this.#page.waitForTimeout(LONG_MS);
    await this.#page.mouse.up();
  }

  /** Presses, moves, and releases after it has stood still, so that nothing is thrown. */
  async drag(
    [x, y]: readonly [number, number],
    [toX, toY]: readonly [number, number],
    { steps = 10, button = 'left', hold = false }: { steps?: number; button?: Button; hold?: boolean } = {},
  ): Promise<void> {
    await this.moveTo(x, y);
    await this.#page.mouse.down({ button });
    if (hold) await this.#page.waitForTimeout(LONG_MS);
    await this.#page.mouse.move(toX, toY, { steps });
    await this.#frames(10);
    await this.#page.mouse.up({ button });
  }

  /** Presses, moves over something, then elsewhere, and releases there. */
  async dragOver(
    from: readonly [number, number],
    over: readonly [number, number],
    to: readonly [number, number],
  ): Promise<void> {
    await this.moveTo(...from);
    await this.#page.mouse.down();
    await this.#page.mouse.move(...over, { steps: 10 });
    await this.#frames(5);
    await this.#page.mouse.move(...to, { steps: 10 });
    await this.#frames(5);
    await this.#page.mouse.up();
  }

  async wheel(x: number, y: number, by: { x?: number; y?: number }): Promise<void> {
    await this.moveTo(x, y);
    await this.#page.mouse.wheel(by.x ?? 0, by.y ?? 0);
  }

  /** Types key by key. */
  async type(text: string): Promise<void> {
    for (const key of text) {
      await this.#page.keyboard.press(key);
      await this.#frames(2);
    }
  }

  /** A key by the browser's name, with what is held: `Shift+Enter`. */
  async key(name: string): Promise<void> {
    await this.#page.keyboard.press(name);
    await this.#frames(2);
  }

  /** The browser's own button. */
  async back(): Promise<void> {
    await this.#page.evaluate('history.back()');
  }

  async resize(width: number, height: number): Promise<void> {
    await this.#page.setViewportSize({ width, height });
  }

  /** What the person has chosen for all programs. */
  async setColours(scheme: 'light' | 'dark'): Promise<void> {
    await this.#page.emulateMedia({ colorScheme: scheme });
  }

  async pause(milliseconds: number): Promise<void> {
    await this.#page.waitForTimeout(milliseconds);
  }

  /** Lets the page draw: what is slow is slow for both. */
  async #frames(count: number): Promise<void> {
    await drawn(this.#page, count);
  }
}

/** Resolves when a page has drawn so many frames. */
export async function drawn(page: Page, frames: number): Promise<void> {
  await page.evaluate(
    `new Promise((resolve) => {
      let left = ${frames};
      const next = () => (left-- > 0 ? requestAnimationFrame(next) : resolve());
      next();
    })`,
  );
}
