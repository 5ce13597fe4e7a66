/** `readOnly` and `writeOnly`: what only the server sets, and what only the caller sends (OpenAPI 3.1, section 4.8.24). */
import type { Document, Json, JsonObject } from "../document/document.js";
import { follow } from "../document/refs.js";
import { flagOf, isObject, listOf, objectOf, stringsOf, valueOf } from "./read.js";

/** Whether only the server sets a property: where its own schema says so, for the generated types read no further. */
export function isReadOnly(property: Json | undefined): boolean {
  return isObject(property) && flagOf(property, "readOnly");
}

/** Whether a schema, at some depth, requires a property that only the server sets. */
export function requiresReadOnly(document: Document, node: Json | undefined): boolean {
  return requires(document, node, new Set(), new Set());
}

/** @param outer what schemas around this one require of the same object */
function requires(
  document: Document,
  node: Json | undefined,
  outer: ReadonlySet<string>,
  seen: Set<JsonObject>,
): boolean {
  const { value: schema } = follow(document, node, "#");
  if (!schema || seen.has(schema)) return false;
  seen.add(schema);
  const required = new Set([...outer, ...stringsOf(schema, "required")]);
  const properties = Object.entries(objectOf(schema, "properties") ?? {});
  const parts = ["allOf", "oneOf", "anyOf"].flatMap((key) => listOf(schema, key));
  const inner = [
    ...properties.map(([, value]) => value),
    valueOf(schema, "items"),
    valueOf(schema, "additionalProperties"),
  ];
  return (
    properties.some(([name, value]) => required.has(name) && isReadOnly(value)) ||
    parts.some((part) => requires(document, part, required, seen)) ||
    inner.some((part) => requires(document, part, new Set(), seen))
  );
}

const marked = new WeakMap<JsonObject, boolean>();

/** Whether a schema, at some depth, has a property that only the caller sends. */
export function holdsWriteOnly(document: Document, node: Json | undefined): boolean {
  // Hardly any document has one, so that it is looked for once before any schema is.
  const isMarked = marked.get(document.root) ?? mentionsWriteOnly(document.root);
  marked.set(document.root, isMarked);
  return isMarked && holds(document, node, new Set());
}

function mentionsWriteOnly(value: Json | undefined): boolean {
  if (typeof value !== "object" || value === null) return false;
  const isMarked = !Array.isArray(value) && flagOf(value as JsonObject, "writeOnly");
  return isMarked || Object.values(value).some((part: Json | undefined) => mentionsWriteOnly(part));
}

function holds(document: Document, node: Json | undefined, seen: Set<JsonObject>): boolean {
  const { value: schema } = follow(document, node, "#");
  if (!schema || seen.has(schema)) return false;
  seen.add(schema);
  const properties = Object.values(objectOf(schema, "properties") ?? {});
  const parts = ["allOf", "oneOf", "anyOf", "prefixItems"].flatMap((key) => listOf(schema, key));
  const inner = [...properties, ...parts, valueOf(schema, "items"), valueOf(schema, "additionalProperties")];
  const isMarked = properties.some((property) => isObject(property) && flagOf(property, "writeOnly"));
  return isMarked || inner.some((part) => holds(document, part, seen));
}
