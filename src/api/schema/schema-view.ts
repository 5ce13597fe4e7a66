/**
 * What the one reader of schemas says of one: see `schema.ts`. Sections are those of OpenAPI 3.1 (`OAS`), JSON Schema
 * 2020-12 (`core`, `validation`), and OpenAPI 3.0 (`OAS 3.0`).
 */
import type { Pointer } from "../../diagnostic.js";
import type { Json } from "../../document/document.js";

/**
 * One schema behind its references. Parts are views of their own, made when they are asked for, so that schemas may hold
 * each other; a schema is one and the same view however it is reached. What is malformed counts as absent.
 */
export interface SchemaView {
  /** Where the schema stands once its references were followed; of an inline schema, seen from where it was asked for. */
  readonly pointer: Pointer;

  /** The declared types, without `null`; none where any type is allowed (validation, 6.1.1). */
  readonly types: readonly string[];
  /** Whether it says itself that null is allowed: `nullable` (OAS 3.0, 4.7.24) or the type `null`. */
  readonly isNullable: boolean;
  /** Whether it allows nothing but null. */
  readonly isNull: boolean;
  /** The value of `const`. */
  readonly constant: Json | undefined;
  /** The values of `enum` and `const` (validation, 6.1.2 and 6.1.3); absent where any value is allowed. */
  readonly values: readonly Json[] | undefined;

  /** The properties that it declares itself, in document order (core, 10.3.2.1). */
  readonly properties: ReadonlyMap<string, PropertyView>;
  /** Names of properties that it requires itself, whoever declares them (validation, 6.5.3). */
  readonly required: readonly string[];
  /** What other keys than its properties may hold (core, 10.3.2.3): the values of one schema, anything, or nothing. */
  readonly rest: SchemaView | "open" | "closed" | "unsaid";

  /** Schemas that a value fits as well: `allOf` (core, 10.2.1.1). */
  readonly parts: readonly SchemaView[];
  /** The choices that a value takes one of, each a list: `oneOf`, `anyOf` (core, 10.2.1.2 and 10.2.1.3). */
  readonly choices: readonly (readonly SchemaView[])[];
  /** The same schema without its choices, and what tells them apart. */
  readonly besideChoices: SchemaView;
  /** The nearest component with a discriminator that this component extends by `allOf` (OAS, 4.8.25). */
  readonly base: SchemaView | undefined;
  /** The components that extend it, where a value of it is always one of them (OAS, 4.8.25); none for any other schema. */
  readonly variants: readonly SchemaView[];
  /** The discriminator of its alternatives (OAS, 4.8.25). */
  readonly discriminator: { readonly property: string; readonly mapping: ReadonlyMap<string, string> } | undefined;

  /** The schema of a list's items (core, 10.3.1.2). */
  readonly items: SchemaView | undefined;
  /** Where the type of the items stands: see {@link typePlace}. */
  readonly itemsPlace: Pointer | undefined;
  /** The schemas of a list's first items (core, 10.3.1.1). */
  readonly firstItems: readonly SchemaView[];

  /** The schema of the JSON that a text holds (validation, 8.5). */
  readonly textContent: SchemaView | undefined;

  /** The media type of what a text holds (validation, 8.4). */
  readonly mediaType: string | undefined;

  readonly format: string | undefined;
  readonly description: string | undefined;
  readonly isDeprecated: boolean;
  /** Only the server sets it (validation, 9.4; OAS 3.0, 4.7.24). */
  readonly isReadOnly: boolean;
  /** Only the caller sends it. */
  readonly isWriteOnly: boolean;
  /** Whether it is content, such as a file, which no JSON value can be an example of. */
  readonly isContent: boolean;
  /** A lower bound of a number (validation, 6.2.4). */
  readonly minimum: number | undefined;
  /** What a value must keep to beside its type (validation, 6.2 to 6.5), by keyword. */
  readonly limits: ValueLimits;
  readonly default: Json | undefined;
  /** `example` (OAS, 4.8.24), else the first of `examples` (validation, 9.5). */
  readonly example: Json | undefined;
  /** Whether it only requires properties, and says nothing of types: `{ required: [a] }`. */
  readonly isConstraintOnly: boolean;
}

/** Limits of a value by keyword; a bound that excludes itself is `exclusiveMinimum` or `exclusiveMaximum` in every version. */
export interface ValueLimits {
  readonly lower: ReadonlyMap<string, number>;
  readonly upper: ReadonlyMap<string, number>;
  /** `pattern`, `multipleOf` and `uniqueItems`, as text. */
  readonly other: ReadonlyMap<string, string>;
}

/** A property, as the object declares it. */
export interface PropertyView {
  /** What stands at the property itself; references are not followed, as the generated types do not follow them either. */
  readonly isReadOnly: boolean;
  readonly isWriteOnly: boolean;
  /** Undefined where it leads to no schema. */
  readonly schema: SchemaView | undefined;
}
