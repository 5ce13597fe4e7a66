/** What the configuration says about pages. */
import type { JsonObject } from "../document/document.js";
import { type GivenPages, readGivenPages } from "../naming/pagination.js";
import type { SettingsSource } from "./settings-file.js";

/**
 * @param at where the key `pagination` stands
 * @throws UnusableInput where an entry of it is neither `false` nor a kind with its keys
 */
export function readPagination(
  source: SettingsSource,
  root: JsonObject,
  at: readonly string[],
): Readonly<Record<string, GivenPages>> | undefined {
  const entries = source.object(root, at);
  if (entries === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(entries).map(([key, value]) => {
      const read = readGivenPages(value ?? null);
      if ("given" in read) return [key, read.given];
      throw source.error([...at, key, ...read.problem.path], `\`${key}\`: ${read.problem.message}`, read.problem.hint);
    }),
  );
}
