/**
 * Checks that a value has the type that OpenAPI requires at its location. Only types that resolving references and
 * generating types depend on are checked, so that later steps can rely on them; the lint checks the rest.
 */
import type { Diagnostic } from "../../diagnostic.js";
import type { Json } from "../document.js";
import type { Fault } from "./fault.js";
import { isNamed } from "./grammar.js";
import type { Kind } from "./grammar.js";
import { isList, isObject, refOf } from "../refs.js";
import { outPointer } from "./bundling.js";
import type { Frame } from "./bundling.js";

const listMembers: ReadonlyMap<string, readonly Kind[]> = new Map<string, readonly Kind[]>([
  ["allOf", ["schema"]],
  ["oneOf", ["schema"]],
  ["anyOf", ["schema"]],
  ["prefixItems", ["schema"]],
  ["parameters", ["pathItem", "operation"]],
  ["prefixEncoding", ["mediaType", "encoding"]],
]);

/** Kinds that only the lint reads in detail, so a value of the wrong type does no harm. */
const anyType: ReadonlySet<Kind> = new Set<Kind>([
  "plain",
  "names",
  "data",
  "extension",
  "examples",
  "example",
  "links",
  "link",
  "encodings",
  "encoding",
]);

const textKeys: ReadonlySet<string> = new Set(["title", "summary", "description"]);

/** Whether a member is text, which the author may have written in YAML without the necessary quotes. */
export function isText(owner: Kind, key: string): boolean {
  if (isNamed(owner) || owner === "extension")
    return owner === "plain" && (textKeys.has(key) || key === "name" || key === "version");
  return textKeys.has(key) || (key === "name" && (owner === "parameter" || owner === "header"));
}

/** Whether a value has parts and is not a reference, whose target may have none. */
function isStructure(value: Json): boolean {
  return isList(value) || (isObject(value) && refOf(value) === undefined);
}

function needsList(owner: Kind, key: string): boolean {
  return listMembers.get(key)?.includes(owner) ?? false;
}

/** Whether a member must be an object, not text or a list. */
export function needsObject(owner: Kind, key: string): boolean {
  const isWord = isText(owner, key) || (key === "$ref" && !isNamed(owner)) || owner === "mapping";
  return !isWord && !needsList(owner, key) && !(owner === "schema" && key === "required");
}

/** The type fault of the member `key` of an object of kind `owner`; undefined if the type is right. */
export function typeFault(owner: Kind, key: string, kind: Kind, value: Json): Fault | undefined {
  if (isText(owner, key)) return isStructure(value) ? wrong(key, value, "a text") : undefined;
  if (key === "$ref" && !isNamed(owner)) return wrong(key, value, "the text of a reference");
  if (owner === "mapping") return typeof value === "string" ? undefined : wrong(key, value, "the name of a schema");
  if (owner === "schema" && (key === "items" || key === "required") && isList(value)) return undefined;
  if (owner === "schema" && key === "required") return isObject(value) ? wrong(key, value, "a list") : undefined;
  if (needsList(owner, key)) return isList(value) ? undefined : wrong(key, value, "a list");
  return elementTypeFault(key, kind, value);
}

/** The same as `misfit`, for an element of a list. */
export function elementTypeFault(key: string, kind: Kind, value: Json): Fault | undefined {
  if (isObject(value) || anyType.has(kind)) return undefined;
  return kind === "schema" && typeof value === "boolean" ? undefined : wrong(key, value, "an object");
}

function wrong(key: string, value: Json, needed: string): Fault {
  return {
    code: "document/wrong-type",
    message: `\`${key}\` holds ${typeText(value)} where ${needed} is needed.`,
    hint: "Correct the value, or remove it.",
  };
}

/** Describes the type of a value in words. */
export function typeText(value: Json): string {
  if (value === null) return "nothing";
  if (isList(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** Writes a boolean schema as the equivalent object, which every reader understands (JSON Schema 2020-12, section 4.3.2). */
export function asSchema(value: boolean): Json {
  return value ? {} : { not: {} };
}

/**
 * The meaning of a key without a value, which YAML reads as null: an object without members if the key is a name that the
 * author chose or an HTTP method, otherwise absent.
 */
export function emptyValue(owner: Kind, kind: Kind): Json | undefined {
  return (isNamed(owner) && owner !== "mapping") || kind === "operation" ? {} : undefined;
}

/** The finding about a key without a value. */
export function emptyMember(frame: Frame): Diagnostic {
  return {
    code: "document/empty-value",
    severity: "warning",
    message: `\`${frame.path.at(-1) ?? ""}\` has no value here.`,
    hint: "Give it a value (`{}` for an object without members), or remove it.",
    place: { pointer: outPointer(frame), onKey: true },
  };
}
