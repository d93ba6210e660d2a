// No waiting without end: some browsers leave an IndexedDB request pending for ever.
export const LIMIT_MS = 5000;

export class TimeLimitError extends Error {
  override name = "TimeLimitError";
}

/** Settle as the promise does, or reject after the limit. */
export function within<T>(promise: Promise<T>, ms: number = LIMIT_MS): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TimeLimitError()), ms);
    const stop = (): void => clearTimeout(timer);
    promise.then(resolve, reject).then(stop, stop);
  });
}
