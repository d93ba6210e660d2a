// What the server tells, in the shapes of docs/workbench.md and api/routes/workbench/.
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
