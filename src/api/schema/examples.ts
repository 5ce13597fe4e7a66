/** Provides example values for documentation: the document's own if it has one, otherwise one made from the schema. */
import type { Document, Json, JsonObject } from "../../document/document.js";
import { discriminatorsOf, type Discriminated } from "./discriminators.js";
import type { PropertyView, SchemaView } from "./schema.js";
import { isObject, objectOf, valueOf } from "../values.js";

/** The most levels and values of a generated example; parts beyond them are left out. */
const DEPTH = 4;
const VALUES = 100;

interface Budget {
  readonly name: string;
  readonly depth: number;
  /** Shared by all levels of one example. */
  readonly spent: { values: number };
}

/** The `example`, or the first of the `examples`, of a parameter or media type (OpenAPI 3.1, section 4.8.12.2.1). */
export function explicitExample(owner: JsonObject): Json | undefined {
  const example = valueOf(owner, "example");
  if (example !== undefined) return example;
  const first = Object.values(objectOf(owner, "examples") ?? {})[0];
  return isObject(first) ? valueOf(first, "value") : undefined;
}

/**
 * Returns a value that fits the schema's types.
 *
 * @param name the name of the value; used as the example of a plain string
 * @param explicit the document's own example, used if the schema allows it
 */
export function exampleOf(document: Document, schema: SchemaView | undefined, name: string, explicit?: Json): Json {
  const isUsable = explicit !== undefined && (!schema || mayBe(schema, explicit, DEPTH));
  if (isUsable) return explicit;
  return make(document, schema, { name, depth: DEPTH, spent: { values: 0 } }) ?? name;
}

function make(document: Document, schema: SchemaView | undefined, budget: Budget): Json | undefined {
  budget.spent.values += 1;
  if (budget.spent.values > VALUES || !schema) return undefined;
  const given = givenValue(schema);
  if (given !== undefined && given !== null && mayBe(schema, given, DEPTH)) return given;
  const [type] = schema.types;
  if (type === "object" || schema.properties.size > 0 || schema.parts.length > 0) {
    return budget.depth > 0 ? makeObject(document, schema, deeper(budget)) : undefined;
  }
  if (type === "array") return makeList(document, schema, deeper(budget));
  const [choice] = schema.choices.flat();
  return choice === undefined || type !== undefined
    ? makeScalar(schema, type, budget.name)
    : make(document, choice, deeper(budget));
}

function deeper(budget: Budget): Budget {
  return { ...budget, depth: budget.depth - 1 };
}

function givenValue(schema: SchemaView): Json | undefined {
  return schema.constant ?? schema.example ?? schema.default ?? schema.values?.[0];
}

/** Whether a schema's types, enumerations and choices allow a value: examples in documents may be outdated. */
function mayBe(schema: SchemaView | undefined, value: Json, depth: number): boolean {
  if (!schema || depth === 0) return true;
  const { types, isNullable, isNull, values = [] } = schema;
  if (value === null) return isNullable || types.length === 0;
  if (isNull || (types.length > 0 && !types.some((type) => isOfType(value, type)))) return false;
  if (typeof value !== "object" && values.length > 0 && !values.includes(value)) return false;
  return mayBeOfParts(schema, value, depth - 1);
}

function mayBeOfParts(schema: SchemaView, value: Json, depth: number): boolean {
  const { parts, variants } = schema;
  const choices = variants.length > 0 ? [variants] : schema.choices;
  if (choices.length === 0 && parts.length === 0) return mayHold(schema, value, depth);
  const fits = (part: SchemaView): boolean => mayBe(part, value, depth);
  // A part of an object cannot know the keys that its other parts declare.
  return choices.every((choice) => choice.some(fits)) && (isObject(value) || parts.every(fits));
}

/** Whether the members or items fit the schema, and an object has no undeclared keys. */
function mayHold({ items, properties, rest }: SchemaView, value: Json, depth: number): boolean {
  if (Array.isArray(value)) return value.every((item: Json) => mayBe(items, item, depth));
  if (!isObject(value) || properties.size === 0 || rest !== "unsaid") return true;
  return Object.entries(value).every(([key, part]) => {
    const property = properties.get(key);
    return property !== undefined && mayBe(property.schema, part ?? null, depth);
  });
}

function isOfType(value: Json, type: string): boolean {
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isObject(value);
  return type === "integer" || type === "number" ? typeof value === "number" : typeof value === type;
}

/**
 * Returns the smallest object that fits a schema: the required properties of the schema, of its `allOf`, and of the first
 * alternative of each choice, and the discriminator's value.
 *
 * @param schema the schema of an object
 */
export function leastObject(document: Document, schema: SchemaView | undefined): JsonObject {
  const made = Object.create(null) as Record<string, Json>;
  return addRequired(document, togetherWith(schema, new Set()), made, {
    name: "",
    depth: DEPTH,
    spent: { values: 0 },
  });
}

/** The schemas that one value must fit: the schema, its `allOf`, and the first of each of its choices and of its variants. */
function togetherWith(schema: SchemaView | undefined, seen: Set<SchemaView>): readonly SchemaView[] {
  if (!schema || seen.has(schema)) return [];
  seen.add(schema);
  const inner = [...schema.parts, ...schema.choices.map(([first]) => first), schema.variants[0]];
  return [schema, ...inner.flatMap((part) => togetherWith(part, seen))];
}

/** Adds missing required properties to an object. */
function addRequired(
  document: Document,
  schemas: readonly SchemaView[],
  made: Record<string, Json>,
  budget: Budget,
): Record<string, Json> {
  for (const name of schemas.flatMap(({ required }) => required)) {
    const property = propertyOf(schemas, name);
    if (Object.hasOwn(made, name) || property?.isReadOnly) continue;
    const value = make(document, property?.schema, { ...budget, name });
    if (value !== undefined) made[name] = value;
  }
  const known = discriminatorsOf(document);
  const discriminated = schemas.map((schema) => known.get(schema)).find((one) => one !== undefined);
  if (discriminated) discriminate(made, schemas, discriminated);
  return made;
}

/** The first declaration of a property. */
function propertyOf(schemas: readonly SchemaView[], name: string): PropertyView | undefined {
  return schemas.map(({ properties }) => properties.get(name)).find((one) => one !== undefined);
}

/** Sets the discriminator's property, unless the object already has an allowed value for it. */
function discriminate(
  made: Record<string, Json>,
  schemas: readonly SchemaView[],
  { key, values }: Discriminated,
): void {
  const [value] = values;
  const isKnown = values.some((one) => one === made[key]);
  const isAllowed = schemas.every(({ properties }) => mayBe(properties.get(key)?.schema, value, DEPTH));
  if (!isKnown && isAllowed) made[key] = value;
}

function makeObject(document: Document, schema: SchemaView, budget: Budget): Json {
  const made = Object.create(null) as Record<string, Json>;
  for (const part of schema.parts) {
    const value = make(document, part, budget);
    if (isObject(value)) Object.assign(made, value);
  }
  return addRequired(document, togetherWith(schema, new Set()), made, budget);
}

function makeList(document: Document, { items, firstItems }: SchemaView, budget: Budget): Json {
  if (budget.depth <= 0) return [];
  const made = (firstItems.length > 0 ? firstItems : [items]).map((item) => make(document, item, budget));
  return made.flatMap((item) => (item === undefined ? [] : [item]));
}

const STRINGS: Readonly<Record<string, string>> = {
  uuid: "f47ac10b-58cc-4372-a567-0e02b2c3d479",
  "date-time": "2026-01-31T09:30:00Z",
  date: "2026-01-31",
  email: "someone@example.com",
  uri: "https://example.com",
};

function makeScalar({ format, minimum }: SchemaView, type: string | undefined, name: string): Json {
  switch (type) {
    case "integer":
    case "number":
      return minimum ?? 1;
    case "boolean":
      return true;
    default:
      return STRINGS[format ?? ""] ?? name;
  }
}
