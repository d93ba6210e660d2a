// From what a person types to a key: the text brought into one form, then PBKDF2-SHA-256.
import { random, utf8 } from "./crypto.ts";
import type { Bytes, Lock, LockKind } from "./schema.ts";

/** OWASP's floor for PBKDF2-SHA-256 (2023); safety.md R4. */
export const FLOOR = 600_000;
/** More than a phone could be asked to wait for; a file that wants more is refused. */
export const CEILING = 20_000_000;
export const PIN_DIGITS = 6;
export const LEAST_LETTERS = 12;

const TARGET_MS = 700;
const PROBE = 60_000;
const SALT_BYTES = 16;

const SAME: readonly (readonly [RegExp, string])[] = [
  [/[\u0300-\u036f\u064b-\u065f\u0670\u0640\u200c-\u200f]/g, ""], // accents, vowel signs, hamzas, stretching, joiners
  [/ł/g, "l"],
  [/ı/g, "i"], // Turkish; its capital is the I of others, whose small letter is i
  [/[ىی]/g, "ي"],
  [/ک/g, "ك"],
  [/ة/g, "ه"],
];

function latinDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15));
}

/** The six digits, whatever keyboard they came from; "" when it is not a PIN. */
export function pinFrom(typed: string): string {
  const digits = latinDigits(typed).replace(/[\s\u200e\u200f-]/g, "");
  return /^\d{6}$/.test(digits) ? digits : "";
}

/** One spelling for all keyboards: small letters, no accents, one space between words. */
export function phraseFrom(typed: string): string {
  const plain = SAME.reduce((text, [from, to]) => text.replace(from, to), latinDigits(typed).normalize("NFKD").toLowerCase());
  return plain.replace(/[\s,;.-]+/g, " ").trim();
}

/** What the key is made of, or "" when it is no PIN or too short a passphrase. */
export function secretFrom(kind: LockKind, typed: string): string {
  if (kind === "pin") return pinFrom(typed);
  const phrase = phraseFrom(typed);
  return phrase.replace(/ /g, "").length >= LEAST_LETTERS ? phrase : "";
}

export async function deriveKey(secret: string, salt: Bytes, count: number): Promise<CryptoKey> {
  const typed = await crypto.subtle.importKey("raw", utf8(secret), "PBKDF2", false, ["deriveKey"]);
  const rounds = { name: "PBKDF2", hash: "SHA-256", salt, iterations: count };
  return crypto.subtle.deriveKey(rounds, typed, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** So many rounds that this phone takes about 0.7 s for one try, and never fewer than the floor. */
export async function calibrate(now: () => number = () => performance.now()): Promise<number> {
  const start = now();
  await deriveKey("calibration", random(SALT_BYTES), PROBE);
  const wanted = (TARGET_MS / Math.max(1, now() - start)) * PROBE;
  return Math.min(CEILING / 4, Math.max(FLOOR, Math.round(wanted / 1000) * 1000));
}

export async function newLock(kind: LockKind): Promise<Lock> {
  return { kind, salt: random(SALT_BYTES), count: await calibrate() };
}
