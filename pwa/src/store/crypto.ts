// Seals and opens records: AES-GCM under keys derived by HKDF from one random data key.
import type { Bytes, Entry, Sealed, StoredKeys } from "./schema.ts";

const GCM = "AES-GCM";
const IV_BYTES = 12;
const KEY_BYTES = 32;

export function random(length: number = KEY_BYTES): Bytes {
  return crypto.getRandomValues(new Uint8Array(length));
}

export function utf8(text: string): Bytes {
  return new TextEncoder().encode(text);
}

export function base64url(bytes: ArrayBuffer): string {
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return text.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** What is bound in says what the box is for, so that no box can be passed off as another. */
function gcm(iv: Bytes, bound: string): AesGcmParams {
  return bound ? { name: GCM, iv, additionalData: utf8(bound) } : { name: GCM, iv };
}

export async function encrypt(key: CryptoKey, plain: Bytes, bound: string): Promise<Sealed> {
  const iv = random(IV_BYTES);
  return { iv, box: await crypto.subtle.encrypt(gcm(iv, bound), key, plain) };
}

/** Rejects when the key is another one, or a byte was changed. */
export async function decrypt(key: CryptoKey, { iv, box }: Sealed, bound: string): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.decrypt(gcm(iv, bound), key, box));
}

export function aesKey(raw: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", raw, GCM, false, ["encrypt", "decrypt"]);
}

export function newDeviceKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: GCM, length: 256 }, false, ["encrypt", "decrypt"]);
}

/** Wrap a data key (a new one, if none is given) by a new device key. */
export async function createKeys(data: Bytes = random()): Promise<StoredKeys> {
  const device = await newDeviceKey();
  return { device, ...(await encrypt(device, data, "")) };
}

/** Everything that needs the data key; drop the vault and the key is gone from memory. */
export class Vault {
  readonly #sealing: CryptoKey;
  readonly #naming: CryptoKey;

  private constructor(sealing: CryptoKey, naming: CryptoKey) {
    this.#sealing = sealing;
    this.#naming = naming;
  }

  /** Unwrap the data key; rejects when device key and box do not belong together. */
  static async open(keys: StoredKeys): Promise<Vault> {
    return Vault.of(await decrypt(keys.device, keys, ""));
  }

  static async of(data: Bytes): Promise<Vault> {
    const root = await crypto.subtle.importKey("raw", data, "HKDF", false, ["deriveKey"]);
    const derive = (info: string, type: AesKeyGenParams | HmacKeyGenParams, uses: KeyUsage[]): Promise<CryptoKey> =>
      crypto.subtle.deriveKey(
        { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(KEY_BYTES), info: utf8(info) }, root, type, false, uses,
      );
    return new Vault(
      await derive("pauza records 1", { name: GCM, length: 256 }, ["encrypt", "decrypt"]),
      await derive("pauza names 1", { name: "HMAC", hash: "SHA-256", length: 256 }, ["sign"]),
    );
  }

  /** The opaque id under which a record is stored. */
  async id(name: string): Promise<string> {
    return base64url(await crypto.subtle.sign("HMAC", this.#naming, utf8(name)));
  }

  seal(id: string, entry: Entry): Promise<Sealed> {
    return encrypt(this.#sealing, utf8(JSON.stringify(entry)), id);
  }

  /** Open one value; null when it was damaged, swapped or sealed under another key. */
  async unseal(id: string, sealed: Sealed): Promise<Entry | null> {
    try {
      const entry = JSON.parse(new TextDecoder().decode(await decrypt(this.#sealing, sealed, id))) as Entry;
      return typeof entry.name === "string" ? entry : null;
    } catch {
      return null;
    }
  }
}
