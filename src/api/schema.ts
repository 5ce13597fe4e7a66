/**
 * What a schema means: the one reader of schema keywords. Whoever needs to know something of a schema asks a `SchemaView`;
 * what openapi-typescript is given is rewritten in `emit/schema`, and where references may stand is said in
 * `document/bundle/grammar.ts`.
 *
 * Sections are those of OpenAPI 3.1 (`OAS`), JSON Schema 2020-12 (`core`, `validation`), and OpenAPI 3.0 (`OAS 3.0`).
 */
import type { Pointer } from "../diagnostic.js";
import type { Document, Json, JsonObject } from "../document/document.js";
import { childPointer, pointerOf, tokensOf } from "../document/pointer.js";
import { follow, refOf } from "../document/refs.js";
import { bodyKind } from "./media.js";
import { readExtensions, type Extensions } from "./extensions.js";
import { flagOf, isObject, listOf, objectOf, stringsOf, textOf, valueOf } from "./values.js";

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
  /** The nearest component with a discriminator that this component extends by `allOf` (OAS, 4.8.25). */
  readonly base: SchemaView | undefined;
  /** The components that extend it, where a value of it is always one of them (OAS, 4.8.25); none for any other schema. */
  readonly variants: readonly SchemaView[];
  /** What tells its alternatives apart (OAS, 4.8.25). */
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

const known = new WeakMap<Document, WeakMap<JsonObject, SchemaView>>();

/**
 * The schema at a value of the document, behind references.
 *
 * @param node a schema or a reference to one
 * @param pointer where `node` stands; `#` where nobody asks for it
 * @returns undefined where there is no schema, or references lead nowhere or in a circle
 */
export function schemaAt(document: Document, node: Json | undefined, pointer: Pointer = "#"): SchemaView | undefined {
  const { value, pointer: at } = follow(document, node, pointer);
  if (!value) return undefined;
  const views = known.get(document) ?? componentViews(document);
  const view = views.get(value) ?? new Schema(document, value, at);
  views.set(value, view);
  return view;
}

/** Views of the component schemas: however one is reached first, it stands among the components. */
function componentViews(document: Document): WeakMap<JsonObject, SchemaView> {
  const views = new WeakMap<JsonObject, SchemaView>();
  known.set(document, views);
  const schemas = objectOf(objectOf(document.root, "components") ?? {}, "schemas") ?? {};
  for (const [name, schema] of Object.entries(schemas)) {
    if (!isObject(schema) || views.has(schema)) continue;
    views.set(schema, new Schema(document, schema, pointerOf("components", "schemas", name)));
  }
  return views;
}

/** Which component extends which, read once for a document. */
const knownExtensions = new WeakMap<Document, Extensions>();

function extensionsOf(document: Document): Extensions {
  const found = knownExtensions.get(document) ?? readExtensions(componentSchemas(document));
  knownExtensions.set(document, found);
  return found;
}

/** The component schemas that are no reference, with their names, in the order of the document. */
function componentSchemas(document: Document): ReadonlyMap<SchemaView, string> {
  const schemas = objectOf(objectOf(document.root, "components") ?? {}, "schemas") ?? {};
  return new Map(
    Object.entries(schemas).flatMap(([name, node]) => {
      const view = isObject(node) && refOf(node) === undefined ? schemaAt(document, node) : undefined;
      return view ? [[view, name] as const] : [];
    }),
  );
}

/** Keywords that change the type of a schema that they stand in, be it beside a reference. */
export const TYPING: readonly string[] = [
  "type",
  "properties",
  "additionalProperties",
  "enum",
  "const",
  "allOf",
  "oneOf",
  "anyOf",
];

/** Whether keywords of a schema, beside a reference in it, change its type. */
export function hasTyping(node: JsonObject): boolean {
  return TYPING.some((key) => Object.hasOwn(node, key)) || stringsOf(node, "required").length > 0;
}

/**
 * Where the type of a schema stands: behind its references, as long as nothing beside one of them changes it, which it
 * may from OpenAPI 3.1 on (OAS 3.0, 4.7.23; core, 8.2.3.1).
 *
 * @param pointer where `node` stands
 */
export function typePlace(document: Document, node: Json | undefined, pointer: Pointer): Pointer | undefined {
  if (!isObject(node)) return undefined;
  const isChanged = document.version !== "3.0" && refOf(node) !== undefined && hasTyping(node);
  // References may be percent-encoded, and pointers are not.
  return isChanged ? undefined : pointerOf(...tokensOf(follow(document, node, pointer).pointer));
}

/**
 * Whether a schema is content, such as a file: `format: binary` (OAS 3.0, 4.7.14.2), or a text of a media type that is
 * not text, as it is (OAS, 4.8.14.2; validation, 8.4). An encoding, such as `base64`, makes a text of it.
 */
export function isContentSchema(node: JsonObject): boolean {
  const type = textOf(node, "type");
  const types = (type === undefined ? stringsOf(node, "type") : [type]).filter((one) => one !== "null");
  const encoding = textOf(node, "contentEncoding");
  if (types.some((one) => one !== "string") || (encoding !== undefined && encoding !== "binary")) return false;
  if (textOf(node, "format") === "binary") return true;
  const media = textOf(node, "contentMediaType");
  return media !== undefined && !Object.hasOwn(node, "contentSchema") && bodyKind(media) === "binary";
}

/** Keys of a schema that says nothing of types. */
const CONSTRAINTS: ReadonlySet<string> = new Set(["required", "description", "title"]);

/** One level alone is looked at, since schemas may hold each other. */
function isContentView(view: SchemaView): boolean {
  return view instanceof Schema && view.isContentItself;
}

class Schema implements SchemaView {
  readonly pointer: Pointer;
  readonly #document: Document;
  readonly #node: JsonObject;
  #properties: ReadonlyMap<string, PropertyView> | undefined;
  #parts: readonly SchemaView[] | undefined;
  #choices: readonly (readonly SchemaView[])[] | undefined;

  constructor(document: Document, node: JsonObject, pointer: Pointer) {
    this.#document = document;
    this.#node = node;
    this.pointer = pointer;
  }

  get types(): readonly string[] {
    return this.#allTypes.filter((type) => type !== "null");
  }

  get isNullable(): boolean {
    return flagOf(this.#node, "nullable") || this.#allTypes.includes("null");
  }

  get isNull(): boolean {
    return this.#allTypes.length === 1 && this.#allTypes[0] === "null";
  }

  get constant(): Json | undefined {
    return valueOf(this.#node, "const");
  }

  get values(): readonly Json[] | undefined {
    const { constant } = this;
    if (constant !== undefined) return [constant];
    return Object.hasOwn(this.#node, "enum") ? listOf(this.#node, "enum") : undefined;
  }

  get properties(): ReadonlyMap<string, PropertyView> {
    this.#properties ??= this.#readProperties();
    return this.#properties;
  }

  get required(): readonly string[] {
    return stringsOf(this.#node, "required");
  }

  get rest(): SchemaView["rest"] {
    const rest = valueOf(this.#node, "additionalProperties");
    if (rest === undefined) return "unsaid";
    if (!isObject(rest)) return rest === false ? "closed" : "open";
    return Object.keys(rest).length === 0 ? "open" : (this.#child(rest, "additionalProperties") ?? "open");
  }

  get parts(): readonly SchemaView[] {
    this.#parts ??= this.#list("allOf");
    return this.#parts;
  }

  get choices(): readonly (readonly SchemaView[])[] {
    this.#choices ??= [this.#list("oneOf"), this.#list("anyOf")].filter((choice) => choice.length > 0);
    return this.#choices;
  }

  get base(): SchemaView | undefined {
    return extensionsOf(this.#document).bases.get(this);
  }

  get variants(): readonly SchemaView[] {
    return Object.hasOwn(this.#node, "discriminator") ? (extensionsOf(this.#document).variants.get(this) ?? []) : [];
  }

  get discriminator(): SchemaView["discriminator"] {
    const discriminator = objectOf(this.#node, "discriminator");
    const property = discriminator && textOf(discriminator, "propertyName");
    if (!discriminator || property === undefined) return undefined;
    const mapping = Object.entries(objectOf(discriminator, "mapping") ?? {});
    const targets = mapping.flatMap(([value, target]) =>
      typeof target === "string" ? [[value, target] as const] : [],
    );
    return { property, mapping: new Map(targets) };
  }

  get items(): SchemaView | undefined {
    return this.#child(valueOf(this.#node, "items"), "items");
  }

  get itemsPlace(): Pointer | undefined {
    return typePlace(this.#document, valueOf(this.#node, "items"), childPointer(this.pointer, "items"));
  }

  get firstItems(): readonly SchemaView[] {
    return this.#list("prefixItems");
  }

  get textContent(): SchemaView | undefined {
    return this.#child(valueOf(this.#node, "contentSchema"), "contentSchema");
  }

  get mediaType(): string | undefined {
    return textOf(this.#node, "contentMediaType");
  }

  get format(): string | undefined {
    return textOf(this.#node, "format");
  }

  get description(): string | undefined {
    return textOf(this.#node, "description");
  }

  get isDeprecated(): boolean {
    return flagOf(this.#node, "deprecated");
  }

  get isReadOnly(): boolean {
    return flagOf(this.#node, "readOnly");
  }

  get isWriteOnly(): boolean {
    return flagOf(this.#node, "writeOnly");
  }

  get isContent(): boolean {
    if (isContentSchema(this.#node)) return true;
    const [choice = [], ...others] = this.choices.map((one) => one.filter((part) => !part.isNull));
    return others.length === 0 && choice.length > 0 && choice.every(isContentView);
  }

  get isContentItself(): boolean {
    return isContentSchema(this.#node);
  }

  get minimum(): number | undefined {
    const minimum = valueOf(this.#node, "minimum");
    return typeof minimum === "number" ? minimum : undefined;
  }

  get limits(): ValueLimits {
    return {
      lower: this.#bounds("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"),
      upper: this.#bounds("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"),
      other: this.#otherLimits(),
    };
  }

  get default(): Json | undefined {
    return valueOf(this.#node, "default");
  }

  get example(): Json | undefined {
    return valueOf(this.#node, "example") ?? listOf(this.#node, "examples")[0];
  }

  get isConstraintOnly(): boolean {
    return Object.keys(this.#node).every((key) => CONSTRAINTS.has(key));
  }

  get #allTypes(): readonly string[] {
    const type = textOf(this.#node, "type");
    return type === undefined ? stringsOf(this.#node, "type") : [type];
  }

  /** In OAS 3.0 `exclusiveMinimum: true` makes the bound beside it exclusive. */
  #bounds(inclusive: string, exclusive: string, ...others: readonly string[]): ReadonlyMap<string, number> {
    const isExclusive = flagOf(this.#node, exclusive);
    const found = new Map<string, number>();
    for (const key of [inclusive, exclusive, ...others]) {
      const value = valueOf(this.#node, key);
      if (typeof value === "number") found.set(key === inclusive && isExclusive ? exclusive : key, value);
    }
    return found;
  }

  #otherLimits(): ReadonlyMap<string, string> {
    const keys = ["pattern", "multipleOf", "uniqueItems"];
    return new Map(
      keys.flatMap((key) => {
        const value = valueOf(this.#node, key);
        return value === undefined || value === false ? [] : [[key, JSON.stringify(value)] as const];
      }),
    );
  }

  #readProperties(): ReadonlyMap<string, PropertyView> {
    const found = new Map<string, PropertyView>();
    for (const [name, node] of Object.entries(objectOf(this.#node, "properties") ?? {})) {
      if (node === undefined) continue;
      const child = (): SchemaView | undefined => this.#child(node, "properties", name);
      found.set(name, {
        isReadOnly: isObject(node) && flagOf(node, "readOnly"),
        isWriteOnly: isObject(node) && flagOf(node, "writeOnly"),
        get schema() {
          return child();
        },
      });
    }
    return found;
  }

  #list(key: string): readonly SchemaView[] {
    return listOf(this.#node, key).flatMap((node, index) => this.#child(node, key, String(index)) ?? []);
  }

  #child(node: Json | undefined, ...tokens: readonly string[]): SchemaView | undefined {
    return schemaAt(this.#document, node, childPointer(this.pointer, ...tokens));
  }
}
