/** What the configuration's `accept` lists do in `diff` and `compare`: what is accepted fails nothing, and a dead entry fails. */
import type { Acceptance } from "../../config/decisions.js";

/** Entries that only their owner can mend, as they stand in the configuration. */
export interface DeadEntries {
  /** Those that match nothing. */
  readonly unmatched: readonly string[];
  /** Those whose last day is over. */
  readonly expired: readonly string[];
}

export interface Settled<Item> extends DeadEntries {
  readonly accepted: ReadonlySet<Item>;
}

/**
 * Finds the items that the entries accept today.
 *
 * @param textOf the entry as the configuration has it
 */
export function settle<Item, Entry extends Acceptance>(
  items: readonly Item[],
  entries: readonly Entry[],
  textOf: (entry: Entry) => string,
  matches: (entry: Entry, item: Item) => boolean,
): Settled<Item> {
  const found = entries.map((entry) => ({ entry, matched: items.filter((item) => matches(entry, item)) }));
  const textsOf = (kept: typeof found): readonly string[] => kept.map(({ entry }) => textOf(entry));
  return {
    accepted: new Set(found.filter(({ entry }) => isCurrent(entry)).flatMap(({ matched }) => matched)),
    unmatched: textsOf(found.filter(({ matched }) => matched.length === 0)),
    expired: textsOf(found.filter(({ entry, matched }) => matched.length > 0 && !isCurrent(entry))),
  };
}

/** Days are compared as text (RFC 3339, full-date). */
function isCurrent({ until }: Acceptance): boolean {
  return until === undefined || until >= new Date().toISOString().slice(0, 10);
}

/** Sentences about entries that their owner has to mend. @param noun what the command finds: `change` */
export function entryProblems(
  { unmatched, expired }: DeadEntries,
  command: "diff" | "compare",
  noun: string,
): readonly string[] {
  const entry = (text: string) => `\`x-callwright.${command}.accept\` has ${text}`;
  return [
    ...unmatched.map((text) => `${entry(text)}, which matches no ${noun}; remove the entry.`),
    ...expired.map((text) => `${entry(text)}, which has expired; set a later \`until\`, or fix the ${noun}.`),
  ];
}
