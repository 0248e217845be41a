/** A promise whose state can be asked for. */
export interface Watched<T> {
  readonly promise: Promise<T>;
  readonly state: 'pending' | 'resolved' | 'rejected';
}

/** Watches a promise; its rejection counts as handled. */
export function watched<T>(promise: Promise<T>): Watched<T> {
  const result: { promise: Promise<T>; state: Watched<T>['state'] } = { promise, state: 'pending' };
  promise.then(
    () => {
      result.state = 'resolved';
    },
    () => {
      result.state = 'rejected';
    },
  );
  return result;
}

/** The reason of a rejection; fails when there is none. */
export async function rejection(promise: Promise<unknown>): Promise<Error & { code?: string }> {
  let value: unknown;
  try {
    value = await promise;
  } catch (error) {
    return error as Error & { code?: string };
  }
  throw new Error(`Expected a rejection but the promise resolved with ${String(value)}`);
}

/** What a function throws; fails when it does not. */
export function thrown(action: () => unknown): Error & { code?: string } {
  let value: unknown;
  try {
    value = action();
  } catch (error) {
    return error as Error & { code?: string };
  }
  throw new Error(`Expected an exception but the call returned ${String(value)}`);
}
