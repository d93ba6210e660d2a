// Remembers, for this tab alone, that somebody left.
// Neutral on purpose: storage names can be read in a browser's settings.
const MARK = "n";

export function mark(left: boolean): void {
  try {
    if (left) sessionStorage.setItem(MARK, "1");
    else sessionStorage.removeItem(MARK);
  } catch {
    // Storage refused: the page is still replaced, only Back is not guarded.
  }
}

export function hasLeft(): boolean {
  try {
    return sessionStorage.getItem(MARK) === "1";
  } catch {
    return false;
  }
}
