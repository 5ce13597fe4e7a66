/** Follows references inside one resolved document, in which every `$ref` is a pointer into the document. */
import type { Pointer } from "../diagnostic.js";
import type { Document, Json, JsonObject } from "./document.js";
import { rootPointer, tokensOf } from "./pointer.js";

/** A value and its pointer, after every `$ref` was followed. */
export interface Followed {
  /** Undefined if the references end at a value that is not an object, lead nowhere, or form a cycle. */
  readonly value: JsonObject | undefined;
  readonly pointer: Pointer;
}

/** Whether a value is a JSON object, not a list or null. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `Array.isArray`, typed for read-only lists. */
export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** Returns an own property of an object, otherwise undefined; safe for keys such as `constructor` and `__proto__`. */
export function member(value: Json | undefined, key: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Returns the target of a Reference Object (OpenAPI Specification 3.1, section 4.8.23); undefined for any other value. */
export function refOf(value: Json | undefined): string | undefined {
  const ref = member(value, "$ref");
  return typeof ref === "string" ? ref : undefined;
}

/**
 * Follows the `$ref` at `node`, and those after it, to an object.
 *
 * @param node a value of the document, for example a parameter or a reference to one
 * @param pointer the pointer of `node`
 */
export function follow(document: Document, node: Json | undefined, pointer: Pointer): Followed {
  const seen = new Set<string>();
  let current = { value: node, pointer };
  for (let ref = refOf(node); ref !== undefined; ref = refOf(current.value)) {
    if (seen.has(ref)) return { value: undefined, pointer: current.pointer };
    seen.add(ref);
    current = { value: document.at(ref), pointer: ref };
  }
  return { value: isObject(current.value) ? current.value : undefined, pointer: current.pointer };
}

/** Returns the value at a pointer below `root`, without following references; undefined if there is none. */
export function valueAt(root: Json, pointer: Pointer): Json | undefined {
  if (pointer === rootPointer) return root;
  let value: Json | undefined = root;
  for (const token of tokensOf(pointer)) {
    value = partOf(value, token);
    if (value === undefined) return undefined;
  }
  return value;
}

/** Returns one member or element. Indices have only digits and no leading zero (RFC 6901, section 4). */
export function partOf(value: Json, token: string): Json | undefined {
  if (!Array.isArray(value)) return member(value, token);
  return /^(0|[1-9][0-9]*)$/.test(token) ? (value as readonly Json[])[Number(token)] : undefined;
}
