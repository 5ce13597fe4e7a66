/** `skip` and `only`: what the file keeps out of some of its clients. */
import { type Mapping, textsOf } from "./mapping.js";

/** The names that the file has for the language that Callwright writes. */
const ownLanguages = new Set(["node", "typescript", "javascript"]);

export function isOwnLanguage(name: string): boolean {
  return ownLanguages.has(name);
}

/** Whether `skip` or `only` keeps something out of the TypeScript client. */
export function isElsewhere(entry: Mapping): boolean {
  const only = textsOf(entry["only"]);
  const isSkipped = entry["skip"] === true || textsOf(entry["skip"]).some((language) => ownLanguages.has(language));
  return isSkipped || (only.length > 0 && !only.some((language) => ownLanguages.has(language)));
}
