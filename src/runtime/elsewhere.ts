/** Answers that another origin has, such as files in a storage: a declared redirect leads there. */

/** Headers that say which form of the answer is wanted, and which part of it. Any other may hold a secret. */
const HARMLESS: ReadonlySet<string> = new Set(["accept", "accept-language", "range", "user-agent"]);

/** The headers that another origin may see: no credentials, and none that a caller added. */
export function elsewhere(headers: Headers): Headers {
  return new Headers([...headers].filter(([name]) => HARMLESS.has(name.toLowerCase())));
}
