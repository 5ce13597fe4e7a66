/** Votes by number, where several parts of a document say one thing in different ways. */

/** The most frequent text; of equally frequent ones the first. */
export function mostFrequent(texts: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  let most: string | undefined;
  for (const [text, count] of counts) if (most === undefined || count > (counts.get(most) ?? 0)) most = text;
  return most;
}
