/**
 * Sizes and scroll positions of a page that nobody lays out.
 *
 * A control is as large as a test says, else as its `width` and `height` say, else as large as the page. What a list holds is
 * measured the same way, child by child, where a child of unknown size counts as one line of a list.
 */

import type { Control } from './control.js';
import type { ControlTree } from './control-tree.js';
import type { Point } from './gestures/gesture.js';

export interface Size {
  width: number;
  height: number;
}

/** What a test may say about a control. */
export interface Measure extends Partial<Size> {
  /** How far its content can be scrolled: logical pixels from the first to the last position. */
  scrollExtent?: number;
}

/** What a child counts for when nothing says how large it is: the height of a list's line. */
const LINE = 48;

/** What is between two children when nothing says how much. */
const SPACING: Readonly<Record<string, number>> = { Column: 10, GridView: 10, Row: 10, View: 10 };

export class Layout {
  readonly #tree: ControlTree;
  readonly #told = new WeakMap<Control, Measure>();
  readonly #reported = new WeakMap<Control, Size>();
  readonly #scrolled = new WeakMap<Control, number>();

  constructor(tree: ControlTree) {
    this.#tree = tree;
  }

  /** Remembers what a test says; what it said before about other measures stays. */
  tell(control: Control, measure: Measure): void {
    this.#told.set(control, { ...this.#told.get(control), ...measure });
  }

  sizeOf(control: Control): Size {
    const page = this.#tree.page;
    return {
      width: this.#known(control, 'width') ?? page.number('width') ?? 0,
      height: this.#known(control, 'height') ?? page.number('height') ?? 0,
    };
  }

  /** True when the app does not know yet that a control is so large; from now on it does. */
  isNews(control: Control, { width, height }: Size): boolean {
    const known = this.#reported.get(control);
    this.#reported.set(control, { width, height });
    return known === undefined || known.width !== width || known.height !== height;
  }

  /** The middle of a control in its own coordinates; where a measure is not known, its left or upper edge. */
  middleOf(control: Control): Point {
    return { x: (this.#known(control, 'width') ?? 0) / 2, y: (this.#known(control, 'height') ?? 0) / 2 };
  }

  /** How far a scrollable control is scrolled. */
  scrolled(control: Control): number {
    return Math.min(this.#scrolled.get(control) ?? 0, this.scrollExtent(control));
  }

  setScrolled(control: Control, pixels: number): void {
    this.#scrolled.set(control, pixels);
  }

  /** The last position to which a control can be scrolled. */
  scrollExtent(control: Control): number {
    const told = this.#told.get(control)?.scrollExtent;
    return told ?? Math.max(0, this.#lines(control).end - this.viewport(control));
  }

  /** How much of the content is in view. */
  viewport(control: Control): number {
    return this.sizeOf(control)[isHorizontal(control) ? 'width' : 'height'];
  }

  /** Where one of the scrolled children begins. */
  offsetOf(control: Control, child: Control): number {
    return this.#lines(control).starts.get(child) ?? 0;
  }

  /** Where each child begins along the way that is scrolled, and where the last one ends. */
  #lines(control: Control): { starts: Map<Control, number>; end: number } {
    const starts = new Map<Control, number>();
    const children = scrolledChildren(control);
    const { perLine, extent } = this.#line(control);
    const spacing = control.number('spacing') ?? SPACING[control.type] ?? 0;
    let end = 0;
    for (let first = 0; first < children.length; first += perLine) {
      const start = first === 0 ? 0 : end + spacing;
      const line = children.slice(first, first + perLine);
      for (const child of line) starts.set(child, start);
      end = start + Math.max(...line.map(extent));
    }
    return { starts, end };
  }

  /** How many children share a line, and how much of the way each takes. */
  #line(control: Control): { perLine: number; extent: (child: Control) => number } {
    const [along, across] = isHorizontal(control) ? (['width', 'height'] as const) : (['height', 'width'] as const);
    if (control.type !== 'GridView') {
      const fixed = control.number('item_extent');
      return { perLine: 1, extent: (child) => fixed ?? this.#known(child, along) ?? LINE };
    }
    const room = this.sizeOf(control)[across];
    const largest = control.number('max_extent');
    const perLine = Math.max(
      1,
      largest === undefined ? (control.number('runs_count') ?? 1) : Math.ceil(room / largest),
    );
    const extent = room / perLine / (control.number('child_aspect_ratio') ?? 1);
    return { perLine, extent: () => extent };
  }

  #known(control: Control, side: keyof Size): number | undefined {
    return this.#told.get(control)?.[side] ?? control.number(side);
  }
}

/** What a scrollable control scrolls. */
export function scrolledChildren(control: Control): Control[] {
  return control.children('controls').filter((child) => child.flag('visible'));
}

/** Whether a control is scrolled from left to right. */
export function isHorizontal(control: Control): boolean {
  return control.type === 'Row' || control.flag('horizontal');
}
