/**
 * The values that tell the alternatives of a document apart (OpenAPI Specification 3.1, section 4.8.25), by schema:
 * generated types ask for them wherever such a schema stands, and not only where the choice is.
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

/** Component schemas with a value of their own: alternatives of a choice first, then those that extend a base. */
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

/** The name of a schema among the components; undefined for one that stands elsewhere. */
function componentName({ pointer }: SchemaView): string | undefined {
  const [section, kind, name, ...inner] = tokensOf(pointer);
  return section === "components" && kind === "schemas" && inner.length === 0 ? name : undefined;
}

/** The values of a mapping by the schemas that they name: by a reference or, shorter, as the component that it is. */
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

/** Every schema with a discriminator, in the order of the document. */
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

/** The component schemas, in the order of the document. */
function components(document: Document): readonly SchemaView[] {
  const names = Object.keys(objectOf(objectOf(document.root, "components") ?? {}, "schemas") ?? {});
  return names.flatMap((name) => schemaAt(document, { $ref: pointerOf("components", "schemas", name) }) ?? []);
}

/** A component whose values are those of the components that extend it, by their names. */
export interface ExtendedComponent {
  readonly name: string;
  readonly variants: readonly string[];
}

/** Component schemas whose values are one of the components that extend them. */
export function extendedComponents(document: Document): readonly ExtendedComponent[] {
  return components(document).flatMap((schema) => {
    const name = componentName(schema);
    const variants = schema.variants.flatMap((variant) => componentName(variant) ?? []);
    return name === undefined || variants.length === 0 ? [] : [{ name, variants }];
  });
}
