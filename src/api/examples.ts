/** Values a caller could send, for examples in docs: the document's own where it has them, else made from the schema. */
import type { Document, Json, JsonObject } from "../document/document.js";
import { follow } from "../document/refs.js";
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
 * @param explicit the document's own example, taken as it is
 */
export function exampleOf(document: Document, schema: Json | undefined, name: string, explicit?: Json): Json {
  return explicit ?? make(document, schema, { name, depth: DEPTH, spent: { values: 0 } }) ?? name;
}

function make(document: Document, node: Json | undefined, budget: Budget): Json | undefined {
  budget.spent.values += 1;
  if (budget.spent.values > VALUES) return undefined;
  const { value: schema } = follow(document, node, "#");
  if (!schema) return undefined;
  const given = givenValue(schema);
  if (given !== undefined && given !== null) return given;
  const part = [...listOf(schema, "oneOf"), ...listOf(schema, "anyOf")][0];
  const type = typeOf(schema);
  if (type === "object" || objectOf(schema, "properties") || listOf(schema, "allOf").length > 0) {
    return budget.depth > 0 ? makeObject(document, schema, deeper(budget)) : undefined;
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

function typeOf(schema: JsonObject): string | undefined {
  return textOf(schema, "type") ?? stringsOf(schema, "type").find((type) => type !== "null");
}

function makeObject(document: Document, schema: JsonObject, budget: Budget): Json {
  const made: Record<string, Json> = Object.create(null) as Record<string, Json>;
  for (const part of listOf(schema, "allOf")) {
    const value = make(document, part, budget);
    if (isObject(value)) Object.assign(made, value);
  }
  const properties = objectOf(schema, "properties") ?? {};
  for (const name of stringsOf(schema, "required")) {
    const property = valueOf(properties, name);
    if (isObject(property) && flagOf(property, "readOnly")) continue;
    const value = make(document, property, { ...budget, name });
    if (value !== undefined) made[name] = value;
  }
  return made;
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
