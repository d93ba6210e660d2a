// Bytes from the net: asked with patience, read while they arrive, and summed.
import type { Reason } from "../src/offline/messages.ts";
import { within } from "./pointer.ts";

export type Headers = { [name: string]: string };

const PATIENCE_MS = 120_000;

export const trouble = (reason: Reason): Error => Object.assign(new Error(reason), { reason });
export const cut = (): never => {
  throw trouble("network");
};

export async function fetched(url: string, cache: RequestCache = "no-store"): Promise<Response> {
  const answer = await within(fetch(url, { cache, redirect: "error" }), PATIENCE_MS).catch(cut);
  if (answer.status === 404 || answer.status === 410) throw trouble("gone");
  return answer.status === 200 ? answer : cut();
}

/** The rows of an answer as they come; what arrived before a cut was worth its bytes. */
export async function* rowsOf(answer: Response, ends: string): AsyncGenerator<string> {
  const reader = answer.body!.getReader();
  const decoder = new TextDecoder();
  try {
    for (let rest = "", ended = false; !ended; ) {
      const { done, value } = await within(reader.read(), PATIENCE_MS).catch(cut);
      ended = done;
      const rows = (rest + decoder.decode(value, { stream: !done })).split(ends);
      rest = rows.pop() ?? "";
      yield* ended && rest ? [...rows, rest] : rows;
    }
  } finally {
    void reader.cancel().catch(() => undefined); // a full phone must not go on downloading
  }
}

export async function digest(bytes: ArrayBuffer): Promise<string> {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(sum, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
