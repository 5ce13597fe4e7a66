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
  for (const schema of discriminatorOwners(root)) {
    for (const part of listOf(schema, "oneOf")) add(found, refOf(part), schema);
  }
  for (const [pointer, base] of extensions(root)) add(found, pointer, base);
  return found;
}

function add(found: Map<Pointer, Discriminated>, pointer: Pointer | undefined, owner: JsonObject): void {
  const discriminator = objectOf(owner, "discriminator") ?? {};
  const key = textOf(discriminator, "propertyName");
  if (pointer === undefined || key === undefined || found.has(pointer)) return;
  const mapping = Object.entries(objectOf(discriminator, "mapping") ?? {});
  const [first, ...others] = mapping.flatMap(([value, target]) => (isNamed(pointer, target) ? [value] : []));
  found.set(pointer, { key, values: [first ?? tokensOf(pointer).at(-1) ?? "", ...others] });
}

/** A mapping names a schema by a reference or, shorter, as the component that it is. */
function isNamed(pointer: Pointer, target: Json | undefined): boolean {
  return typeof target === "string" && (target === pointer || pointerOf("components", "schemas", target) === pointer);
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
  const baseOf = (schema: JsonObject, seen: ReadonlySet<JsonObject>): JsonObject | undefined => {
    for (const part of listOf(schema, "allOf")) {
      const base = byPointer.get(refOf(part) ?? "");
      if (!base || seen.has(base)) continue;
      const found = objectOf(base, "discriminator") ? base : baseOf(base, new Set([...seen, base]));
      if (found) return found;
    }
    return undefined;
  };
  return [...byPointer].flatMap(([pointer, schema]) => {
    const base = baseOf(schema, new Set([schema]));
    return base ? [[pointer, base] as const] : [];
  });
}
