/**
 * The one gate through which text of a document becomes an identifier or a file name of the generated package.
 *
 * Everything that leaves here is legal as a property, class or file name on every platform. Legal names are not yet
 * unique: that is the business of `Claims` below and of `clashes.ts`.
 */

/** Longer names help nobody and break path limits on Windows; a cut name ends in a hash of the whole. */
const longestIdentifier = 120;
const longestFileName = 100;

/**
 * Properties that would change what an object *is*: `then` makes it a thenable that `await` calls, the rest belong to
 * `Object.prototype` and are called by engines and tools.
 */
const neverProperties = new Set([
  "then",
  "constructor",
  "prototype",
  "toString",
  "toLocaleString",
  "toJSON",
  "valueOf",
  "hasOwnProperty",
  "isPrototypeOf",
  "propertyIsEnumerable",
]);

/** Methods and properties that every generated client has of its own. */
const clientProperties = new Set([
  "get",
  "post",
  "put",
  "patch",
  "delete",
  "head",
  "options",
  "trace",
  "request",
  "withOptions",
]);

/** Globals that generated modules use, or that a reader would take a class for. */
const globalClasses = new Set(
  (
    "Array ArrayBuffer AbortController AbortSignal AsyncGenerator AsyncIterable AsyncIterator Awaited BigInt Blob BodyInit Boolean " +
    "DataView Date Error Event EventTarget Exclude Extract File FormData Function Generator Headers HeadersInit Infinity Intl " +
    "Iterable Iterator JSON Map Math NaN NonNullable Number Object Omit Parameters Partial Pick Promise PromiseLike Proxy " +
    "RangeError ReadableStream Readonly ReadonlyArray Record RegExp Request RequestInit Required Response ResponseInit " +
    "ReturnType Set String Symbol SyntaxError TextDecoder TextEncoder TypeError URL URLSearchParams Uint8Array WeakMap WeakSet"
  ).split(" "),
);

/** Names that the runtime exports, or that generated modules import from it: a class of that name would hide them. */
const runtimeNames = new Set(
  (
    "AnyOptions AnyWebhook APIClientError APIConnectionError APIConnectionTimeoutError APIError APIPromise APIResponseError APIUsageError " +
    "APIUserAbortError ApiSettings AuthenticationError BadRequestError Body CallErrors Caller Client ClientOptions ConflictError Credential " +
    "Fetch HeaderOptions HttpMethod Input InputDetail InternalServerError IterablePromise Location LogLevel Logger Middleware " +
    "NotFoundError Operation OptionalBody Options Page PageOf PagePromise Params PermissionDeniedError RateLimitError RequestOptions RequestSummary Resource " +
    "Result ResultContext ResultReader Security Server Stream Style Transport UnprocessableEntityError Uploadable WithResponse"
  )
    .split(" ")
    .map((name) => name.toLowerCase()),
);

/** Names that Windows keeps for devices, whatever the ending; `index` would read as the folder's entry. */
const reservedFileName = /^(?:con|prn|aux|nul|com\d|lpt\d|conin|conout|clock|index)$/;

/**
 * The words of a text, in lower case: `APIKeys`, `api-keys` and `api_keys` are all `["api", "keys"]`.
 * A text without letters or digits gives its code points, so that nothing ever becomes empty.
 */
export function words(text: string): string[] {
  // Nine of ten texts of real documents are of this form, and need none of what follows.
  if (/^[a-z0-9]+(?:[-_][a-z0-9]+)*$/.test(text)) return text.split(/[-_]/);
  const found = text
    .normalize("NFC")
    .replace(/['’]/gu, "")
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, (pair: string, last: string, next: string) => splitAcronym(pair, last, next))
    .match(/[\p{L}\p{N}\p{M}]+/gu);
  const identifierWords = (found ?? [])
    .map((word) => word.toLowerCase().replace(/[^\p{ID_Continue}]/gu, ""))
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

/** `list_events` → `listEvents`, `2fa` → `n2fa`: a legal identifier, though perhaps a reserved one (see `legalProperty`). */
export function camelCase(text: string): string {
  if (/^[a-z][a-z0-9]{0,100}$/.test(text)) return text;
  const [first = "", ...rest] = words(text);
  return startLegally(cut(first + rest.map(capitalised).join(""), longestIdentifier));
}

/** `api-keys` → `ApiKeys`. */
export function pascalCase(text: string): string {
  return capitalised(camelCase(text));
}

/** `PORTKEY_API_KEY`; ASCII only, because environments are. */
export function constantCase(text: string): string {
  return ascii(words(text).join("_")).toUpperCase();
}

/** A file name without ending: ASCII, lower case, no device name of Windows. */
export function fileCase(text: string): string {
  const name = cut(ascii(words(text).join("-")), longestFileName);
  return reservedFileName.test(name) ? `${name}-resource` : name;
}

/**
 * Text that already is a camelCase identifier stays as its author wrote it (`getURL`); any other is camel-cased.
 */
export function asWritten(text: string): string {
  return /^[a-z][A-Za-z0-9]*$/.test(text) && text.length <= longestIdentifier ? text : camelCase(text);
}

/**
 * A name that may stand as a property of the client (`depth` 0) or of a resource. One that would break the object gets
 * a trailing underscore: `then_`, and on the client `options_`.
 */
export function legalProperty(name: string, depth: number): string {
  const identifier = asWritten(name.endsWith("_") ? name.slice(0, -1) : name);
  const taken = neverProperties.has(identifier) || (depth === 0 && clientProperties.has(identifier));
  return taken ? `${identifier}_` : identifier;
}

/** A class name that shadows no global and nothing of the runtime: `Request` → `RequestResource`. */
export function legalClass(name: string): string {
  const identifier = pascalCase(name);
  return globalClasses.has(identifier) || isRuntimeName(identifier) ? `${identifier}Resource` : identifier;
}

/** The class name of a client, which stays as its author wrote it where it can: `OpenAI`. */
export function clientClass(name: string): string {
  const isClass = /^[A-Z][A-Za-z0-9]*$/.test(name) && name.length <= longestIdentifier;
  const identifier = isClass ? name : pascalCase(name);
  return globalClasses.has(identifier) || isRuntimeName(identifier) ? `${identifier}Client` : identifier;
}

function isRuntimeName(identifier: string): boolean {
  return runtimeNames.has(identifier.toLowerCase());
}

/** Hands each name out once, whatever the letter case; a second claim is numbered. */
export function claims(separator = ""): (name: string) => string {
  const taken = new Set<string>();
  return (name) => {
    let unique = name;
    for (let count = 2; taken.has(unique.toLowerCase()); count += 1) unique = `${name}${separator}${String(count)}`;
    taken.add(unique.toLowerCase());
    return unique;
  };
}

function capitalised(word: string): string {
  const first = String.fromCodePoint(word.codePointAt(0) ?? 0x5f);
  return first.toUpperCase() + word.slice(first.length);
}

function startLegally(name: string): string {
  return /^\p{ID_Start}/u.test(name) ? name : `n${name}`;
}

/** Lower case; letters lose their accents, and what is still not ASCII becomes its code point. */
function ascii(text: string): string {
  // Upper case spells out what lower case has as one letter: `ß` is `SS`.
  return text
    .normalize("NFKD")
    .toUpperCase()
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^\x20-\x7e]/gu, (character) => `u${(character.codePointAt(0) ?? 0).toString(16)}`);
}

function cut(name: string, longest: number): string {
  return name.length <= longest ? name : name.slice(0, longest - 7).replace(/[\ud800-\udbff-]$/, "") + hash(name);
}

/** FNV-1a, 32 bit, as seven characters of base 36: the same on every machine. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value.toString(36).padStart(7, "0");
}
