// Six words by chance, from the list of the page's language. 1,296 words make six of them worth 62 bits.
export const WORDS = 6;

let list: Promise<string[]> | null = null;

/** The list as one text: before each word stands how many letters it shares with the one before. */
export function unfolded(text: string): string[] {
  let word = "";
  return (text.match(/\d\D+/g) ?? []).map((one) => (word = word.slice(0, Number(one[0])) + one.slice(1)));
}

async function fetched(url: string): Promise<string[]> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(url);
  return unfolded((await answer.json()) as string);
}

/** A whole number below the limit, each equally likely. */
function below(limit: number): number {
  const most = Math.floor(2 ** 32 / limit) * limit;
  for (;;) {
    const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
    if (drawn < most) return drawn % limit;
  }
}

/** Words to write down; null when the list cannot be had now. */
export async function offerWords(url: string | null): Promise<string | null> {
  try {
    list ??= fetched(url ?? "");
    const words = await list;
    return Array.from({ length: WORDS }, () => words[below(words.length)]).join(" ");
  } catch {
    list = null;
    return null;
  }
}
