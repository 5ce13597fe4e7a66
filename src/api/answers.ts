/** What a successful answer holds, as far as it must be known to tell a page of a list: its fields, not its types. */
import type { Document, Json, JsonObject } from "../document/document.js";
import { follow } from "../document/refs.js";
import type { KeyPath, Outcome } from "./api.js";
import { successesOf } from "./outcomes.js";
import { flagOf, isObject, listOf, objectOf, stringsOf, textOf, valueOf } from "./read.js";

/** A field of an answer, somewhere below its top. */
export interface Field {
  readonly path: KeyPath;
  /** One of JSON Schema's, `null` left out; absent where the schema names none, or several. */
  readonly type?: string;
  readonly format?: string;
  readonly example?: Json;
  readonly description?: string;
  /** Whether it is a list of objects. */
  readonly holdsObjects?: true;
  /** Of such a list, the type that the `id` of its items has. */
  readonly idType?: string;
}

/** How deep fields are looked for (`pagination.links.next` is the third level), and how many. */
const DEPTH = 3;
const FIELDS = 400;

/** Answers share most of their schemas: what was resolved once is known. */
interface Reader {
  readonly document: Document;
  readonly known: Map<JsonObject, Shape | undefined>;
}

export type AnswerReader = (outcomes: readonly Outcome[]) => readonly Field[] | undefined;

/**
 * Reads the fields of operations' answers, a parent before its children, the top among them under an empty path.
 * Undefined where a success is anything but one JSON document.
 */
export function answerReader(document: Document): AnswerReader {
  const reader: Reader = { document, known: new Map() };
  return (outcomes) => readAnswer(reader, outcomes);
}

function readAnswer(reader: Reader, outcomes: readonly Outcome[]): readonly Field[] | undefined {
  const { document } = reader;
  const [only, ...others] = successesOf(outcomes).filter(({ media }) => media.length > 0);
  if (!only || others.length > 0 || only.media.some(({ kind, typed }) => kind === "json" && !typed)) return undefined;
  const [media, ...more] = only.media.filter(({ kind }) => kind === "json");
  if (!media || more.length > 0 || only.media.some(({ kind }) => kind === "events" || kind === "lines"))
    return undefined;
  const { value } = follow(document, document.at(only.pointer), only.pointer);
  const content = objectOf(objectOf(value ?? {}, "content") ?? {}, media.type);
  const top = resolve(reader, content && valueOf(content, "schema"));
  // The types of a list's items are reached through the body, which must be there for that.
  return top && !top.nullable ? fieldsOf(reader, top, [], { left: FIELDS }) : undefined;
}

/** A schema with its `allOf` merged. */
interface Shape {
  readonly type: string | undefined;
  readonly nullable: boolean;
  readonly properties: ReadonlyMap<string, Json>;
  readonly items: Json | undefined;
  readonly schema: JsonObject;
}

/** The schema behind references; the one choice of a union with null. Undefined for other unions, and for constants. */
function resolve(reader: Reader, node: Json | undefined, depth = 0): Shape | undefined {
  if (!isObject(node)) return undefined;
  const known = reader.known.get(node);
  if (known || reader.known.has(node)) return known;
  const shape = resolveNew(reader, node, depth);
  reader.known.set(node, shape);
  return shape;
}

function resolveNew(reader: Reader, node: JsonObject, depth: number): Shape | undefined {
  const { value: schema } = follow(reader.document, node, "#");
  if (!schema || depth > 8 || Object.hasOwn(schema, "enum") || Object.hasOwn(schema, "const")) return undefined;
  const types = typesOf(schema);
  const named = types.filter((type) => type !== "null");
  const isNullable = flagOf(schema, "nullable") || named.length < types.length;
  const choices = [...listOf(schema, "oneOf"), ...listOf(schema, "anyOf")];
  const isChoice = choices.length > 0 && !objectOf(schema, "properties");
  if (isChoice) return resolveChoice(reader, choices, isNullable, depth);
  return named.length > 1 ? undefined : merge(reader, schema, { type: named[0], nullable: isNullable }, depth);
}

/** A schema with those of its `allOf`. */
function merge(reader: Reader, schema: JsonObject, own: Pick<Shape, "type" | "nullable">, depth: number): Shape {
  const parts = listOf(schema, "allOf").flatMap((part) => resolve(reader, part, depth + 1) ?? []);
  const properties = new Map(parts.flatMap((part) => [...part.properties]));
  for (const [key, value] of Object.entries(objectOf(schema, "properties") ?? {})) {
    if (value !== undefined) properties.set(key, value);
  }
  const items = [valueOf(schema, "items"), ...parts.map((part) => part.items)].find((item) => item !== undefined);
  const type = [own.type, ...parts.map((part) => part.type)].find((one) => one !== undefined);
  // What has items and says no more is unknown to the generated types.
  return {
    type: type ?? (properties.size > 0 ? "object" : undefined),
    nullable: own.nullable,
    properties,
    items,
    schema,
  };
}

function typesOf(schema: JsonObject): readonly string[] {
  const type = textOf(schema, "type");
  return type === undefined ? stringsOf(schema, "type") : [type];
}

function resolveChoice(
  reader: Reader,
  choices: readonly Json[],
  isNullable: boolean,
  depth: number,
): Shape | undefined {
  const others = choices.filter((choice) => !isObject(choice) || textOf(choice, "type") !== "null");
  const shape = others.length === 1 ? resolve(reader, others[0], depth + 1) : undefined;
  return shape && { ...shape, nullable: shape.nullable || isNullable || others.length < choices.length };
}

function fieldsOf(reader: Reader, shape: Shape, path: KeyPath, budget: { left: number }): readonly Field[] {
  budget.left -= 1;
  if (budget.left < 0) return [];
  const { type, schema, properties, items } = shape;
  const field = { path, ...described(schema), ...(type === undefined ? {} : { type }) };
  if (type === "array") return [{ ...field, ...aboutItems(reader, items) }];
  if (type !== "object" || path.length === DEPTH) return [field];
  const inner = [...properties].flatMap(([key, node]) => {
    const part = resolve(reader, node);
    return part ? fieldsOf(reader, part, [...path, key], budget) : [];
  });
  return [field, ...inner];
}

function described(schema: JsonObject): Pick<Field, "format" | "example" | "description"> {
  const format = textOf(schema, "format");
  const description = textOf(schema, "description");
  const example = valueOf(schema, "example") ?? listOf(schema, "examples")[0];
  return {
    ...(format === undefined ? {} : { format }),
    ...(description === undefined ? {} : { description }),
    ...(example === undefined ? {} : { example }),
  };
}

/** What is to be known of a list's items. */
function aboutItems(reader: Reader, items: Json | undefined): Pick<Field, "holdsObjects" | "idType"> {
  const { value: schema } = follow(reader.document, items, "#");
  if (!schema) return {};
  const shape = resolve(reader, schema);
  const isChoice = !shape && listOf(schema, "oneOf").length + listOf(schema, "anyOf").length > 0;
  if (shape?.type !== "object") return isChoice ? { holdsObjects: true } : {};
  const idType = resolve(reader, shape.properties.get("id"))?.type;
  return { holdsObjects: true, ...(idType === undefined ? {} : { idType }) };
}
