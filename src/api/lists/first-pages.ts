/** Infers the number of the first page, 0 or 1, from other operations of the same API. */
import type { Pages } from "./listing.js";
import { wordOf } from "./page-words.js";

/** Completes pages that do not declare their first number, if all pages with the same parameter that do declare it agree. */
export function inferFirstPages<T extends { readonly pages?: Pages }>(operations: readonly T[]): readonly T[] {
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
