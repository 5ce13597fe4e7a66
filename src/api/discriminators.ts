/**
 * The values that tell the alternatives of a document apart (OpenAPI Specification 3.1, section 4.8.25), by schema:
 * generated types ask for them wherever such a schema stands, and not only where the choice is.
 */
import type { Pointer } from "../diagnostic.js";
import type { Document, Json, JsonObject } from "../document/document.js";
import { pointerOf, tokensOf } from "../document/pointer.js";
import { refOf } from "../document/refs.js";
import { schemaAt, type SchemaView } from "./schema.js";
import { isObject, listOf, objectOf } from "./values.js";

export interface Discriminated {
  readonly key: string;
  readonly values: readonly [string, ...string[]];
}

const known = new WeakMap<Document, ReadonlyMap<SchemaView, Discriminated>>();

/** Schemas with a value of their own. Those of `oneOf` first, then those that extend a base. */
export function discriminatorsOf(document: Document): ReadonlyMap<SchemaView, Discriminated> {
  const found = known.get(document) ?? bySchema(document);
  known.set(document, found);
  return found;
}

function bySchema(document: Document): ReadonlyMap<SchemaView, Discriminated> {
  const found = new Map<SchemaView, Discriminated>();
  for (const [pointer, discriminated] of read(document)) {
    const schema = schemaAt(document, { $ref: pointer });
    if (schema && !found.has(schema)) found.set(schema, discriminated);
  }
  return found;
}

function read(document: Document): ReadonlyMap<Pointer, Discriminated> {
  const { root } = document;
  const found = new Map<Pointer, Discriminated>();
  const valuesOf = new Map<JsonObject, ReadonlyMap<Pointer, readonly string[]>>();
  const add = (pointer: Pointer | undefined, owner: JsonObject): void => {
    const discriminator = schemaAt(document, owner)?.discriminator;
    if (pointer === undefined || !discriminator || found.has(pointer)) return;
    const mapped = valuesOf.get(owner) ?? mappedValues(discriminator.mapping);
    valuesOf.set(owner, mapped);
    const [first = tokensOf(pointer).at(-1) ?? "", ...others] = mapped.get(pointer) ?? [];
    found.set(pointer, { key: discriminator.property, values: [first, ...others] });
  };
  for (const schema of discriminatorOwners(root)) {
    for (const part of listOf(schema, "oneOf")) add(refOf(part), schema);
  }
  for (const [pointer, base] of extensions(root)) add(pointer, base);
  return found;
}

/** The values of a mapping by the schemas that they name: by a reference or, shorter, as the component that it is. */
function mappedValues(mapping: ReadonlyMap<string, string>): ReadonlyMap<Pointer, readonly string[]> {
  const found = new Map<Pointer, string[]>();
  for (const [value, target] of mapping) {
    for (const pointer of new Set([target, pointerOf("components", "schemas", target)])) {
      const values = found.get(pointer) ?? [];
      found.set(pointer, values);
      values.push(value);
    }
  }
  return found;
}

/** Every object with a discriminator, in the order of the document. */
function discriminatorOwners(value: Json | undefined): readonly JsonObject[] {
  const owners: JsonObject[] = [];
  const visit = (node: Json | undefined): void => {
    if (typeof node !== "object" || node === null) return;
    if (!Array.isArray(node) && Object.hasOwn(node, "discriminator")) owners.push(node as JsonObject);
    for (const part of Object.values(node)) visit(part as Json | undefined);
  };
  visit(value);
  return owners;
}

/** Components that extend a schema with a discriminator, through others too, with that schema. */
function extensions(root: JsonObject): readonly (readonly [Pointer, JsonObject])[] {
  const schemas = objectOf(objectOf(root, "components") ?? {}, "schemas") ?? {};
  const byPointer: ReadonlyMap<Pointer, JsonObject> = new Map<string, JsonObject>(
    Object.entries(schemas).flatMap(([name, schema]) =>
      isObject(schema) ? [[pointerOf("components", "schemas", name), schema] as const] : [],
    ),
  );
  const bases = new Map<JsonObject, JsonObject | undefined>();
  const baseOf = (schema: JsonObject): JsonObject | undefined => {
    // What is asked for again while it is being looked for adds nothing.
    if (bases.has(schema)) return bases.get(schema);
    bases.set(schema, undefined);
    for (const part of listOf(schema, "allOf")) {
      const base = byPointer.get(refOf(part) ?? "");
      const found = base && (objectOf(base, "discriminator") ? base : baseOf(base));
      if (found === undefined || found === schema) continue;
      bases.set(schema, found);
      return found;
    }
    return undefined;
  };
  return [...byPointer].flatMap(([pointer, schema]) => {
    const base = baseOf(schema);
    return base ? [[pointer, base] as const] : [];
  });
}
