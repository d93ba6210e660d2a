// Contacts of a helper who has no account: what a script's parts came to. No names, no words of the other person.
// One record per fact, so that two tabs never write over each other; all of one contact share its id.
import type { Entry } from "./schema.ts";
import { store } from "./store.ts";

export type Mark = "done" | "partly" | "not";

export interface Part {
  step: string;
  mark: Mark;
  why: string;
}

export interface Contact {
  id: string;
  script: string;
  title: string;
  began: string;
  /** Practised alone. */
  rehearsal: boolean;
  parts: Part[];
  people: number | null;
  ask: string;
  ended: string | null;
}

const KINDS = ["contact", "contactpart", "contactnote", "contactend"] as const;
const MARKS: readonly unknown[] = ["done", "partly", "not"];
// A contact that nobody closed is not gone on with another day.
const OPEN_MS = 12 * 3_600_000;

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const fieldsOf = (value: unknown): Record<string, unknown> => (value && typeof value === "object" ? { ...value } : {});

const isOf = (name: string, kind: string, id: string): boolean => `${name}:`.startsWith(`${kind}:${id}:`);

function partFrom(step: string, value: unknown): Part[] {
  const { mark, why } = fieldsOf(value);
  return step && MARKS.includes(mark) ? [{ step, mark: mark as Mark, why: textOf(why) }] : [];
}

/** Every contact that the records tell of, the latest first; what is damaged is left out. */
export function contactsFrom(entries: Entry[]): Contact[] {
  const named = (kind: string, id: string): Entry[] => entries.filter(({ name }) => isOf(name, kind, id));
  const heads = entries.filter(({ name }) => name.startsWith("contact:"));
  const found = heads.flatMap(({ name, value }) => {
    const [, id = ""] = name.split(":");
    const { script, title, at, rehearsal } = fieldsOf(value);
    if (!id || !textOf(script) || Number.isNaN(Date.parse(textOf(at)))) return [];
    const parts = named("contactpart", id).flatMap((entry) => partFrom(entry.name.split(":")[2] ?? "", entry.value));
    const { people, ask } = fieldsOf(named("contactnote", id)[0]?.value);
    const ended = textOf(fieldsOf(named("contactend", id)[0]?.value).at) || null;
    const count = typeof people === "number" && people > 0 ? people : null;
    const head = { id, script: textOf(script), title: textOf(title), began: textOf(at), rehearsal: rehearsal === true };
    return [{ ...head, parts: parts.sort((a, b) => (a.step < b.step ? -1 : 1)), people: count, ask: textOf(ask), ended }];
  });
  return found.sort((a, b) => (a.began < b.began ? 1 : -1));
}

export async function allContacts(): Promise<Contact[]> {
  const lists = await Promise.all(KINDS.map((kind) => store.list(`${kind}:`)));
  return contactsFrom(lists.flat());
}

/** The contact of a script that goes on at this moment. */
export function openOf(contacts: Contact[], script: string, now: number = Date.now()): Contact | null {
  const open = contacts.filter((contact) => contact.script === script && !contact.ended);
  return open.find(({ began }) => Math.abs(now - Date.parse(began)) < OPEN_MS) ?? null;
}

export async function openContact(script: string): Promise<Contact | null> {
  return openOf(await allContacts(), script);
}

// Two quick marks begin one contact, not two.
let beginning: Promise<string> | null = null;

/** The id of the contact that goes on, begun now where there is none. */
export function contactId(script: string, title: string, rehearsal = false): Promise<string> {
  beginning ??= begin(script, title, rehearsal).finally(() => {
    beginning = null;
  });
  return beginning;
}

async function begin(script: string, title: string, rehearsal: boolean): Promise<string> {
  const open = await openContact(script);
  if (open) return open.id;
  const at = new Date().toISOString();
  const id = `${at.replace(/\D/g, "")}-${crypto.getRandomValues(new Uint32Array(1))[0]!.toString(36)}`;
  await store.put(`contact:${id}`, { script, title, rehearsal, at });
  changed();
  return id;
}

export async function savePart(id: string, { step, mark, why }: Part): Promise<void> {
  await store.put(`contactpart:${id}:${step}`, { mark, why, at: new Date().toISOString() });
}

export async function saveNote(id: string, people: number | null, ask: string): Promise<void> {
  await store.put(`contactnote:${id}`, { people, ask, at: new Date().toISOString() });
}

export async function closeContact(id: string): Promise<void> {
  await store.put(`contactend:${id}`, { at: new Date().toISOString() });
  changed();
}

export async function deleteContact(id: string): Promise<void> {
  const found = await Promise.all(KINDS.map(async (kind) => (await store.list(`${kind}:`)).filter(({ name }) => isOf(name, kind, id))));
  await Promise.all(found.flat().map(({ name }) => store.remove(name)));
  changed();
}

/** Tell the other elements of the page that another contact goes on, or none. */
function changed(): void {
  document.dispatchEvent(new CustomEvent("contact:changed"));
}
