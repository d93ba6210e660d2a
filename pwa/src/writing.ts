// What is on its way to the phone. A page that goes takes with it whatever is not there yet, so who goes on waits for it.
const underWay = new Set<Promise<unknown>>();

/** Tell that something is being written until the promise ends; returns the promise. */
export function writing<T>(work: Promise<T>): Promise<T> {
  underWay.add(work);
  const end = (): boolean => underWay.delete(work);
  work.then(end, end);
  return work;
}

/** Ends when all of it is written, or after the milliseconds; null when nothing is under way. */
export function written(patienceMs: number): Promise<unknown> | null {
  if (!underWay.size) return null;
  return Promise.race([Promise.allSettled(underWay), new Promise((resolve) => setTimeout(resolve, patienceMs))]);
}
