/**
 * Points in time in parameters: callers may pass a `Date` for any `date-time`, and the client sends its text (RFC 3339,
 * section 5.6). In request bodies and responses, times stay text.
 */
import type { Json, JsonObject } from "../../document/document.js";
import { isObject, member, refOf, valueAt } from "../../document/refs.js";
import { itemsOf, type Whole } from "./rule.js";

/** The format of a string whose type becomes `Date`. */
export const SENT_DATE = "callwright-sent-date";

/** Accepts a `Date` wherever the schema of a parameter asks for a point in time. Any other node is returned unchanged. */
export function timesOfParameter(node: JsonObject, { root }: Whole): JsonObject {
  if (typeof node["in"] !== "string" || typeof node["name"] !== "string") return node;
  return withChanged(node, "schema", (schema) => withDates(schema, root));
}

function withDates(schema: Json, root: JsonObject): Json {
  if (!isObject(schema)) return schema;
  if (isTime(schema) || isReferenceToTime(schema, root)) return orDate(schema);
  const dated = (inner: Json): Json => withDates(inner, root);
  const items = withChanged(schema, "items", dated);
  const choices = ["anyOf", "oneOf"].reduce((node, key) => withChanged(node, key, (list) => each(list, dated)), items);
  return withChanged(choices, "properties", (properties) => eachMember(properties, dated));
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
  const { description, deprecated } = schema;
  const annotations = {
    ...(description !== undefined && { description }),
    ...(deprecated !== undefined && { deprecated }),
  };
  return { ...annotations, anyOf: [schema, { type: "string", format: SENT_DATE }] };
}

/** Returns the same object if the member is absent or does not change. */
function withChanged(owner: JsonObject, key: string, change: (value: Json) => Json): JsonObject {
  const before = member(owner, key);
  if (before === undefined) return owner;
  const after = change(before);
  return after === before ? owner : { ...owner, [key]: after };
}

function each(list: Json, change: (value: Json) => Json): Json {
  const before = itemsOf(list);
  const after = before.map(change);
  return after.some((item, index) => item !== before[index]) ? after : list;
}

function eachMember(owner: Json, change: (value: Json) => Json): Json {
  if (!isObject(owner)) return owner;
  return Object.keys(owner).reduce((node, key) => withChanged(node, key, change), owner);
}
