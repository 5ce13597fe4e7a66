/** Checks whether a schema's type accepts a value exactly: nothing missing, no extra keys. */
import type { Json, JsonObject } from "../../document/document.js";
import type { SchemaView } from "./schema.js";
import { isObject } from "../values.js";

/** The most schemas that one value is checked against, and the deepest level; beyond them, a value does not fit. */
const MOST_CHECKS = 500;
const DEEPEST = 12;

interface Check {
  readonly depth: number;
  /** Shared by all levels of one value. */
  readonly left: { checks: number };
}

/** @param schema if undefined, any value fits */
export function fits(schema: SchemaView | undefined, value: Json): boolean {
  return schema === undefined || fitsAll([schema], value, { depth: DEEPEST, left: { checks: MOST_CHECKS } });
}

/** Whether a value fits several schemas at once. */
function fitsAll(schemas: readonly SchemaView[], value: Json, check: Check): boolean {
  const whole = withParts(schemas);
  return check.depth >= 0 && fitsChoices(whole, choicesOf(whole, whole), value, check);
}

/** @param open choices of which no alternative has been selected yet */
function fitsChoices(
  whole: readonly SchemaView[],
  open: readonly (readonly SchemaView[])[],
  value: Json,
  check: Check,
): boolean {
  check.left.checks -= 1;
  if (check.left.checks < 0) return false;
  const [choice, ...others] = open;
  if (choice === undefined) return fitsOne(whole, value, check);
  return choice.some((alternative) => {
    if (alternative.isNull) return value === null;
    const taken = withParts([...whole, alternative]);
    const inner = taken.filter((schema) => !whole.includes(schema));
    return fitsChoices(taken, [...others, ...choicesOf(inner, taken)], value, check);
  });
}

/** The distinct schemas, including everything in their `allOf`. */
function withParts(schemas: readonly SchemaView[]): readonly SchemaView[] {
  const found = new Set(schemas);
  for (const schema of found) for (const part of schema.parts) found.add(part);
  return [...found];
}

/** The choices of schemas; a schema's variants form one choice, unless one of them is already selected. */
function choicesOf(schemas: readonly SchemaView[], taken: readonly SchemaView[]): readonly (readonly SchemaView[])[] {
  return schemas.flatMap((schema) => {
    const isExtended = schema.variants.length > 0 && !schema.variants.some((variant) => taken.includes(variant));
    return isExtended ? [schema.variants] : schema.choices;
  });
}

/** Whether a value fits schemas, after one alternative of each choice was selected. */
function fitsOne(whole: readonly SchemaView[], value: Json, check: Check): boolean {
  if (value === null) return whole.some(({ isNullable }) => isNullable);
  return whole.every((schema) => isAllowed(schema, value)) && holds(whole, value, { ...check, depth: check.depth - 1 });
}

function isAllowed(schema: SchemaView, value: Json): boolean {
  const { types, values, isNull, isContent, firstItems } = schema;
  if (isNull || isContent || firstItems.length > 0) return false;
  if (types.length > 0 && !types.some((type) => isOfType(value, type))) return false;
  if (values !== undefined && !values.some((one) => one === value)) return false;
  return typeof value === "string" ? isWritten(value, schema) : isWithin(sizeOf(value), schema);
}

/** Patterns of the formats that servers check (OpenAPI Format Registry). */
const FORMATS: Readonly<Record<string, RegExp>> = {
  uuid: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  date: /^\d{4}-\d\d-\d\d$/,
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i,
  email: /^[^@\s]+@[^@\s]+$/,
  uri: /^[a-z][a-z\d+.-]*:\S+$/i,
};

/** The document's patterns are not run: a text with a pattern counts as not fitting. */
function isWritten(text: string, schema: SchemaView): boolean {
  const isOfFormat = FORMATS[schema.format ?? ""]?.test(text) ?? true;
  return isOfFormat && !schema.limits.other.has("pattern") && isWithin(Array.from(text).length, schema);
}

/** The size that a schema's bounds limit: a number itself, or the count of characters, items or members. */
function sizeOf(value: Json): number {
  if (typeof value === "number") return value;
  return typeof value === "object" && value !== null ? Object.keys(value).length : 0;
}

function isWithin(size: number, { limits: { lower, upper } }: SchemaView): boolean {
  const isAbove = [...lower].every(([key, bound]) => (key.startsWith("exclusive") ? size > bound : size >= bound));
  return isAbove && [...upper].every(([key, bound]) => (key.startsWith("exclusive") ? size < bound : size <= bound));
}

function isOfType(value: Json, type: string): boolean {
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isObject(value);
  return type === "integer" ? Number.isInteger(value) : typeof value === type;
}

function holds(whole: readonly SchemaView[], value: Json, check: Check): boolean {
  if (Array.isArray(value)) {
    const items = whole.flatMap((schema) => schema.items ?? []);
    return (value as readonly Json[]).every((item) => items.length === 0 || fitsAll(items, item, check));
  }
  if (!isObject(value)) return true;
  const isComplete = whole.every((schema) => schema.required.every((name) => isGiven(value, name, whole)));
  return isComplete && Object.entries(value).every(([key, part]) => takes(whole, key, part ?? null, check));
}

/** Callers omit read-only properties. */
function isGiven(value: JsonObject, name: string, whole: readonly SchemaView[]): boolean {
  return Object.hasOwn(value, name) || whole.some(({ properties }) => properties.get(name)?.isReadOnly === true);
}

function takes(whole: readonly SchemaView[], key: string, part: Json, check: Check): boolean {
  const declared = whole.flatMap(({ properties }) => properties.get(key) ?? []);
  if (declared.some(({ isReadOnly }) => isReadOnly)) return false;
  const schemas = declared.flatMap(({ schema }) => schema ?? []);
  if (declared.length > 0) return schemas.length === 0 || fitsAll(schemas, part, check);
  const rests = whole.flatMap(({ rest }) => (typeof rest === "object" ? [rest] : []));
  if (rests.length > 0) return fitsAll(rests, part, check);
  return whole.some(({ rest }) => rest === "open") || whole.every(({ properties }) => properties.size === 0);
}
