/** What has happened so far, and what happens next. */
export class Notices<T> {
  readonly all: T[] = [];
  readonly #waiting = new Set<() => void>();

  add(notice: T): void {
    this.all.push(notice);
    for (const look of [...this.#waiting]) look();
  }

  /** The first that fits, now or later. */
  first(fits: (notice: T) => boolean = () => true): Promise<T> {
    return this.at(0, fits);
  }

  /** The one with this number among those that fit. */
  at(index: number, fits: (notice: T) => boolean = () => true): Promise<T> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.all.filter(fits);
        if (found.length <= index) return;
        this.#waiting.delete(look);
        resolve(found[index]!);
      };
      this.#waiting.add(look);
      look();
    });
  }
}
