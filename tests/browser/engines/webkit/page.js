// What the driver runs in a page: find elements by the ways of Playwright that the tests use, and say how they are.
// CSS with `:visible`, roles, texts; `steps` is the chain of a locator. Nothing here needs `eval`.
const shown = (one) => {
  const style = getComputedStyle(one);
  if (style.display === "contents") return [...one.children].some(shown);
  const box = one.getBoundingClientRect();
  return one.checkVisibility() && style.visibility === "visible" && box.width > 0 && box.height > 0;
};
const css = (root, selector) => {
  // A selector that begins with `>` counts from the element.
  const [head, ...tails] = selector.replace(/^\s*>/, ":scope >").split(":visible");
  let found = [...root.querySelectorAll(head)];
  for (const tail of tails) {
    found = found.filter(shown);
    if (tail) found = found.flatMap((one) => [...one.querySelectorAll(`:scope${tail}`)]);
  }
  return found;
};
const squeezed = (text) => (text ?? "").replace(/[\s\u200b]+/g, " ").trim();
const ROLES = { link: "a[href]", button: "button, [role=button]", heading: "h1, h2, h3", checkbox: "[type=checkbox]" };
const ways = {
  css: (found, selector) => found.flatMap((root) => css(root, selector)),
  nth: (found, at) => found.slice(at, at === -1 ? undefined : at + 1),
  role: (found, { role, name }) =>
    found.flatMap((root) => css(root, ROLES[role] ?? `[role=${role}]`)).filter((one) =>
      shown(one) && squeezed(one.getAttribute("aria-label") ?? one.textContent).toLowerCase().includes(name)),
  says: (found, text) => found.flatMap((root) => css(root, "body *")).filter((one) => {
    const said = (part) => squeezed(part.textContent).toLowerCase().includes(text);
    return said(one) && ![...one.children].some(said);
  }),
  has: (found, text) => found.filter((one) => squeezed(one.textContent).toLowerCase().includes(text)),
};
const find = (steps) => [...new Set(steps.reduce((found, [way, what]) => ways[way](found, what), [document]))];
const steady = async (one) => {
  const box = () => JSON.stringify(one.getBoundingClientRect());
  const before = box();
  await new Promise((resolve) => setTimeout(resolve, 40));
  return before === box();
};
const expecting = (one) => {
  const { x, y, width, height } = one.getBoundingClientRect();
  // The driver brings it just into view, where a bar that stays in sight may lie over it.
  if (!one.contains(document.elementFromPoint(x + width / 2, y + height / 2))) one.scrollIntoView({ block: "center" });
  self.untapped = one;
  const seen = (tap) => {
    if (!tap.composedPath().includes(one)) return;
    self.untapped = null;
    removeEventListener("click", seen, true);
  };
  addEventListener("click", seen, true);
  return one;
};
// Fields with a face of their own: what is typed there goes through pickers, so the value is set, as Playwright does.
const PICKED = ["color", "date", "datetime-local", "month", "range", "time", "week"];
const type = (one, text) => {
  one.focus();
  if (PICKED.includes(one.type)) {
    one.value = text;
    if (one.value !== text) throw new Error("malformed value");
    for (const kind of ["input", "change"]) one.dispatchEvent(new Event(kind, { bubbles: true, composed: true }));
    return;
  }
  one.select?.();
  if (!document.execCommand(text ? "insertText" : "delete", false, text)) throw new Error("cannot be typed into");
};
// A list opens a window of the system's own, so the choice is made and told as the browser does.
const choose = (one, value) => {
  one.focus();
  one.value = value;
  if (one.value !== value) throw new Error("no such choice");
  for (const kind of ["input", "change"]) one.dispatchEvent(new Event(kind, { bubbles: true, composed: true }));
};
