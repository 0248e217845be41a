/** How figures are written, in tables and in plots. */

export function duration(microseconds) {
  if (microseconds === null) return '';
  return microseconds >= 1000 ? count(microseconds) : microseconds.toFixed(microseconds < 10 ? 2 : 1);
}

/** With its unit, as a person says it. */
export function spoken(microseconds) {
  if (microseconds >= 1e6) return `${short(microseconds / 1e6)} s`;
  if (microseconds >= 1000) return `${short(microseconds / 1000)} ms`;
  return `${short(microseconds)} µs`;
}

function short(number) {
  return number >= 100 ? number.toFixed(0) : number >= 10 ? number.toFixed(1) : number.toFixed(2);
}

export function count(number) {
  return number === null || number === undefined ? '' : Math.round(number).toLocaleString('en-US');
}

export function size(bytes) {
  if (bytes >= 2 ** 20) return `${Math.round((bytes / 2 ** 20) * 10) / 10} MiB`;
  return bytes >= 1024 ? `${Math.round((bytes / 1024) * 10) / 10} KiB` : `${bytes} B`;
}

export function interval([from, to]) {
  return `${from.toFixed(2)}–${to.toFixed(2)}`;
}
