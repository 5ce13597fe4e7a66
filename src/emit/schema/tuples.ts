/** Lists whose first items have schemas of their own (JSON Schema 2020-12, 10.3.1.1), which openapi-typescript always closes. */
import type { Json, JsonObject } from "../../document/document.js";
import { isObject, member } from "../../document/refs.js";

export interface Tuple {
  readonly items: readonly JsonObject[];
  /** How many of the items are always there. */
  readonly required: number;
  /** The schema of further items; absent where there are none. */
  readonly rest?: JsonObject;
}

/**
 * The tuple that a schema of `type: array` is; undefined where it has no `prefixItems`, nor a list of `items`, as older
 * drafts call them. Without `minItems`, all first items are taken to be there, as their authors mean them.
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

/** `false` as a schema, or what became of it when the document was read. */
function isNothing(schema: Json): boolean {
  const not = member(schema, "not");
  return schema === false || (isObject(not) && Object.keys(not).length === 0);
}

function asObject(schema: Json): JsonObject {
  return isObject(schema) ? schema : {};
}
