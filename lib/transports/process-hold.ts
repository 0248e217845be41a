/** Keeps the process alive while something waits, on platforms where that has a meaning. */

interface Timer {
  ref?(): unknown;
  unref?(): unknown;
}

/** The longest time that a timer can take; it never does anything. */
const FOR_EVER = 2_147_483_647;

let timer: Timer | undefined;
let holds = 0;

/** Holds the process; to be called as often as `letGo`. */
export function hold(): void {
  if (timer === undefined) timer = setInterval(() => {}, FOR_EVER) as unknown as Timer;
  else if (holds === 0) timer.ref?.();
  holds++;
}

export function letGo(): void {
  if (--holds === 0) timer?.unref?.();
}
