/**
 * The facts about a schema: see `schema.ts`. Sections refer to OpenAPI 3.1 (`OAS`), JSON Schema 2020-12 (`core`,
 * `validation`), and OpenAPI 3.0 (`OAS 3.0`).
 */
import type { Pointer } from "../../diagnostic.js";
import type { Json } from "../../document/document.js";

/**
 * One schema, with its references followed. Its parts are views that are created on access, so that schemas may contain
 * each other; there is one view per schema, however it is reached. Malformed keywords count as absent.
 */
export interface SchemaView {
  /** The schema's pointer, with references followed; for an inline schema, as reached from the original pointer. */
  readonly pointer: Pointer;

  /** The declared types, without `null`; empty if any type is allowed (validation, 6.1.1). */
  readonly types: readonly string[];
  /** Whether the schema itself allows null: `nullable` (OAS 3.0, 4.7.24) or the type `null`. */
  readonly isNullable: boolean;
  /** Whether it allows only null. */
  readonly isNull: boolean;
  /** The value of `const`. */
  readonly constant: Json | undefined;
  /** The values of `enum` and `const` (validation, 6.1.2 and 6.1.3); absent if any value is allowed. */
  readonly values: readonly Json[] | undefined;

  /** The properties that the schema itself declares, in document order (core, 10.3.2.1). */
  readonly properties: ReadonlyMap<string, PropertyView>;
  /** Names of properties that the schema itself requires, wherever they are declared (validation, 6.5.3). */
  readonly required: readonly string[];
  /**
   * Additional properties (core, 10.3.2.3): their schema, allowed (`open`), forbidden (`closed`), or not mentioned
   * (`unsaid`).
   */
  readonly rest: SchemaView | "open" | "closed" | "unsaid";

  /** Schemas that a value must also fit: `allOf` (core, 10.2.1.1). */
  readonly parts: readonly SchemaView[];
  /** The choices of a value, each a list of alternatives: `oneOf`, `anyOf` (core, 10.2.1.2 and 10.2.1.3). */
  readonly choices: readonly (readonly SchemaView[])[];
  /** The same schema without its choices and without what distinguishes them. */
  readonly besideChoices: SchemaView;
  /** The nearest component with a discriminator that this component extends with `allOf` (OAS, 4.8.25). */
  readonly base: SchemaView | undefined;
  /** The components that extend this one, if each of its values is a value of one of them (OAS, 4.8.25); otherwise empty. */
  readonly variants: readonly SchemaView[];
  /** The discriminator of its alternatives (OAS, 4.8.25). */
  readonly discriminator: { readonly property: string; readonly mapping: ReadonlyMap<string, string> } | undefined;

  /** The schema of a list's items (core, 10.3.1.2). */
  readonly items: SchemaView | undefined;
  /** The pointer of the items' type: see {@link typePlace}. */
  readonly itemsPlace: Pointer | undefined;
  /** The schemas of a list's first items (core, 10.3.1.1). */
  readonly firstItems: readonly SchemaView[];

  /** The schema of JSON contained in text (validation, 8.5). */
  readonly textContent: SchemaView | undefined;

  /** The media type of content in text (validation, 8.4). */
  readonly mediaType: string | undefined;

  readonly format: string | undefined;
  readonly description: string | undefined;
  readonly isDeprecated: boolean;
  /** Only the server sets it (validation, 9.4; OAS 3.0, 4.7.24). */
  readonly isReadOnly: boolean;
  /** Only the caller sends it. */
  readonly isWriteOnly: boolean;
  /** Whether it is binary content, such as a file, which no JSON example can represent. */
  readonly isContent: boolean;
  /** The lower bound of a number (validation, 6.2.4). */
  readonly minimum: number | undefined;
  /** Further constraints on a value (validation, 6.2 to 6.5), by keyword. */
  readonly limits: ValueLimits;
  readonly default: Json | undefined;
  /** `example` (OAS, 4.8.24), otherwise the first of `examples` (validation, 9.5). */
  readonly example: Json | undefined;
  /** Whether it only requires properties and declares no types: `{ required: [a] }`. */
  readonly isConstraintOnly: boolean;
}

/** Constraints by keyword. An exclusive bound is `exclusiveMinimum` or `exclusiveMaximum` in every OpenAPI version. */
export interface ValueLimits {
  readonly lower: ReadonlyMap<string, number>;
  readonly upper: ReadonlyMap<string, number>;
  /** `pattern`, `multipleOf` and `uniqueItems`, as text. */
  readonly other: ReadonlyMap<string, string>;
}

/** A property, as its object declares it. */
export interface PropertyView {
  /** As declared at the property itself, without following references, just as in the generated types. */
  readonly isReadOnly: boolean;
  readonly isWriteOnly: boolean;
  /** Undefined if it is not a schema. */
  readonly schema: SchemaView | undefined;
}
