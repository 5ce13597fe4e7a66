/**
 * Finds schemas that extend another one with `allOf` and are distinguished by its discriminator (OpenAPI Specification
 * 3.1, section 4.8.25: "polymorphism by a parent schema"). A value of the parent is then a value of one of its variants.
 */
import type { SchemaView } from "./schema-view.js";

export interface Extensions {
  /** The nearest base with a discriminator, by component; found through intermediate components too. */
  readonly bases: ReadonlyMap<SchemaView, SchemaView>;
  /** The variants that a value of a base can have, in document order. */
  readonly variants: ReadonlyMap<SchemaView, readonly SchemaView[]>;
}

/** A longer union of variants would not help anyone. */
const MOST_VARIANTS = 100;

/** @param components the component schemas with their names, in document order */
export function readExtensions(components: ReadonlyMap<SchemaView, string>): Extensions {
  const bases = basesOf(components);
  const extending = new Map<SchemaView, SchemaView[]>();
  for (const [schema, base] of bases) {
    const known = extending.get(base) ?? [];
    extending.set(base, known);
    known.push(schema);
  }
  const variants = [...extending].filter(([base, all]) => !bases.has(base) && isOneOf(base, all, components));
  return { bases, variants: new Map(variants) };
}

function basesOf(components: ReadonlyMap<SchemaView, string>): ReadonlyMap<SchemaView, SchemaView> {
  const bases = new Map<SchemaView, SchemaView | undefined>();
  const baseOf = (schema: SchemaView): SchemaView | undefined => {
    // A schema whose base is still being searched adds nothing.
    if (bases.has(schema)) return bases.get(schema);
    bases.set(schema, undefined);
    for (const part of schema.parts) {
      if (!components.has(part)) continue;
      const found = part.discriminator ? part : baseOf(part);
      if (found === undefined || found === schema) continue;
      bases.set(schema, found);
      return found;
    }
    return undefined;
  };
  const found = [...components.keys()].map((schema) => [schema, baseOf(schema)] as const);
  return new Map(found.flatMap(([schema, base]) => (base ? [[schema, base] as const] : [])));
}

/** Whether a value of a schema is always one of its variants; false if the discriminator can also select the schema itself. */
function isOneOf(
  base: SchemaView,
  variants: readonly SchemaView[],
  components: ReadonlyMap<SchemaView, string>,
): boolean {
  const { choices, discriminator, properties } = base;
  if (choices.length > 0 || !discriminator || variants.length > MOST_VARIANTS) return false;
  const nameOf = (schema: SchemaView): string => components.get(schema) ?? "";
  const names = new Set(variants.map(nameOf));
  const targets = [...discriminator.mapping].map(([value, target]) => [value, target.split("/").at(-1)] as const);
  if (targets.some(([, name]) => name === nameOf(base))) return false;
  const mapped = targets.flatMap(([value, name]) => (name !== undefined && names.has(name) ? [value] : []));
  const values = new Set<unknown>([...mapped, ...names]);
  return (properties.get(discriminator.property)?.schema?.values ?? []).every((value) => values.has(value));
}
