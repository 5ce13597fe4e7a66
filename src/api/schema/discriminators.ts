/**
 * Finds the discriminator values of schemas (OpenAPI Specification 3.1, section 4.8.25). Generated types require these
 * values wherever such a schema is used, not only in the union that declares the discriminator.
 */
import type { Document, Json } from "../../document/document.js";
import { pointerOf, tokensOf } from "../../document/pointer.js";
import { schemaAt, type SchemaView } from "./schema.js";
import { objectOf } from "../values.js";

export interface Discriminated {
  readonly key: string;
  readonly values: readonly [string, ...string[]];
}

const known = new WeakMap<Document, ReadonlyMap<SchemaView, Discriminated>>();

/** Component schemas with a discriminator value of their own: first alternatives of a union, then extensions of a base. */
export function discriminatorsOf(document: Document): ReadonlyMap<SchemaView, Discriminated> {
  const found = known.get(document) ?? read(document);
  known.set(document, found);
  return found;
}

function read(document: Document): ReadonlyMap<SchemaView, Discriminated> {
  const found = new Map<SchemaView, Discriminated>();
  const valuesOf = new Map<SchemaView, ReadonlyMap<SchemaView, readonly string[]>>();
  const add = (schema: SchemaView, owner: SchemaView): void => {
    const name = componentName(schema);
    if (name === undefined || !owner.discriminator || found.has(schema)) return;
    const mapped = valuesOf.get(owner) ?? mappedValues(document, owner.discriminator.mapping);
    valuesOf.set(owner, mapped);
    const [first = name, ...others] = mapped.get(schema) ?? [];
    found.set(schema, { key: owner.discriminator.property, values: [first, ...others] });
  };
  for (const owner of discriminatorOwners(document)) {
    for (const alternative of owner.choices.flat()) add(alternative, owner);
  }
  for (const schema of components(document)) if (schema.base) add(schema, schema.base);
  return found;
}

/** The name of a component schema; undefined for an inline schema. */
function componentName({ pointer }: SchemaView): string | undefined {
  const [section, kind, name, ...inner] = tokensOf(pointer);
  return section === "components" && kind === "schemas" && inner.length === 0 ? name : undefined;
}

/** The values of a mapping, by the schemas that they refer to with a reference or a component's name. */
function mappedValues(
  document: Document,
  mapping: ReadonlyMap<string, string>,
): ReadonlyMap<SchemaView, readonly string[]> {
  const found = new Map<SchemaView, string[]>();
  for (const [value, target] of mapping) {
    const pointer = target.startsWith("#") ? target : pointerOf("components", "schemas", target);
    const schema = schemaAt(document, { $ref: pointer });
    if (!schema) continue;
    const values = found.get(schema) ?? [];
    found.set(schema, values);
    values.push(value);
  }
  return found;
}

/** Every schema with a discriminator, in document order. */
function discriminatorOwners(document: Document): readonly SchemaView[] {
  const owners: SchemaView[] = [];
  const visit = (node: Json | undefined): void => {
    if (typeof node !== "object" || node === null) return;
    const isOwner = !Array.isArray(node) && Object.hasOwn(node, "discriminator");
    const owner = isOwner ? schemaAt(document, node) : undefined;
    if (owner) owners.push(owner);
    for (const part of Object.values(node)) visit(part);
  };
  visit(document.root);
  return owners;
}

/** The component schemas, in document order. */
function components(document: Document): readonly SchemaView[] {
  const names = Object.keys(objectOf(objectOf(document.root, "components") ?? {}, "schemas") ?? {});
  return names.flatMap((name) => schemaAt(document, { $ref: pointerOf("components", "schemas", name) }) ?? []);
}

/** A component whose values are always values of one of the components that extend it, with the names of those. */
export interface ExtendedComponent {
  readonly name: string;
  readonly variants: readonly string[];
}

/** Component schemas whose values are always values of one of the components that extend them. */
export function extendedComponents(document: Document): readonly ExtendedComponent[] {
  return components(document).flatMap((schema) => {
    const name = componentName(schema);
    const variants = schema.variants.flatMap((variant) => componentName(variant) ?? []);
    return name === undefined || variants.length === 0 ? [] : [{ name, variants }];
  });
}
