/**
 * What a Python peer is told, as one argument: its role, and what goes on beside it.
 *
 * @param options `batched` false: one write for each message. `burners`: Python threads that burn CPU. `holdGilMs`: a thread
 * keeps the GIL for so many milliseconds at a time.
 */
export function orders(role, { batched = true, burners = 0, holdGilMs = 0 } = {}) {
  return JSON.stringify({ role, batched, burners, hold_gil_ms: holdGilMs });
}
