/**
 * JSON pointers as URI fragments (RFC 6901, sections 3 to 6): `#` is the whole document, `#/a~1b/0` the first element of
 * the list under its key `a/b`.
 *
 * Pointers are written with only `~`, `/` and `%` escaped, so that they stay readable; pointers are also read with any
 * other character percent-encoded, because `$ref`s in real documents are.
 */
import type { Pointer } from "../diagnostic.js";

/** The pointer to the whole document. */
export const rootPointer: Pointer = "#";

/** Returns the pointer that leads through these keys and indices from the root. */
export function pointerOf(...tokens: readonly (string | number)[]): Pointer {
  return childPointer(rootPointer, ...tokens);
}

/** Extends a pointer by these keys and indices. */
export function childPointer(parent: Pointer, ...tokens: readonly (string | number)[]): Pointer {
  let pointer = parent;
  for (const token of tokens) pointer += `/${escapeToken(String(token))}`;
  return pointer;
}

/**
 * Splits a pointer into its keys and indices, from the root; `#` and the empty string give none. Reads the plain form
 * (RFC 6901, section 5) as well as the fragment form (section 6).
 */
export function tokensOf(pointer: Pointer): string[] {
  const path = pointer.startsWith("#") ? pointer.slice(1) : pointer;
  if (path === "") return [];
  const tokens = path.split("/").map(unescapeToken);
  return path.startsWith("/") ? tokens.slice(1) : tokens;
}

/** Escapes one key for use in a pointer. */
export function escapeToken(token: string): string {
  if (!/[~/%]/.test(token)) return token;
  return token.replaceAll("~", "~0").replaceAll("/", "~1").replaceAll("%", "%25");
}

/** Reads one escaped key of a pointer. */
export function unescapeToken(token: string): string {
  return decodePercent(token).replaceAll("~1", "/").replaceAll("~0", "~");
}

/** Percent-decodes text (RFC 3986, section 2.1); returns text with invalid encoding unchanged. */
export function decodePercent(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
