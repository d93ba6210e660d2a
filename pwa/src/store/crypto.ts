// Seals and opens records: AES-GCM under keys derived by HKDF from one random data key.
import type { Entry, Sealed, StoredKeys } from "./schema.ts";

const GCM = "AES-GCM";
const IV_BYTES = 12;
const KEY_BYTES = 32;

type Bytes = Uint8Array<ArrayBuffer>;

function random(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length));
}

function utf8(text: string): Bytes {
  return new TextEncoder().encode(text);
}

function base64url(bytes: ArrayBuffer): string {
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return text.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** Make a new data key and the device key that wraps it. */
export async function createKeys(): Promise<StoredKeys> {
  const device = await crypto.subtle.generateKey({ name: GCM, length: 256 }, false, ["encrypt", "decrypt"]);
  const iv = random(IV_BYTES);
  const data = random(KEY_BYTES);
  const box = await crypto.subtle.encrypt({ name: GCM, iv }, device, data);
  data.fill(0);
  return { device, iv, box };
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
  static async open({ device, iv, box }: StoredKeys): Promise<Vault> {
    const data = await crypto.subtle.decrypt({ name: GCM, iv }, device, box);
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

  async seal(id: string, entry: Entry): Promise<Sealed> {
    const iv = random(IV_BYTES);
    // The id is bound in, so that one sealed value cannot be passed off as another record.
    const algorithm = { name: GCM, iv, additionalData: utf8(id) };
    return { iv, box: await crypto.subtle.encrypt(algorithm, this.#sealing, utf8(JSON.stringify(entry))) };
  }

  /** Open one value; null when it was damaged, swapped or sealed under another key. */
  async unseal(id: string, { iv, box }: Sealed): Promise<Entry | null> {
    try {
      const plain = await crypto.subtle.decrypt({ name: GCM, iv, additionalData: utf8(id) }, this.#sealing, box);
      const entry = JSON.parse(new TextDecoder().decode(plain)) as Entry;
      return typeof entry.name === "string" ? entry : null;
    } catch {
      return null;
    }
  }
}
