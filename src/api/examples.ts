/** Values a caller could send, for examples in docs: the document's own where it has them, else made from the schema. */
import type { Document, Json, JsonObject } from "../document/document.js";
import type { Pointer } from "../diagnostic.js";
import { follow, type Followed } from "../document/refs.js";
import { discriminatorsOf, type Discriminated } from "./discriminators.js";
import { flagOf, isObject, listOf, objectOf, stringsOf, textOf, valueOf } from "./read.js";

/** How many levels of objects and lists, and how many values, a made-up value may have; what exceeds them is left out. */
const DEPTH = 4;
const VALUES = 100;

interface Budget {
  readonly name: string;
  readonly depth: number;
  /** Shared by all levels of one made-up value. */
  readonly spent: { values: number };
}

/** The `example` or the first of the `examples` of a parameter or media type (OpenAPI 3.1, section 4.8.12.2.1). */
export function explicitExample(owner: JsonObject): Json | undefined {
  const example = valueOf(owner, "example");
  if (example !== undefined) return example;
  const first = Object.values(objectOf(owner, "examples") ?? {})[0];
  return isObject(first) ? valueOf(first, "value") : undefined;
}

/**
 * A value that fits the schema as far as its types go.
 *
 * @param name what the value is for: stands in where nothing but "a string" is known
 * @param explicit the document's own example, taken where the schema allows it
 */
export function exampleOf(document: Document, schema: Json | undefined, name: string, explicit?: Json): Json {
  const isOutdated = explicit !== undefined && schema !== undefined && !mayBe(document, schema, explicit, DEPTH);
  return (
    (isOutdated ? undefined : explicit) ?? make(document, schema, { name, depth: DEPTH, spent: { values: 0 } }) ?? name
  );
}

function make(document: Document, node: Json | undefined, budget: Budget): Json | undefined {
  budget.spent.values += 1;
  if (budget.spent.values > VALUES) return undefined;
  const { value: schema, pointer } = follow(document, node, "#");
  if (!schema) return undefined;
  const given = givenValue(schema);
  if (given !== undefined && given !== null && mayBe(document, schema, given, DEPTH)) return given;
  const part = [...listOf(schema, "oneOf"), ...listOf(schema, "anyOf")][0];
  const type = typeOf(schema);
  if (type === "object" || objectOf(schema, "properties") || listOf(schema, "allOf").length > 0) {
    return budget.depth > 0 ? makeObject(document, { schema, pointer }, deeper(budget)) : undefined;
  }
  if (type === "array") return makeList(document, schema, deeper(budget));
  return part === undefined || type !== undefined
    ? makeScalar(schema, type, budget.name)
    : make(document, part, deeper(budget));
}

function deeper(budget: Budget): Budget {
  return { ...budget, depth: budget.depth - 1 };
}

function givenValue(schema: JsonObject): Json | undefined {
  return (
    valueOf(schema, "const") ??
    valueOf(schema, "example") ??
    listOf(schema, "examples")[0] ??
    valueOf(schema, "default") ??
    listOf(schema, "enum")[0]
  );
}

/** Whether a schema allows a value, as far as its types, lists of values and choices go: examples are not always kept up. */
function mayBe(document: Document, node: Json, value: Json, depth: number): boolean {
  const { value: schema } = follow(document, node, "#");
  if (!schema || depth === 0) return true;
  const types = [textOf(schema, "type") ?? stringsOf(schema, "type")].flat();
  if (value === null) return types.length === 0 || types.includes("null") || flagOf(schema, "nullable");
  if (types.length > 0 && !types.some((type) => isOfType(value, type))) return false;
  const values = [...listOf(schema, "enum"), valueOf(schema, "const")].filter((one) => one !== undefined);
  if (typeof value !== "object" && values.length > 0 && !values.includes(value)) return false;
  return mayBeOfParts(document, schema, value, depth - 1);
}

function mayBeOfParts(document: Document, schema: JsonObject, value: Json, depth: number): boolean {
  const all = listOf(schema, "allOf");
  const choices = ["oneOf", "anyOf"].map((key) => listOf(schema, key)).filter((list) => list.length > 0);
  if (choices.length === 0 && all.length === 0) return mayHold(document, schema, value, depth);
  const fits = (part: Json): boolean => mayBe(document, part, value, depth);
  // Which keys a part of an object may have, its other parts say.
  return choices.every((list) => list.some(fits)) && (isObject(value) || all.every(fits));
}

/** Whether the parts of an object or a list may be what its schema says of them, and an object has no other keys. */
function mayHold(document: Document, schema: JsonObject, value: Json, depth: number): boolean {
  const items = valueOf(schema, "items");
  if (Array.isArray(value))
    return items === undefined || value.every((item: Json) => mayBe(document, items, item, depth));
  const properties = objectOf(schema, "properties");
  if (!isObject(value) || !properties || valueOf(schema, "additionalProperties") !== undefined) return true;
  return Object.entries(value).every(([key, part]) => {
    const property = valueOf(properties, key);
    return property !== undefined && mayBe(document, property, part ?? null, depth);
  });
}

function isOfType(value: Json, type: string): boolean {
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isObject(value);
  return type === "integer" || type === "number" ? typeof value === "number" : typeof value === type;
}

function typeOf(schema: JsonObject): string | undefined {
  return textOf(schema, "type") ?? stringsOf(schema, "type").find((type) => type !== "null");
}

/**
 * The least object that fits a schema, by key: what it requires itself, through `allOf`, and in the first of each choice,
 * and the value of its discriminator.
 *
 * @param schema of an object
 */
export function leastObject(document: Document, schema: Json | undefined): JsonObject {
  const made = Object.create(null) as Record<string, Json>;
  const parts = partsOf(document, follow(document, schema, "#"), new Set());
  return addRequired(document, parts, made, { name: "", depth: DEPTH, spent: { values: 0 } });
}

interface Part {
  readonly schema: JsonObject;
  readonly pointer: Pointer;
}

/** The schemas that one value fits together: the schema, those of its `allOf`, and the first of each choice. */
function partsOf(document: Document, { value, pointer }: Followed, seen: Set<JsonObject>): readonly Part[] {
  if (!value || seen.has(value)) return [];
  seen.add(value);
  const choices = ["oneOf", "anyOf"].map((key) => listOf(value, key)[0]);
  const inner = [...listOf(value, "allOf"), ...choices];
  return [{ schema: value, pointer }, ...inner.flatMap((part) => partsOf(document, follow(document, part, "#"), seen))];
}

/** Adds to an object what its parts require and it has not. */
function addRequired(
  document: Document,
  parts: readonly Part[],
  made: Record<string, Json>,
  budget: Budget,
): Record<string, Json> {
  for (const name of parts.flatMap(({ schema }) => stringsOf(schema, "required"))) {
    const declared = parts.map(({ schema }) => valueOf(objectOf(schema, "properties") ?? {}, name));
    const property = declared.find((one) => one !== undefined);
    if (Object.hasOwn(made, name) || (isObject(property) && flagOf(property, "readOnly"))) continue;
    const value = make(document, property, { ...budget, name });
    if (value !== undefined) made[name] = value;
  }
  const known = discriminatorsOf(document);
  const discriminated = parts.map(({ pointer }) => known.get(pointer)).find((one) => one !== undefined);
  if (discriminated) discriminate(document, made, parts, discriminated);
  return made;
}

/** Where an example gives another value of the discriminator that the schema allows, it stays. */
function discriminate(
  document: Document,
  made: Record<string, Json>,
  parts: readonly Part[],
  { key, values }: Discriminated,
): void {
  const [value] = values;
  const isKnown = values.some((one) => one === made[key]);
  const properties = parts.map(({ schema }) => valueOf(objectOf(schema, "properties") ?? {}, key));
  const isAllowed = properties.every((property) => property === undefined || mayBe(document, property, value, DEPTH));
  if (!isKnown && isAllowed) made[key] = value;
}

function makeObject(document: Document, { schema, pointer }: Part, budget: Budget): Json {
  const made: Record<string, Json> = Object.create(null) as Record<string, Json>;
  for (const part of listOf(schema, "allOf")) {
    const value = make(document, part, budget);
    if (isObject(value)) Object.assign(made, value);
  }
  return addRequired(document, partsOf(document, { value: schema, pointer }, new Set()), made, budget);
}

function makeList(document: Document, schema: JsonObject, budget: Budget): Json {
  const item = budget.depth > 0 ? make(document, valueOf(schema, "items"), budget) : undefined;
  return item === undefined ? [] : [item];
}

const STRINGS: Readonly<Record<string, string>> = {
  uuid: "f47ac10b-58cc-4372-a567-0e02b2c3d479",
  "date-time": "2026-01-31T09:30:00Z",
  date: "2026-01-31",
  email: "someone@example.com",
  uri: "https://example.com",
};

function makeScalar(schema: JsonObject, type: string | undefined, name: string): Json {
  const minimum = valueOf(schema, "minimum");
  switch (type) {
    case "integer":
    case "number":
      return typeof minimum === "number" ? minimum : 1;
    case "boolean":
      return true;
    default:
      return STRINGS[textOf(schema, "format") ?? ""] ?? name;
  }
}
