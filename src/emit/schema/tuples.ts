/**
 * Tuples: lists whose first items have schemas of their own (JSON Schema 2020-12, 10.3.1.1). openapi-typescript always
 * treats them as closed.
 */
import type { Json, JsonObject } from "../../document/document.js";
import { isObject, member } from "../../document/refs.js";

export interface Tuple {
  readonly items: readonly JsonObject[];
  /** The number of items that are always present. */
  readonly required: number;
  /** The schema of further items; absent if there are none. */
  readonly rest?: JsonObject;
}

/**
 * Returns the tuple that a schema of `type: array` describes; undefined if it has neither `prefixItems` nor a list of
 * `items`, the keyword of older drafts. Without `minItems`, all first items count as present, which is what authors mean.
 */
export function tupleOf(node: JsonObject): Tuple | undefined {
  const items = member(node, "items");
  const isOlder = Array.isArray(items);
  const first = isOlder ? items : member(node, "prefixItems");
  if (!Array.isArray(first) || first.length === 0) return undefined;
  const schemas = (first as readonly Json[]).map(asObject);
  const further = member(node, isOlder ? "additionalItems" : "items") ?? member(node, "unevaluatedItems") ?? {};
  const minItems = member(node, "minItems");
  const maxItems = member(node, "maxItems");
  const least = typeof minItems === "number" ? minItems : schemas.length;
  const isClosed = isNothing(further) || (typeof maxItems === "number" && maxItems <= schemas.length);
  return { items: schemas, required: least, ...(isClosed ? {} : { rest: asObject(further) }) };
}

/** Whether a schema allows no value: `false`, or the object that replaced it when the document was read. */
function isNothing(schema: Json): boolean {
  const not = member(schema, "not");
  return schema === false || (isObject(not) && Object.keys(not).length === 0);
}

function asObject(schema: Json): JsonObject {
  return isObject(schema) ? schema : {};
}
