// What this device keeps for work without internet: the last units as they were read, and words that are not sent yet.
import { openDB } from "idb";
import type { IDBPDatabase } from "idb";

const NAME = "workbench";

/** Words typed here; `sent` once the server has them. */
export interface Typed {
  key: string;
  tag: string;
  domain: string;
  id: string;
  forms: string[];
  base: string;
  source: string;
  seen: string;
  at: number;
  sent: boolean;
  /** Other words of the same person from another device, that wait for a choice. */
  newer?: { forms: string[]; etag: string };
}

let opened: Promise<IDBPDatabase> | null = null;

function database(): Promise<IDBPDatabase> {
  opened ??= openDB(NAME, 1, {
    upgrade(fresh) {
      fresh.createObjectStore("read");
      fresh.createObjectStore("typed", { keyPath: "key" });
    },
  });
  return opened;
}

export function keyOf(tag: string, id: string): string {
  return `${tag} ${id}`;
}

export async function keepRead(path: string, value: unknown): Promise<void> {
  await (await database()).put("read", value, path);
}

export async function lastRead<Told>(path: string): Promise<Told | undefined> {
  return (await (await database()).get("read", path)) as Told | undefined;
}

export async function putTyped(typed: Typed): Promise<void> {
  await (await database()).put("typed", typed);
}

export async function allTyped(): Promise<Typed[]> {
  return (await (await database()).getAll("typed")) as Typed[];
}

export async function dropTyped(key: string): Promise<void> {
  await (await database()).delete("typed", key);
}

/** Signing out leaves nothing behind. */
export async function forgetAll(): Promise<void> {
  const open = await database();
  await Promise.all([open.clear("read"), open.clear("typed")]);
}
