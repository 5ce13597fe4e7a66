/** Finds corresponding calls by their names alone, if the request of one of them is unknown. */
import { words } from "../naming/identifiers.js";
import type { Method } from "../naming/surface.js";
import { VERBS } from "../naming/calls/verbs.js";
import { singular } from "../naming/calls/words.js";

/** Pairs each call with the only method whose name has the same words, regardless of order, spelling and dots. */
export function sameByName(calls: readonly string[], methods: readonly Method[]): ReadonlyMap<string, Method> {
  const byWords = new Map<string, Method | undefined>();
  for (const method of methods) {
    const key = keyOf(method.call);
    byWords.set(key, byWords.has(key) ? undefined : method);
  }
  const counts = new Map<string, number>();
  for (const call of calls) counts.set(keyOf(call), (counts.get(keyOf(call)) ?? 0) + 1);
  return new Map(
    calls.flatMap((call) => {
      const method = counts.get(keyOf(call)) === 1 ? byWords.get(keyOf(call)) : undefined;
      return method ? [[call, method] as const] : [];
    }),
  );
}

function keyOf(call: string): string {
  const all = call
    .split(".")
    .flatMap((part) => words(part))
    .map((word) => usualVerb(singular(word)));
  return [...new Set(all.filter((word) => !STAGES.has(word)))].sort().join(" ");
}

/** Words for the maturity of an API, which names contain only temporarily. */
const STAGES: ReadonlySet<string> = new Set(["alpha", "beta", "preview"]);

const SYNONYMS: Readonly<Record<string, string>> = { get: "retrieve", new: "create", del: "delete", edit: "update" };

/** The verb that most APIs use for the same action. */
function usualVerb(word: string): string {
  return SYNONYMS[word] ?? VERBS.find((verb) => verb.word === word)?.synonymOf ?? word;
}
