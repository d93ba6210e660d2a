// The way to the server: JSON in and out, and errors by their stable names.

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

