/** The English nouns that naming needs to know: plurals, singulars, and words that mean the caller. */
import { words } from "../identifiers.js";

/** Final segments of a GET that name one thing relative to the caller or the collection. */
const relatives = new Set(["me", "self", "current", "latest", "whoami", "stats", "summary"]);

const plurals = new Set(["people", "children", "criteria", "indices", "matrices", "vertices"]);

export function isRelative(segment: string): boolean {
  return relatives.has(words(segment).join(""));
}

/** Whether a segment names what is read and written, and is a resource also where it stands alone: `/keys/{id}/config`. */
export function isSetting(segment: string): boolean {
  return /^(?:config|configuration)$/.test(words(segment).at(-1) ?? "");
}

/** Whether a segment names many things: judged by its last word, `status`, `access` and `analysis` being one. */
export function isPlural(segment: string): boolean {
  const last = words(segment).at(-1) ?? "";
  return plurals.has(last) || (last.endsWith("s") && last.length > 2 && !/(?:ss|us|is|news)$/.test(last));
}

/** The singular of one lower-case word, for comparing only: `policies` and `policy` agree, nonsense is harmless. */
export function singular(word: string): string {
  if (/(?:ss|us|is)$/.test(word) || word.length <= 3) return word;
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (/(?:xes|ches|shes|sses|zes)$/.test(word)) return word.slice(0, -2);
  return word.endsWith("s") ? word.slice(0, -1) : word;
}

/** A text for comparison across spellings: `VectorStores`, `vector_store` and `vector-stores` are one. */
export function comparable(text: string): string {
  return words(text).map(singular).join("");
}
