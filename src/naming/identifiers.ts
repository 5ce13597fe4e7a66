/**
 * The one gate through which text of a document becomes an identifier or a file name of the generated package.
 *
 * Everything that leaves here is legal as a property, class or file name on every platform. Legal names are not yet
 * unique: that is the business of `Claims` below and of `clashes.ts`.
 */

import { camelCase, longestIdentifier, pascalCase, shortened, words } from "../casing.js";

export { camelCase, pascalCase, words };

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

/** `PORTKEY_API_KEY`; ASCII only, because environments are. */
export function constantCase(text: string): string {
  return ascii(words(text).join("_")).toUpperCase();
}

/** A file name without ending: ASCII, lower case, no device name of Windows. */
export function fileCase(text: string): string {
  const name = shortened(ascii(words(text).join("-")), longestFileName);
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
