// Fields for a PIN or passphrase look as the lock that is set wants them: hidden digits, or words that can be read.
import type { LockKind } from "./store/schema.ts";

export function asLock(host: HTMLElement, kind: LockKind): void {
  host.dataset.kind = kind;
  host.querySelectorAll<HTMLInputElement>("[data-as-lock]").forEach((field) => {
    field.inputMode = kind === "pin" ? "numeric" : "text";
  });
}
