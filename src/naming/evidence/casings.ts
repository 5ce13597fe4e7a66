/** How words are spelled inside the names that nobody wrote: `list_mcp_urls` is `listMCPURLs` where the user says so. */
import type { Texts } from "../../config/decisions.js";
import { camelCase, pascalCase, words } from "../identifiers.js";
import { type Candidate, changed } from "../calls/candidates.js";

/** Respells one camelCase name. Its first word stays small, and a name without any of the words as it is. */
export function caser(casings: Texts = {}): (name: string) => string {
  const spellings = new Map(Object.entries(casings).map(([word, spelling]) => [word.toLowerCase(), spelling]));
  /** Of a plural too: `URLs`. */
  const spelled = (word: string): string | undefined => {
    const one = word.endsWith("s") ? spellings.get(word.slice(0, -1)) : undefined;
    return spellings.get(word) ?? (one === undefined ? undefined : `${one}s`);
  };
  if (spellings.size === 0) return (name) => name;
  return (name) => {
    const [first = "", ...rest] = words(name);
    if (rest.every((word) => spelled(word) === undefined)) return name;
    return camelCase(first) + rest.map((word) => spelled(word) ?? pascalCase(word)).join("");
  };
}

/** A candidate with its words respelled, unless a person wrote its name as code: an override, another generator's key, JavaScript. */
export function withCasings(original: Candidate, spell: (name: string) => string): Candidate {
  const { authority, because, segments } = original;
  const isCode = because.kind === "sample" && because.language === "javascript";
  if (authority === "override" || authority === "generator" || isCode) return original;
  return changed(original, because, segments.map(spell));
}
