// The one record that says which release this phone runs. It changes by a compare-and-set flip and by nothing else.

/** Packs by name: a language's own by its tag (the one used last stands first), an optional one such as `pl/2`. */
export type Pointer = { release: string; packs: string[]; verifiedAt: number };

const STORE = "pointer";
const KEY = "current";

/** Settle as the promise does, or reject after the limit: some browsers leave a request pending for ever. */
export function within<T>(promise: Promise<T>, ms = 5000): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(reject, ms, new Error("limit"));
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

export async function current(): Promise<Pointer | null> {
  return (await inStore("readonly", (store) => store.get(KEY))) ?? null;
}

/** Point to `next` if the phone still runs `known`; say whether it did. */
export async function flip(known: Pointer | null, next: Pointer | null): Promise<boolean> {
  let same = false;
  await inStore("readwrite", (store) => {
    const found = store.get(KEY);
    found.onsuccess = () => {
      same = mark(found.result) === mark(known);
      if (same) next ? store.put(next, KEY) : store.delete(KEY);
    };
    return found;
  });
  return same;
}

const mark = (pointer?: Pointer | null): string => [pointer?.release, ...[...(pointer?.packs ?? [])].sort()].join();

// Opened for each use: a connection kept open is lost on some phones, and would block erasing everything.
function inStore(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest): Promise<Pointer | undefined> {
  return within(
    new Promise((resolve, reject) => {
      const opening = indexedDB.open("pauza-packs", 1);
      let absent = false;
      // Reading must not make the database: a worker that still runs after erasing would bring it back.
      opening.onupgradeneeded = () => {
        absent = mode === "readonly";
        if (absent) opening.transaction?.abort();
        else opening.result.createObjectStore(STORE);
      };
      opening.onerror = () => (absent ? resolve(undefined) : reject(opening.error));
      opening.onsuccess = () => {
        const change = opening.result.transaction(STORE, mode, { durability: "strict" });
        const request = work(change.objectStore(STORE));
        change.oncomplete = () => resolve(request.result);
        change.onabort = () => reject(change.error);
        opening.result.close(); // waits for the transaction
      };
    }),
  );
}
