/**
 * JSON pointers as URI fragments (RFC 6901, sections 3 to 6): `#` is the whole document, `#/a~1b/0` an element of the
 * list under its key `a/b`.
 *
 * Written pointers leave every character readable except `~`, `/` and `%`, which alone have a meaning of their own;
 * read pointers may be percent-encoded throughout, as `$ref`s in real documents are.
 */
import type { Pointer } from "../diagnostic.js";

/** The pointer to the whole document. */
export const rootPointer: Pointer = "#";

/** The pointer that leads through these keys and indices, from the root down. */
export function pointerOf(...tokens: readonly (string | number)[]): Pointer {
  return childPointer(rootPointer, ...tokens);
}

/** The pointer that leads from `parent` further through these keys and indices. */
export function childPointer(parent: Pointer, ...tokens: readonly (string | number)[]): Pointer {
  let pointer = parent;
  for (const token of tokens) pointer += `/${escapeToken(String(token))}`;
  return pointer;
}

/**
 * The keys and indices a pointer leads through, from the root down; `#` and the empty string give none.
 * Reads the plain form (RFC 6901, section 5) as well as the fragment form (section 6).
 */
export function tokensOf(pointer: Pointer): string[] {
  const path = pointer.startsWith("#") ? pointer.slice(1) : pointer;
  if (path === "") return [];
  const tokens = path.split("/").map(unescapeToken);
  return path.startsWith("/") ? tokens.slice(1) : tokens;
}

/** One key as it stands between the slashes of a pointer. */
export function escapeToken(token: string): string {
  if (!/[~/%]/.test(token)) return token;
  return token.replaceAll("~", "~0").replaceAll("/", "~1").replaceAll("%", "%25");
}

/** The key that stands between the slashes of a pointer. */
export function unescapeToken(token: string): string {
  return decodePercent(token).replaceAll("~1", "/").replaceAll("~0", "~");
}

/** Percent-decodes text (RFC 3986, section 2.1); text that is not validly encoded is taken as it stands. */
export function decodePercent(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
