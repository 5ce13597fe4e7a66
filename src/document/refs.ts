/** Reads references inside one resolved document: every `$ref` in it is a pointer into the document itself. */
import type { Pointer } from "../diagnostic.js";
import type { Document, Json, JsonObject } from "./document.js";
import { rootPointer, tokensOf } from "./pointer.js";

/** A value and where it stands once every `$ref` on the way was followed. */
export interface Followed {
  /** Undefined where the way ends in something that is not an object, leads nowhere or never ends. */
  readonly value: JsonObject | undefined;
  readonly pointer: Pointer;
}

/** Whether a value is a JSON object, and neither a list nor null. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `Array.isArray` for read-only lists. */
export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** The own member of an object, or undefined: safe for keys such as `constructor` and `__proto__`. */
export function member(value: Json | undefined, key: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The target of a reference object (OpenAPI Specification 3.1, section 4.8.23), or undefined for any other value. */
export function refOf(value: Json | undefined): string | undefined {
  const ref = member(value, "$ref");
  return typeof ref === "string" ? ref : undefined;
}

/**
 * Follows the `$ref`s that stand at `node`, one after the other, to the object they lead to.
 *
 * @param node a value of the document, for example a parameter or a reference to one
 * @param pointer where `node` stands
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

/** The value a pointer leads to below `root`, without following a `$ref` on the way; undefined where it leads nowhere. */
export function valueAt(root: Json, pointer: Pointer): Json | undefined {
  if (pointer === rootPointer) return root;
  let value: Json | undefined = root;
  for (const token of tokensOf(pointer)) {
    value = partOf(value, token);
    if (value === undefined) return undefined;
  }
  return value;
}

/** One step of a pointer. RFC 6901, section 4: the index of a list has digits only, and no leading zero. */
export function partOf(value: Json, token: string): Json | undefined {
  if (!Array.isArray(value)) return member(value, token);
  return /^(0|[1-9][0-9]*)$/.test(token) ? (value as readonly Json[])[Number(token)] : undefined;
}
