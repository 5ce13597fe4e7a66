/**
 * The only reader of schema keywords: every other module asks a `SchemaView`. Exceptions: `emit/schema` rewrites schemas
 * for openapi-typescript, and `document/bundle/grammar.ts` defines where references are allowed.
 *
 * Sections refer to OpenAPI 3.1 (`OAS`), JSON Schema 2020-12 (`core`, `validation`), and OpenAPI 3.0 (`OAS 3.0`).
 */
import type { Pointer } from "../../diagnostic.js";
import type { Document, Json, JsonObject } from "../../document/document.js";
import { childPointer, pointerOf } from "../../document/pointer.js";
import { follow, refOf } from "../../document/refs.js";
import { isContentSchema, typePlace } from "./schema-typing.js";
import type { PropertyView, SchemaView, ValueLimits } from "./schema-view.js";
import { readExtensions, type Extensions } from "./extensions.js";
import { flagOf, isObject, listOf, objectOf, stringsOf, textOf, valueOf } from "../values.js";

export type { PropertyView, SchemaView, ValueLimits } from "./schema-view.js";

const known = new WeakMap<Document, WeakMap<JsonObject, SchemaView>>();

/**
 * Returns the view of a schema, with references followed.
 *
 * @param node a schema or a reference to one
 * @param pointer the pointer of `node`; `#` if the caller does not need it
 * @returns undefined if there is no schema, or its references lead nowhere or form a cycle
 */
export function schemaAt(document: Document, node: Json | undefined, pointer: Pointer = "#"): SchemaView | undefined {
  const { value, pointer: at } = follow(document, node, pointer);
  if (!value) return undefined;
  const views = known.get(document) ?? componentViews(document);
  const view = views.get(value) ?? new Schema(document, value, at);
  views.set(value, view);
  return view;
}

/** Views of the component schemas, created first so that they have the pointers of their components. */
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

/** Which component extends which, computed once per document. */
const knownExtensions = new WeakMap<Document, Extensions>();

function extensionsOf(document: Document): Extensions {
  const found = knownExtensions.get(document) ?? readExtensions(componentSchemas(document));
  knownExtensions.set(document, found);
  return found;
}

/** The component schemas that are not references, with their names, in document order. */
function componentSchemas(document: Document): ReadonlyMap<SchemaView, string> {
  const schemas = objectOf(objectOf(document.root, "components") ?? {}, "schemas") ?? {};
  return new Map(
    Object.entries(schemas).flatMap(([name, node]) => {
      const view = isObject(node) && refOf(node) === undefined ? schemaAt(document, node) : undefined;
      return view ? [[view, name] as const] : [];
    }),
  );
}

/** Keys of a schema that declares no types. */
const CONSTRAINTS: ReadonlySet<string> = new Set(["required", "description", "title"]);

/** Limits that are compared as text. */
const OTHER_LIMITS = [
  ...["pattern", "multipleOf", "uniqueItems", "not"],
  ...["patternProperties", "propertyNames", "contains", "dependentRequired"],
];

/** What a view was read from. */
export interface SchemaSource {
  readonly document: Document;
  readonly node: JsonObject;
}

/** @returns undefined for no view */
export function sourceOf(view: SchemaView | undefined): SchemaSource | undefined {
  return view instanceof Schema ? view.source : undefined;
}

/** Checks only one level, because schemas may contain each other. */
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
  #besideChoices: Schema | undefined;

  constructor(document: Document, node: JsonObject, pointer: Pointer) {
    this.#document = document;
    this.#node = node;
    this.pointer = pointer;
  }

  get source(): SchemaSource {
    return { document: this.#document, node: this.#node };
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

  get besideChoices(): SchemaView {
    const { oneOf: _, anyOf: __, discriminator: ___, ...rest } = this.#node;
    this.#besideChoices ??= new Schema(this.#document, rest, this.pointer);
    return this.#besideChoices;
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

  /** In OAS 3.0, `exclusiveMinimum: true` makes the bound next to it exclusive. */
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
    return new Map(
      OTHER_LIMITS.flatMap((key) => {
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
