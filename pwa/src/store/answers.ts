// Answers to a licensed questionnaire, kept as the FHIR R4 resource in which they can be taken along.
import type { Entry } from "./schema.ts";
import { keepOrRemove } from "./records.ts";
import { store } from "./store.ts";

export interface Coding {
  code: string;
  display: string;
  system?: string;
}

export interface ResponseItem {
  linkId: string;
  text?: string;
  answer?: { valueCoding: Coding }[];
  item?: ResponseItem[];
}

/** FHIR R4 QuestionnaireResponse, of which we write no more than this. */
export interface QuestionnaireResponse {
  resourceType: "QuestionnaireResponse";
  questionnaire: string;
  status: "in-progress" | "completed";
  language: string;
  authored: string;
  item: ResponseItem[];
}

export interface Answers {
  id: string;
  slug: string;
  at: string;
  moment: string;
  title: string;
  response: QuestionnaireResponse;
  /** By the rule of the file, when every scored question is answered. */
  score?: number;
  /** An answer that shows help was given. */
  help?: boolean;
}

const PREFIX = "answers:";

export function answersFrom({ name, value }: Entry): Answers | null {
  const [, slug, ...id] = name.split(":");
  const found = (value ?? {}) as Partial<Answers>;
  if (!name.startsWith(PREFIX) || !slug || found.response?.resourceType !== "QuestionnaireResponse") return null;
  return { ...(found as Answers), slug, id: id.join(":"), title: String(found.title ?? ""), at: String(found.at ?? "") };
}

/** All answers, or those to one questionnaire, the earliest first. */
export async function allAnswers(slug = ""): Promise<Answers[]> {
  const found = (await store.list(slug ? `${PREFIX}${slug}:` : PREFIX)).map(answersFrom);
  return found.filter((one): one is Answers => one !== null).sort((a, b) => (a.id < b.id ? -1 : 1));
}

export function saveAnswers({ id, slug, at: _at, ...rest }: Answers): Promise<void> {
  return keepOrRemove(`${PREFIX}${slug}:${id}`, rest, linesOf(rest.response.item).length === 0);
}

/** Each question with the answer given, in the words it was asked in. */
export function linesOf(items: ResponseItem[] | undefined): string[] {
  return (Array.isArray(items) ? items : []).flatMap(({ text, answer, item }) => {
    const given = answer?.[0]?.valueCoding.display;
    return [...(given === undefined ? [] : [`${text ?? ""} – ${given}`]), ...linesOf(item)];
  });
}

/** The score of what was answered; undefined while a scored question is open. */
export function scoreOf(rule: string | undefined, scored: string[], values: Map<string, number>): number | undefined {
  const numbers = scored.map((link) => values.get(link));
  if (!rule || numbers.length === 0 || numbers.some((number) => number === undefined)) return undefined;
  const sum = (numbers as number[]).reduce((all, number) => all + number, 0);
  return rule === "mean" ? Math.round((sum / numbers.length) * 100) / 100 : sum;
}
