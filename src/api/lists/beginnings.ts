/** Where the numbers of pages begin, as the operations of one API tell about each other. */
import type { Pages } from "../api.js";
import { wordOf } from "./page-words.js";

/** What the pages of the same API that say where their numbers begin, and all say the same, tell about the others. */
export function learnBeginnings<T extends { readonly pages?: Pages }>(operations: readonly T[]): readonly T[] {
  const known = new Map<string, Set<number>>();
  for (const { pages } of operations) {
    if (pages?.kind !== "numbered" || pages.first === undefined) continue;
    const word = wordOf(pages.page);
    known.set(word, (known.get(word) ?? new Set()).add(pages.first));
  }
  return operations.map((operation) => {
    const { pages } = operation;
    if (pages?.kind !== "numbered" || pages.first !== undefined) return operation;
    const firsts = [...(known.get(wordOf(pages.page)) ?? [])];
    const [first] = firsts;
    const { current: _, ...rest } = pages;
    return firsts.length === 1 && first !== undefined ? { ...operation, pages: { ...rest, first } } : operation;
  });
}
