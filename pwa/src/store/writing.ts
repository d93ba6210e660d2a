// What is on its way to the phone. A page that goes takes with it whatever is not there yet, so who goes on waits for it.
import { within } from "./limit.ts";

const underWay = new Set<Promise<unknown>>();

/** Tell that something is being written until the promise ends; returns the promise. */
export function writing<T>(work: Promise<T>): Promise<T> {
  underWay.add(work);
  const end = (): unknown => underWay.delete(work);
  work.then(end, end);
  return work;
}

/** Tell that the page goes; ends when all is written, or after the milliseconds; 0 when nothing is under way. */
export function written(milliseconds: number): Promise<unknown> | number {
  document.dispatchEvent(new Event("page:leaving"));
  return underWay.size && within(Promise.allSettled(underWay), milliseconds).catch(() => undefined);
}
