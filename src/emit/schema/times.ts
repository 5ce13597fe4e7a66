/**
 * Points in time in parameters: callers may pass a `Date` for any `date-time`, and the client sends its text (RFC 3339,
 * section 5.6). In request bodies and responses, times stay text.
 */
import type { Json, JsonObject } from "../../document/document.js";
import { isList, isObject, member, refOf, valueAt } from "../../document/refs.js";
import { annotations, itemsOf, mapItems, mapMembers, type Whole } from "./rule.js";

/** The format of a string whose type becomes `Date`. */
export const SENT_DATE = "callwright-sent-date";

/** Accepts a `Date` wherever the schema of a parameter asks for a point in time. Any other node is returned unchanged. */
export function timesOfParameter(node: JsonObject, { root }: Whole): JsonObject {
  if (typeof node["in"] !== "string" || typeof node["name"] !== "string") return node;
  return mapMembers(node, (value, key) => (key === "schema" ? withDates(value, root) : value));
}

function withDates(schema: Json, root: JsonObject): Json {
  if (!isObject(schema)) return schema;
  if (isTime(schema) || isReferenceToTime(schema, root)) return orDate(schema);
  const dated = (inner: Json): Json => withDates(inner, root);
  return mapMembers(schema, (value, key) => {
    if (key === "items") return dated(value);
    if (key === "properties" && isObject(value)) return mapMembers(value, dated);
    return (key === "anyOf" || key === "oneOf") && isList(value) ? mapItems(value, dated) : value;
  });
}

function isTime(schema: Json | undefined): boolean {
  const types = itemsOf(member(schema, "type"));
  const isText = member(schema, "type") === "string" || types.includes("string");
  return isText && member(schema, "format") === "date-time";
}

/**
 * Whether a schema refers to a point in time, directly or as the only part of an `allOf`, which OpenAPI 3.0 uses next to
 * `nullable`.
 */
function isReferenceToTime(schema: JsonObject, root: JsonObject): boolean {
  const [only, ...others] = itemsOf(member(schema, "allOf"));
  const ref = refOf(schema) ?? (others.length === 0 ? refOf(only) : undefined);
  return ref !== undefined && isTime(valueAt(root, ref));
}

function orDate(schema: JsonObject): JsonObject {
  return { ...annotations(schema), anyOf: [schema, { type: "string", format: SENT_DATE }] };
}
