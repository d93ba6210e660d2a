// The one Trusted Types policy of the workbench: pages that our own server rendered and escaped, and our own worker.
interface Policy {
  createHTML(text: string): string;
  createScriptURL(url: string): string;
}

const RULES: Policy = {
  createHTML: (text) => text,
  createScriptURL: (url) => {
    if (url !== "/translate/sw.js") throw new TypeError(url);
    return url;
  },
};

const { trustedTypes } = window as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } };

export const policy: Policy = trustedTypes?.createPolicy("app", RULES) ?? RULES;
