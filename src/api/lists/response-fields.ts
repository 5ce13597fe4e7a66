/** Reads the fields of successful responses that matter for recognising pages: their names and kinds, not their full types. */
import type { Document, Json } from "../../document/document.js";
import { childPointer } from "../../document/pointer.js";
import { follow } from "../../document/refs.js";
import type { KeyPath, MediaSchema, Outcome } from "../api.js";
import { isComposed } from "../components.js";
import { successesOf } from "../outcomes.js";
import { schemaAt, type PropertyView, type SchemaView } from "../schema/schema.js";
import { objectOf, valueOf } from "../values.js";

/** A field of a response, at any level. */
export interface Field {
  readonly path: KeyPath;
  /** The JSON Schema type, ignoring `null`; absent if the schema declares none or several. */
  readonly type?: string;
  readonly format?: string;
  readonly example?: Json;
  readonly description?: string;
  /** The schema of a list's items. */
  readonly items?: MediaSchema;
  /** Whether it is a list of objects. */
  readonly holdsObjects?: true;
  /** For such a list, the type of its items' `id`. */
  readonly idType?: string;
}

/** The deepest level searched for fields (`pagination.links.next` is the third), and the most fields. */
const DEPTH = 3;
const FIELDS = 400;

/** A cache, because responses share most of their schemas. */
interface Reader {
  readonly document: Document;
  readonly known: Map<SchemaView, Shape | undefined>;
}

export type FieldReader = (outcomes: readonly Outcome[]) => readonly Field[] | undefined;

/**
 * Creates a reader of the fields in operations' responses: parents come before their children, and the response itself
 * has an empty path. The reader returns undefined unless every success is a JSON document.
 */
export function fieldReader(document: Document): FieldReader {
  const reader: Reader = { document, known: new Map() };
  return (outcomes) => readFields(reader, outcomes);
}

function readFields(reader: Reader, outcomes: readonly Outcome[]): readonly Field[] | undefined {
  const { document } = reader;
  const [only, ...others] = successesOf(outcomes).filter(({ media }) => media.length > 0);
  if (!only || others.length > 0 || only.media.some(({ kind, typed }) => kind === "json" && !typed)) return undefined;
  const [media, ...more] = only.media.filter(({ kind }) => kind === "json");
  if (!media || more.length > 0 || only.media.some(({ kind }) => kind === "events" || kind === "lines"))
    return undefined;
  const { value, pointer } = follow(document, document.at(only.pointer), only.pointer);
  const content = objectOf(objectOf(value ?? {}, "content") ?? {}, media.type);
  const place = childPointer(pointer, "content", media.type, "schema");
  const top = resolve(reader, schemaAt(document, content && valueOf(content, "schema"), place));
  // The types of a list's items are addressed through the body, which must therefore not be null.
  return top && !top.nullable ? fieldsOf(reader, top, [], { left: FIELDS }) : undefined;
}

/** A schema with its `allOf` merged. */
interface Shape {
  readonly type: string | undefined;
  readonly nullable: boolean;
  readonly properties: ReadonlyMap<string, PropertyView>;
  readonly items: SchemaView | undefined;
  readonly schema: SchemaView;
}

/** The most levels of nested parts and choices to search. */
const NESTING = 8;

/** Resolves a schema, or the only alternative to null. Undefined for other unions, and for enumerations. */
function resolve(reader: Reader, schema: SchemaView | undefined, depth = 0): Shape | undefined {
  if (!schema) return undefined;
  if (reader.known.has(schema)) return reader.known.get(schema);
  const shape = resolveNew(reader, schema, depth);
  reader.known.set(schema, shape);
  return shape;
}

function resolveNew(reader: Reader, schema: SchemaView, depth: number): Shape | undefined {
  if (depth > NESTING || schema.values !== undefined) return undefined;
  const isChoice = schema.choices.length > 0 && schema.properties.size === 0;
  if (isChoice) return resolveChoice(reader, schema, depth);
  return schema.types.length > 1 ? undefined : merge(reader, schema, depth);
}

/** Merges a schema with those of its `allOf`. */
function merge(reader: Reader, schema: SchemaView, depth: number): Shape {
  const parts = schema.parts.flatMap((part) => resolve(reader, part, depth + 1) ?? []);
  const properties = new Map([...parts.flatMap((part) => [...part.properties]), ...schema.properties]);
  const items = [schema.items, ...parts.map((part) => part.items)].find((item) => item !== undefined);
  const type = [schema.types[0], ...parts.map((part) => part.type)].find((one) => one !== undefined);
  // The generated types are `unknown` for a schema that has items but no type.
  return {
    type: type ?? (properties.size > 0 ? "object" : undefined),
    nullable: schema.isNullable,
    properties,
    items,
    schema,
  };
}

function resolveChoice(reader: Reader, schema: SchemaView, depth: number): Shape | undefined {
  const choices = schema.choices.flat();
  const others = choices.filter(({ isNull }) => !isNull);
  const shape = others.length === 1 ? resolve(reader, others[0], depth + 1) : undefined;
  return shape && { ...shape, nullable: shape.nullable || schema.isNullable || others.length < choices.length };
}

function fieldsOf(reader: Reader, shape: Shape, path: KeyPath, budget: { left: number }): readonly Field[] {
  budget.left -= 1;
  if (budget.left < 0) return [];
  const { type, schema, properties, items } = shape;
  const field = { path, ...described(schema), ...(type === undefined ? {} : { type }) };
  if (type === "array") return [{ ...field, ...itemsOf(schema), ...aboutItems(reader, items) }];
  if (type !== "object" || path.length === DEPTH) return [field];
  const inner = [...properties].flatMap(([key, property]) => {
    const part = resolve(reader, property.schema);
    return part ? fieldsOf(reader, part, [...path, key], budget) : [];
  });
  return [field, ...inner];
}

function described({ format, description, example }: SchemaView): Pick<Field, "format" | "example" | "description"> {
  return {
    ...(format === undefined ? {} : { format }),
    ...(description === undefined ? {} : { description }),
    ...(example === undefined ? {} : { example }),
  };
}

/** The schema of a list's items, if the list declares them itself. */
function itemsOf({ items, itemsPlace }: SchemaView): Pick<Field, "items"> {
  if (!items) return {};
  const isNamed = itemsPlace !== undefined && isComposed(items);
  return {
    items: { ...(itemsPlace === undefined ? {} : { schema: itemsPlace }), ...(isNamed ? { isComposed: true } : {}) },
  };
}

/** The facts about a list's items that help to recognise pages. */
function aboutItems(reader: Reader, items: SchemaView | undefined): Pick<Field, "holdsObjects" | "idType"> {
  const shape = resolve(reader, items);
  const isChoice = !shape && (items?.choices.length ?? 0) > 0;
  if (shape?.type !== "object") return isChoice ? { holdsObjects: true } : {};
  const idType = resolve(reader, shape.properties.get("id")?.schema)?.type;
  return { holdsObjects: true, ...(idType === undefined ? {} : { idType }) };
}
