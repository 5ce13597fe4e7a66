/** `skip` and `only`: what the file excludes from some of its clients. */
import { type Mapping, textsOf } from "./mapping.js";

/** The file's names for TypeScript. */
const ownLanguages = new Set(["node", "typescript", "javascript"]);

/** Whether a name is one of the file's names for TypeScript. */
export function isOwnLanguage(name: string): boolean {
  return ownLanguages.has(name);
}

/** Whether `skip` or `only` excludes an entry from the TypeScript client. */
export function isElsewhere(entry: Mapping): boolean {
  const only = textsOf(entry["only"]);
  const isSkipped = entry["skip"] === true || textsOf(entry["skip"]).some((language) => ownLanguages.has(language));
  return isSkipped || (only.length > 0 && !only.some((language) => ownLanguages.has(language)));
}
