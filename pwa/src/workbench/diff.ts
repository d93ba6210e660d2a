// What changed between two texts, word by word: the longest row of words that both have stays.
export interface Piece {
  kind: "same" | "gone" | "new";
  text: string;
}

const WORDS = /\s+|[^\s]+/g;

export function diff(before: string, now: string): Piece[] {
  const a: string[] = before.match(WORDS) ?? [];
  const b: string[] = now.match(WORDS) ?? [];
  const long = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = long[i] as number[];
      row[j] = a[i] === b[j] ? (long[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(long[i + 1]?.[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  const pieces: Piece[] = [];
  const add = (kind: Piece["kind"], text: string): void => {
    const last = pieces[pieces.length - 1];
    if (last?.kind === kind) last.text += text;
    else pieces.push({ kind, text });
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add("same", a[i] ?? "");
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && (long[i + 1]?.[j] ?? 0) >= (long[i]?.[j + 1] ?? 0))) {
      add("gone", a[i] ?? "");
      i += 1;
    } else {
      add("new", b[j] ?? "");
      j += 1;
    }
  }
  return pieces;
}
