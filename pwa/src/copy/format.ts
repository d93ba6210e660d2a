// A copy as one text file: sealed by a passphrase of its own, and readable on any phone in any language. docs/copies.md
// describes it byte by byte.
import { decrypt, encrypt, random, utf8 } from "../store/crypto.ts";
import { calibrate, CEILING, deriveKey, FLOOR, phraseFrom } from "../store/kdf.ts";
import type { Bytes } from "../store/schema.ts";
import { CopyError } from "./trouble.ts";
import { CURRENT, OLDEST, today } from "./versions.ts";
import type { Contents } from "./versions.ts";

const KDF = "PBKDF2-SHA-256";
const CHUNK = 0x8000;

interface File {
  copy: number;
  kdf: string;
  count: number;
  salt: string;
  iv: string;
  bytes: number;
  sum: string;
  box: string;
}

function base64(bytes: Bytes): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(text);
}

function bytesOf(text: string): Bytes {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch {
    throw new CopyError("damaged");
  }
}

async function sumOf(bytes: Bytes): Promise<string> {
  return base64(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

/** The head of the file is sealed in too, so that it cannot be changed either. */
function bound({ copy, count, salt }: Pick<File, "copy" | "count" | "salt">): string {
  return `copy ${copy} ${KDF} ${count} ${salt}`;
}

/** The text of the file. The version is another one in tests alone. */
export async function writeCopy(contents: object, words: string, version = CURRENT, rounds?: number): Promise<string> {
  const head = { copy: version, kdf: KDF, count: rounds ?? (await calibrate()), salt: base64(random(16)) };
  const key = await deriveKey(phraseFrom(words), bytesOf(head.salt), head.count);
  const sealed = await encrypt(key, utf8(JSON.stringify(contents)), bound(head));
  const box = new Uint8Array(sealed.box);
  const file: File = { ...head, iv: base64(sealed.iv), bytes: box.length, sum: await sumOf(box), box: base64(box) };
  return JSON.stringify(file);
}

function parse(text: string): File {
  const trimmed = text.trim();
  const isOurs = /^\{\s*"copy"\s*:\s*\d/.test(trimmed);
  try {
    const file = JSON.parse(trimmed) as File;
    if (isOurs) return file;
  } catch {
    // A file that begins like ours and ends too early was cut on its way.
    if (isOurs) throw new CopyError(trimmed.endsWith("}") ? "damaged" : "cut");
  }
  throw new CopyError("foreign");
}

function checkHead({ copy, kdf, count, salt, iv, bytes, sum, box }: File): void {
  if (copy > CURRENT) throw new CopyError("newer");
  const isTexts = [kdf, salt, iv, sum, box].every((part) => typeof part === "string");
  const isNumbers = [copy, count, bytes].every(Number.isInteger);
  if (!isTexts || !isNumbers || kdf !== KDF || copy < OLDEST) throw new CopyError("damaged");
  if (count < FLOOR || count > CEILING) throw new CopyError("damaged");
}

/** Open a copy and bring it to today's shape; a CopyError with the reason when that cannot be. */
export async function readCopy(text: string, words: string): Promise<Contents> {
  const file = parse(text);
  checkHead(file);
  const box = bytesOf(file.box);
  if (box.length < file.bytes) throw new CopyError("cut");
  // The last letter of base64 has bits that stand for nothing: only as we write it is it the same file.
  const isWhole = box.length === file.bytes && base64(box) === file.box && (await sumOf(box)) === file.sum;
  if (!isWhole) throw new CopyError("damaged");
  const key = await deriveKey(phraseFrom(words), bytesOf(file.salt), file.count);
  const plain = await decrypt(key, { iv: bytesOf(file.iv), box: box.buffer }, bound(file)).catch(() => {
    throw new CopyError("words");
  });
  return today(JSON.parse(new TextDecoder().decode(plain)), file.copy);
}
