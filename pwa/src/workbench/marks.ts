// A rendered page in which each text stands between U+E000 number U+E001 words U+E002: turn the marks into elements that
// carry the text's id, and take them off everywhere else.
const MARK = /(\ue000\d+\ue001|\ue002)/;
const MARKS = /\ue000\d+\ue001|\ue002/g;
// Only words may stand in these; an element in them would show as its own source.
const WORDS_ONLY = new Set(["TITLE", "OPTION", "TEXTAREA", "STYLE", "SCRIPT"]);
const GONE = "script, noscript, link[rel=manifest], link[rel=modulepreload], audio";

/** Leave a page without scripts and marks, and with each text in a `<span data-text data-form>`. */
export function unmarkPage(page: Document, ids: string[], forms: number[]): void {
  for (const one of page.querySelectorAll(GONE)) one.remove();
  for (const template of page.querySelectorAll("template")) unmark(template.content, ids, forms);
  unmark(page.documentElement, ids, forms);
  for (const one of page.querySelectorAll("*")) stripAttributes(one);
}

function stripAttributes(one: Element): void {
  for (const { name, value } of [...one.attributes]) if (MARK.test(value)) one.setAttribute(name, value.replace(MARKS, ""));
}

function unmark(parent: Node, ids: string[], forms: number[]): void {
  const nodes = [...parent.childNodes];
  if ("ownerSVGElement" in parent || WORDS_ONLY.has(parent.nodeName)) {
    for (const node of nodes) if (node.nodeType === Node.TEXT_NODE) node.textContent = (node.textContent ?? "").replace(MARKS, "");
  } else if (nodes.some((node) => node.nodeType === Node.TEXT_NODE && MARK.test(node.textContent ?? ""))) {
    rebuild(parent, nodes, ids, forms);
  }
  for (const child of parent.childNodes) if (child.nodeType === Node.ELEMENT_NODE) unmark(child, ids, forms);
}

function rebuild(parent: Node, nodes: ChildNode[], ids: string[], forms: number[]): void {
  const open: Node[] = [parent];
  const here = (): Node => open[open.length - 1] ?? parent;
  for (const node of nodes) node.remove();
  for (const node of nodes) {
    if (node.nodeType !== Node.TEXT_NODE) {
      here().appendChild(node);
      continue;
    }
    for (const part of (node.textContent ?? "").split(MARK)) {
      const number = /^\ue000(\d+)\ue001$/.exec(part)?.[1];
      if (number !== undefined) {
        const span = (parent.ownerDocument ?? document).createElement("span");
        span.dataset["text"] = ids[Number(number)] ?? "";
        span.dataset["form"] = String(forms[Number(number)] ?? 0);
        here().appendChild(span);
        open.push(span);
      } else if (part === "\ue002") {
        if (open.length > 1) open.pop();
      } else if (part !== "") {
        here().appendChild((parent.ownerDocument ?? document).createTextNode(part));
      }
    }
  }
}
