/** Reads the enumerations of component schemas (`enum`; JSON Schema validation, section 6.1.2). */
import type { Document } from "../../document/document.js";
import { schemaAt, type SchemaView } from "./schema.js";
import { objectOf } from "../values.js";

/** The values of a component schema, of one of its properties, or of a property's items. */
export interface Enumeration {
  /** The name of the component schema. */
  readonly schema: string;
  /** Absent if the schema itself has the values. */
  readonly property?: string;
  /** Whether the schema also allows null. */
  readonly isNullable: boolean;
  /** Strings and numbers, in document order, without `null`. */
  readonly values: readonly (string | number)[];
}

/** Returns every enum of the component schemas, in document order. A `const` offers no choice, so it is not included. */
export function readEnumerations(document: Document): readonly Enumeration[] {
  const schemas = objectOf(objectOf(document.root, "components") ?? {}, "schemas") ?? {};
  const views = new Map(Object.entries(schemas).map(([key, node]) => [key, schemaAt(document, node)]));
  const components = new Set(views.values());
  return [...views].flatMap(([schema, view]) => {
    if (!view) return [];
    const own = valuesOf(view);
    if (own) return [{ schema, values: own, isNullable: isNullable(view) }];
    return [...view.properties].flatMap(([property, { schema: inner }]) => {
      const holder = inner?.items ?? inner;
      if (holder === undefined || components.has(holder)) return [];
      const values = valuesOf(holder);
      return values ? [{ schema, property, values, isNullable: isNullable(holder) }] : [];
    });
  });
}

function valuesOf({ values, constant }: SchemaView): readonly (string | number)[] | undefined {
  if (values === undefined || constant !== undefined) return undefined;
  const choices = values.filter((value) => value !== null);
  const isPlain = choices.every((value) => typeof value === "string" || typeof value === "number");
  return isPlain && choices.length > 0 ? [...new Set(choices)] : undefined;
}

function isNullable({ isNullable, values }: SchemaView): boolean {
  return isNullable || values?.includes(null) === true;
}
