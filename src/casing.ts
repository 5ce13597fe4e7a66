/** Splits text into words and joins words into identifiers. It knows no reserved names: `naming` decides those. */

/**
 * What no name may hold: TypeScript 5.4 takes none of these for letters. Those beyond U+FFFF are left out as a whole, so that
 * names are the same whichever version of Unicode an engine knows.
 */
const UNNAMEABLE =
  /[^\p{ID_Continue}]|[\u{10000}-\u{10ffff}]|[\u088f\u0c5c\u0cdc\u1c89\u1c8a\ua7cb-\ua7f1]|\u0897|[\u1acf-\u1add]|[\u1ae0-\u1aeb]/gu;

/** Names of arguments and options that owners may give: callers write them without quotes. */
export const GIVEN_NAME = /^[A-Za-z_$][\w$]{0,99}$/;

/** Longer names do not help readers, and break path limits on Windows. */
export const longestIdentifier = 120;

/** Only letters and digits of ASCII, and no capital before another one. */
function isWithoutAcronyms(text: string): boolean {
  return /^[A-Za-z0-9][a-z0-9]/.test(text) && !/[^A-Za-z0-9]/.test(text) && !/[A-Z](?![a-z0-9])/.test(text);
}

/** Words that `-` or `_` already separate, in lower case: the form of nine in ten texts of real documents. */
function isSeparated(text: string): boolean {
  return text !== "" && !/[^a-z0-9_-]/.test(text) && !/^[-_]|[-_][-_]|[-_]$/.test(text);
}

/**
 * The words of a text, in lower case: `APIKeys`, `api-keys` and `api_keys` are all `["api", "keys"]`.
 * A text without letters or digits gives its code points, so that nothing ever becomes empty.
 *
 * No expression here repeats (`+`, `*`): matching a repetition takes a stack as deep as the text is long, and a title may
 * have megabytes.
 */
export function words(text: string): string[] {
  if (isSeparated(text)) return text.split(/[-_]/);
  // Most of the others are names already, without acronyms.
  if (isWithoutAcronyms(text)) return text.split(/(?=[A-Z])/).map((word) => word.toLowerCase());
  const identifierWords = text
    .normalize("NFC")
    .replace(/['’]/gu, "")
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, (pair: string, last: string, next: string) => splitAcronym(pair, last, next))
    .split(/[^\p{L}\p{N}\p{M}]/u)
    .map((word) => word.toLowerCase().replace(UNNAMEABLE, ""))
    .filter((word) => word !== "");
  return identifierWords.length > 0 ? identifierWords : codePoints(text);
}

/** `APIs` is one word, the plural of an acronym; `APIKeys` is two. */
function splitAcronym(pair: string, last: string, next: string): string {
  return next.endsWith("s") && next.length === 2 && pair.length === 3 ? `${last}${next}` : `${last} ${next}`;
}

function codePoints(text: string): string[] {
  const points = Array.from(text, (character) => `u${(character.codePointAt(0) ?? 0).toString(16)}`);
  return points.length > 0 ? points.slice(0, 8) : ["unnamed"];
}

/** `list_events` → `listEvents`, `2fa` → `n2fa`: a legal identifier, though it may be a reserved one. */
export function camelCase(text: string): string {
  if (/^[a-z][a-z0-9]{0,100}$/.test(text)) return text;
  const [first = "", ...rest] = words(text);
  return startLegally(shortened(first + rest.map(capitalised).join(""), longestIdentifier));
}

/** `api-keys` → `ApiKeys`. */
export function pascalCase(text: string): string {
  return capitalised(camelCase(text));
}

function capitalised(word: string): string {
  const first = String.fromCodePoint(word.codePointAt(0) ?? 0x5f);
  return first.toUpperCase() + word.slice(first.length);
}

function startLegally(name: string): string {
  return /^\p{ID_Start}/u.test(name) ? name : `n${name}`;
}

/** A name of at most `longest` characters; one that is cut ends in a hash of the whole, so that it stays distinct. */
export function shortened(name: string, longest: number): string {
  return name.length <= longest ? name : name.slice(0, longest - 7).replace(/[\ud800-\udbff-]$/, "") + hash(name);
}

/** FNV-1a, 32 bit, as seven characters of base 36: the same on every machine. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value.toString(36).padStart(7, "0");
}
