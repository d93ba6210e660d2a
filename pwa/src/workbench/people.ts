// Coming in: an invitation, a password or a passkey; and one's own account.
import { RefusedError, send } from "./api.ts";
import type { Me } from "./told.ts";
import { button, el, field, when } from "./dom.ts";

const LEAST = 12;

interface Invited {
  role: string | null;
  languages: string[];
  expires: number;
  pseudonym: string | null;
}

type Done = (me: Me) => void;

/** A form whose button waits for its answer, and says what went wrong beside it. */
export function form(fields: Node[], label: string, submit: (values: FormData) => Promise<void>): HTMLFormElement {
  const told = el("p", { class: "told", role: "alert", hidden: true });
  const act = el("button", { class: "button button--main" }, label);
  const made = el("form", { class: "card stack" }, ...fields, told, act);
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    act.disabled = true;
    told.hidden = true;
    submit(new FormData(made)).catch((error: unknown) => {
      told.textContent = error instanceof Error ? error.message : String(error);
      told.hidden = false;
    }).finally(() => (act.disabled = false));
  });
  return made;
}

const text = (values: FormData, name: string): string => String(values.get(name) ?? "");

export async function joinView(code: string, done: Done): Promise<HTMLElement> {
  const invited = await send<Invited>("POST", "invitations/open", { code });
  const name = invited.pseudonym;
  const what = invited.role ? `You are invited as ${invited.role} of ${invited.languages.join(", ")}.` : `Choose a new password for ${name ?? ""}.`;
  const pseudonym = name
    ? el("input", { type: "hidden", name: "pseudonym", value: name })
    : field("Pseudonym", "pseudonym", { pattern: "[a-z0-9][a-z0-9\\-]{1,39}", autocomplete: "username", autocapitalize: "none", spellcheck: "false" });
  return el("main", { class: "narrow stack" },
    el("h1", {}, "Welcome to the workbench"),
    el("p", {}, what, ` The link is good until ${when(invited.expires)}.`),
    form([
      pseudonym,
      name ? null : el("p", { class: "quiet" }, "Small letters, digits and hyphens. Not your real name: it stands in public files for good."),
      field("Password", "password", { type: "password", minlength: LEAST, autocomplete: "new-password" }),
      el("p", { class: "quiet" }, `${LEAST} characters or more. Four words that belong to nothing are good and easy to keep in mind.`),
    ].filter((one) => one !== null), "Come in", async (values) => {
      done(await send<Me>("POST", "accounts", { code, pseudonym: text(values, "pseudonym"), password: text(values, "password") }));
    }),
  );
}

export function signInView(done: Done, why = ""): HTMLElement {
  const main = el("main", { class: "narrow stack" },
    el("h1", {}, "The workbench"),
    why !== "" && el("p", { class: "told", role: "status" }, why),
    form([
      field("Pseudonym", "pseudonym", { autocomplete: "username webauthn", autocapitalize: "none", spellcheck: "false" }),
      field("Password", "password", { type: "password", autocomplete: "current-password" }),
    ], "Sign in", async (values) => {
      done(await send<Me>("POST", "session", { pseudonym: text(values, "pseudonym"), password: text(values, "password") }));
    }),
  );
  if (hasPasskeys()) {
    main.append(form([el("p", {}, "Or with a passkey that this device, or a phone beside it, keeps for you.")], "Use a passkey", async () => {
      const options = await send<{ publicKey?: never }>("POST", "passkeys/challenge");
      const credential = await navigator.credentials.get({ publicKey: fromJson("Request", options) as PublicKeyCredentialRequestOptions });
      done(await send<Me>("POST", "passkeys/session", { credential: toJson(credential) }));
    }));
  }
  main.append(el("p", { class: "quiet" }, "You come in by an invitation: ask whoever runs this server. Forgot the password? The same person makes you a new link."));
  return main;
}

export function accountView(me: Me, changed: () => void, signOut: () => void): HTMLElement {
  const told = el("p", { class: "told", role: "alert", hidden: true });
  const act = (work: Promise<unknown>): void => {
    work.then(changed, (error: unknown) => {
      told.textContent = error instanceof Error ? error.message : String(error);
      told.hidden = false;
    });
  };
  const sessions = me.sessions.map((one) => el("li", { class: "row" },
    `since ${when(one.since)}, last used ${when(one.seen)}`, one.here ? " (this device)" : button("End", () => act(send("DELETE", `sessions/${one.id}`)))));
  const keys = me.passkeys.map((one) => el("li", { class: "row" },
    `${one.name}, since ${when(one.since)}`, button("Remove", () => act(send("DELETE", `passkeys/${one.id}`)))));
  return el("main", { class: "narrow stack" },
    el("h1", {}, me.pseudonym),
    el("p", {}, me.roles.map(({ role, language }) => `${role} of ${language}`).join(", ")),
    told,
    el("h2", {}, "Signed in"), el("ul", { class: "plain stack" }, ...sessions),
    el("h2", {}, "Passkeys"),
    keys.length > 0 && el("ul", { class: "plain stack" }, ...keys),
    hasPasskeys() && form([field("What to call it", "name", { maxlength: 60, value: "My phone" })], "Make a passkey", async (values) => {
      const options = await send<{ publicKey?: never }>("POST", "passkeys/options");
      const credential = await navigator.credentials.create({ publicKey: fromJson("Creation", options) as PublicKeyCredentialCreationOptions });
      await send("POST", "passkeys", { name: text(values, "name"), credential: toJson(credential) });
      changed();
    }),
    button("Sign out", signOut),
    el("p", { class: "quiet" }, "Signing out takes everything off this device. Words that were not sent yet would be lost; it asks first."),
  );
}

type FromJson = (options: unknown) => unknown;

function hasPasskeys(): boolean {
  return "PublicKeyCredential" in window && "parseRequestOptionsFromJSON" in PublicKeyCredential;
}

function fromJson(kind: "Creation" | "Request", options: unknown): unknown {
  const parse = (PublicKeyCredential as unknown as { [name: string]: FromJson })[`parse${kind}OptionsFromJSON`];
  return parse?.call(PublicKeyCredential, options);
}

function toJson(credential: Credential | null): unknown {
  if (!credential) throw new RefusedError("no-passkey", "No passkey was given.", {});
  return (credential as unknown as { toJSON(): unknown }).toJSON();
}
