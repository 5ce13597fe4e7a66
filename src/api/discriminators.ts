/**
 * The values that tell the alternatives of a document apart (OpenAPI Specification 3.1, section 4.8.25), by schema:
 * generated types ask for them wherever such a schema stands, and not only where the choice is.
 */
import type { Pointer } from "../diagnostic.js";
import type { Document, Json, JsonObject } from "../document/document.js";
import { pointerOf, tokensOf } from "../document/pointer.js";
import { refOf } from "../document/refs.js";
import { isObject, listOf, objectOf, textOf } from "./read.js";

export interface Discriminated {
  readonly key: string;
  readonly values: readonly [string, ...string[]];
}

const known = new WeakMap<JsonObject, ReadonlyMap<Pointer, Discriminated>>();

/** Schemas with a value of their own, by where they stand. Those of `oneOf` first, then those that extend a base. */
export function discriminatorsOf({ root }: Document): ReadonlyMap<Pointer, Discriminated> {
  const found = known.get(root) ?? read(root);
  known.set(root, found);
  return found;
}

function read(root: JsonObject): ReadonlyMap<Pointer, Discriminated> {
  const found = new Map<Pointer, Discriminated>();
  const valuesOf = new Map<JsonObject, ReadonlyMap<Pointer, readonly string[]>>();
  const add = (pointer: Pointer | undefined, owner: JsonObject): void => {
    const key = textOf(objectOf(owner, "discriminator") ?? {}, "propertyName");
    if (pointer === undefined || key === undefined || found.has(pointer)) return;
    const mapped = valuesOf.get(owner) ?? mappedValues(owner);
    valuesOf.set(owner, mapped);
    const [first = tokensOf(pointer).at(-1) ?? "", ...others] = mapped.get(pointer) ?? [];
    found.set(pointer, { key, values: [first, ...others] });
  };
  for (const schema of discriminatorOwners(root)) {
    for (const part of listOf(schema, "oneOf")) add(refOf(part), schema);
  }
  for (const [pointer, base] of extensions(root)) add(pointer, base);
  return found;
}

/** The values of a mapping by the schemas that they name: by a reference or, shorter, as the component that it is. */
function mappedValues(owner: JsonObject): ReadonlyMap<Pointer, readonly string[]> {
  const found = new Map<Pointer, string[]>();
  for (const [value, target] of Object.entries(objectOf(objectOf(owner, "discriminator") ?? {}, "mapping") ?? {})) {
    if (typeof target !== "string") continue;
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
