/**
 * The one gate through which text of a document becomes an identifier or a file name of the generated package.
 *
 * Everything that leaves here is legal as a property, class or file name on every platform. Legal names are not yet
 * unique: that is the business of `Claims` below and of `clashes.ts`.
 */

import { camelCase, longestIdentifier, pascalCase, shortened, words } from "../casing.js";
import { clientMembers, resourceMembers, runtimeExports } from "./reserved.js";

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

/** HTTP methods that the client may come to offer for any path, beside those it has. */
const futureMembers = ["head", "options", "trace", "request"];

/** Methods and properties that every generated client has of its own. */
const clientProperties: ReadonlySet<string> = new Set([...clientMembers, ...futureMembers]);

/** Properties that every generated resource has of its own. */
const resourceProperties: ReadonlySet<string> = new Set(resourceMembers);

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

/** Types of the runtime that generated modules import from its own files, since callers need none of them. */
export const internalTypes = [
  "ApiSettings",
  "Lines",
  "Operation",
  "OptionalBody",
  "WithRequestId",
] as const satisfies readonly (typeof runtimeExports.operation)[number][];

/** Names that generated modules declare or import beside the runtime's: a class of that name would hide them. */
const packageNames = [
  "AnyWebhook",
  "Unwrap",
  "UnwrapOptions",
  "WebhookVerificationError",
  "unwrapWebhook",
  "unwrapWebhookFor",
  "CallErrors",
  "Readable",
  "Shown",
  "Writable",
  "WritableKeys",
  "WithRequired",
  "WriteOnly",
];

/** In lower case: two names that differ only in case read as one. */
const takenClasses: ReadonlySet<string> = new Set(
  [...runtimeExports.index, ...internalTypes, ...packageNames].map((name) => name.toLowerCase()),
);

/** Types are told apart by letter case. */
const takenTypes: ReadonlySet<string> = new Set([...runtimeExports.index, ...internalTypes, ...packageNames]);

/** Names that Windows keeps for devices, whatever the ending; `index` would read as the folder's entry, and `core` is imported. */
const reservedFileName = /^(?:con|prn|aux|nul|com\d|lpt\d|conin|conout|clock|core|index)$/;

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

/** The owner's own word for a name, as `organizationID`, `list_events` or `Users`: kept where it is an identifier. */
export function ownersWord(text: string): string {
  return /^[A-Za-z][A-Za-z0-9_]*$/.test(text) && text.length <= longestIdentifier ? text : camelCase(text);
}

/**
 * A name that may stand as a property of the client (`depth` 0) or of a resource. One that would break the object gets
 * a trailing underscore: `then_`, and on the client `options_`.
 *
 * @param spell makes an identifier of the name
 */
export function legalProperty(name: string, depth: number, spell: (text: string) => string = asWritten): string {
  const identifier = spell(name.endsWith("_") ? name.slice(0, -1) : name);
  const own = depth === 0 ? clientProperties : resourceProperties;
  const taken = neverProperties.has(identifier) || own.has(identifier);
  return taken ? `${identifier}_` : identifier;
}

/** A class name that shadows no global, nothing of the runtime and not the client: `Request` → `RequestResource`. */
export function legalClass(name: string, client: string): string {
  const identifier = pascalCase(name);
  const isTaken = isTakenClass(identifier) || identifier.toLowerCase() === client.toLowerCase();
  return isTaken ? `${identifier}Resource` : identifier;
}

/** The class name of a client, which stays as its author wrote it where it can: `OpenAI`. */
export function clientClass(name: string): string {
  const isClass = /^[A-Z][A-Za-z0-9]*$/.test(name) && name.length <= longestIdentifier;
  const identifier = isClass ? name : pascalCase(name);
  return ["", "Core", "Options"].some((suffix) => isTakenClass(identifier + suffix))
    ? `${identifier}Client`
    : identifier;
}

/** A type name of ASCII letters and digits: one that is legal stays as its author wrote it, any other becomes PascalCase. */
export function asciiName(text: string): string {
  if (/^[A-Z][A-Za-z0-9]*$/.test(text) && text.length <= longestIdentifier) return text;
  return pascalCase(/^[\x20-\x7e]*$/.test(text) ? text : ascii(words(text).join("-")));
}

/** Whether a type of that name would hide a global, or something that the package exports or declares. */
export function isTakenType(name: string): boolean {
  return globalClasses.has(name) || takenTypes.has(name);
}

function isTakenClass(identifier: string): boolean {
  return globalClasses.has(identifier) || takenClasses.has(identifier.toLowerCase());
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
