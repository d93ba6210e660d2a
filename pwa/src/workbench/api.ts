// The way to the server: JSON in and out, and errors by their stable names.
import type { Rules } from "../findings/rules.ts";

const BASE = "/api/v1/translate/";

/** An answer that says no; `more` is what came with it. */
export class RefusedError extends Error {
  readonly code: string;
  readonly more: { [name: string]: unknown };

  constructor(code: string, message: string, more: { [name: string]: unknown }) {
    super(message);
    this.code = code;
    this.more = more;
  }
}

/** There is no network, or no server at its other end. */
export class OfflineError extends Error {}

export interface Me {
  pseudonym: string;
  roles: { role: string; language: string }[];
  sessions: { id: string; since: number; seen: number; here: boolean }[];
  passkeys: { id: string; name: string; since: number }[];
}

export interface UnitRow {
  domain: string;
  title: string;
  kind: string;
  texts: number;
  translated: number;
  checked: number;
  behind: number;
  drafts: number;
  handed_in_by_me: number;
  questions: number;
}

export interface LanguageRow {
  tag: string;
  endonym: string;
  english: string;
  dir: string;
  units: UnitRow[];
}

export interface Note {
  id: number;
  kind: "question" | "answer" | "note";
  by: string;
  at: number;
  text: string;
  answers: number | null;
}

export interface Draft {
  forms: string[];
  base: string;
  at: number;
  etag: string;
  conflict: boolean;
}

export interface UnitText {
  id: string;
  step: string | null;
  risk: string;
  limit: number | null;
  note: string;
  source: string[];
  source_digest: string;
  previous: string[] | null;
  severity: string | null;
  target: string[] | null;
  base: string;
  state: string;
  by: string | null;
  others_say: string[][];
  spelled: { [digit: string]: string[] };
  draft: Draft | null;
  others: { by: string; forms: string[]; at: number }[];
  notes: Note[];
}

export interface Unit {
  language: { tag: string; endonym: string; dir: string; plurals: { category: string; examples: number[] }[]; style: string };
  unit: { domain: string; title: string; page: string | null; pages: { code: string; title: string }[] };
  glossary: { source: string; term: string; forbidden: string[]; note: string }[];
  texts: UnitText[];
}

export interface HandedIn {
  taken: string[];
  disputed: { id: string; theirs: string[]; by: string | null; base: string }[];
  stale: string[];
  refused: { id: string; reasons: string[] }[];
  commit: string | null;
}

export interface Near {
  source: string[];
  target: string[];
  id: string;
  score: number;
  numbers: boolean;
}

export interface Preview {
  html: string;
  ids: string[];
  forms: number[];
}

async function ask(method: string, path: string, body?: unknown): Promise<Response> {
  const facts: RequestInit = { method, credentials: "same-origin", cache: "no-store" };
  if (body !== undefined) Object.assign(facts, { body: JSON.stringify(body), headers: { "content-type": "application/json" } });
  const answer = await fetch(BASE + path, facts).catch(() => {
    throw new OfflineError("There is no connection.");
  });
  if (answer.ok) return answer;
  if (answer.status === 502 || answer.status === 504) throw new OfflineError("The server does not answer.");
  const { error, ...more } = (await answer.json().catch(() => ({}))) as { error?: { code: string; message: string } };
  throw new RefusedError(error?.code ?? "failed", error?.message ?? "The server could not answer.", more);
}

export async function get<Told>(path: string): Promise<Told> {
  return (await ask("GET", path)).json() as Promise<Told>;
}

export async function send<Told>(method: string, path: string, body?: unknown): Promise<Told> {
  const answer = await ask(method, path, body);
  return (answer.status === 204 ? undefined : await answer.json()) as Told;
}

export async function sendFile<Told>(path: string, file: Blob, type: string): Promise<Told> {
  const facts = { method: "POST", body: file, headers: { "content-type": type }, credentials: "same-origin" } as const;
  const answer = await fetch(BASE + path, facts).catch(() => {
    throw new OfflineError("There is no connection.");
  });
  const told = (await answer.json().catch(() => ({}))) as Told & { error?: { code: string; message: string } };
  if (!answer.ok) throw new RefusedError(told.error?.code ?? "failed", told.error?.message ?? "The file was not taken.", {});
  return told;
}

export function unitPath(tag: string, domain: string): string {
  return `languages/${tag}/units/${domain}`;
}

export function addressOf(path: string): string {
  return BASE + path;
}

export type { Rules };
