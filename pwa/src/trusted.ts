// The one Trusted Types policy: addresses of our own scripts, and nothing else.
const OWN = /^\/(sw|a\/[\w.-]+)\.js$/;

interface Policy {
  createScriptURL(text: string): string;
}

function checked(url: string): string {
  if (!OWN.test(url)) throw new TypeError(url);
  return url;
}

function makePolicy(): Policy {
  const { trustedTypes } = window as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } };
  return trustedTypes?.createPolicy("app", { createScriptURL: checked }) ?? { createScriptURL: checked };
}

let policy: Policy | undefined;

/** The address as a script address; an error when it is not one of ours. */
export function scriptUrl(url: string): string {
  policy ??= makePolicy();
  return policy.createScriptURL(url);
}
