/** `readOnly` (only the server sets it) and `writeOnly` (only the caller sends it); OpenAPI 3.1, section 4.8.24. */
import type { Document, Json, JsonObject } from "../../document/document.js";
import type { SchemaView } from "./schema.js";
import { flagOf } from "../values.js";

/** Whether a schema, at any depth, requires a read-only property. */
export function requiresReadOnly(schema: SchemaView | undefined): boolean {
  return requires(schema, new Set(), new Set());
}

/** @param outer properties of the same object that enclosing schemas require */
function requires(schema: SchemaView | undefined, outer: ReadonlySet<string>, seen: Set<SchemaView>): boolean {
  if (!schema || seen.has(schema)) return false;
  seen.add(schema);
  const required = new Set([...outer, ...schema.required]);
  const beside = [...schema.parts, ...schema.choices.flat()];
  return (
    [...schema.properties].some(([name, { isReadOnly }]) => isReadOnly && required.has(name)) ||
    beside.some((part) => requires(part, required, seen)) ||
    [...propertySchemas(schema), schema.items, restSchema(schema)].some((part) => requires(part, new Set(), seen))
  );
}

const marked = new WeakMap<JsonObject, boolean>();

/** Whether a schema, at any depth, has a write-only property. */
export function holdsWriteOnly(document: Document, schema: SchemaView | undefined): boolean {
  // Few documents have one, so search the document once before searching each schema.
  const isMarked = marked.get(document.root) ?? mentionsWriteOnly(document.root);
  marked.set(document.root, isMarked);
  return isMarked && holds(schema, new Set());
}

function mentionsWriteOnly(value: Json | undefined): boolean {
  if (typeof value !== "object" || value === null) return false;
  const isMarked = !Array.isArray(value) && flagOf(value as JsonObject, "writeOnly");
  return isMarked || Object.values(value).some((part: Json | undefined) => mentionsWriteOnly(part));
}

function holds(schema: SchemaView | undefined, seen: Set<SchemaView>): boolean {
  if (!schema || seen.has(schema)) return false;
  seen.add(schema);
  const beside = [...schema.parts, ...schema.choices.flat(), ...schema.firstItems];
  const inner = [...propertySchemas(schema), ...beside, schema.items, restSchema(schema)];
  return (
    [...schema.properties.values()].some(({ isWriteOnly }) => isWriteOnly) || inner.some((part) => holds(part, seen))
  );
}

function propertySchemas({ properties }: SchemaView): readonly (SchemaView | undefined)[] {
  return [...properties.values()].map(({ schema }) => schema);
}

/** The schema of additional properties. */
function restSchema({ rest }: SchemaView): SchemaView | undefined {
  return typeof rest === "object" ? rest : undefined;
}
