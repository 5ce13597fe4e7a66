/** Determines whether the schema of a response allows text, which decides how the response is read. */
import type { Content, EventShape } from "../messages.js";
import type { SchemaView } from "./schema.js";

/** The most levels of nested parts and choices to search. */
const NESTING = 8;

/** Whether the schema allows text, anything but text, or either; `anything` if the schema does not say. */
export function contentOf(schema: SchemaView | undefined, depth = 0): Content {
  if (!schema || depth > NESTING) return "anything";
  const { types, values, parts, choices } = schema;
  if (types.length > 0) return together(types.map((type) => (type === "string" ? "text" : "data")));
  if (values !== undefined) return together(values.map((value) => (typeof value === "string" ? "text" : "data")));
  if (schema.properties.size > 0 || schema.items !== undefined || schema.rest !== "unsaid") return "data";
  const known = [
    ...parts.map((part) => contentOf(part, depth + 1)),
    ...choices.map((choice) => ofChoice(choice, depth)),
  ];
  return known.find((content) => content !== "anything") ?? "anything";
}

/** Whether the schema says that the data may be an object. */
export function mayBeObject({ types, properties, rest, parts, choices }: SchemaView, depth = 0): boolean {
  if (types.length > 0) return types.includes("object");
  if (properties.size > 0 || rest !== "unsaid") return true;
  return depth <= NESTING && [...parts, ...choices.flat()].some((part) => mayBeObject(part, depth + 1));
}

function ofChoice(choice: readonly SchemaView[], depth: number): Content {
  return together(choice.filter(({ isNull }) => !isNull).map((one) => contentOf(one, depth + 1)));
}

/** The union of several contents. */
export function together(contents: readonly Content[]): Content {
  const [first = "anything"] = contents;
  if (contents.includes("anything")) return "anything";
  return contents.every((content) => content === first) ? first : "mixed";
}

/** One kind of event, with its names; without names, it may have any. */
interface EventKind {
  readonly names: readonly string[];
  readonly isText: boolean;
}

type Fields = ReadonlyMap<string, SchemaView | undefined>;

/**
 * Returns how to read events that the schema describes as a whole; undefined if it describes only their data.
 *
 * @param isItem whether the schema is an `itemSchema`, which in OpenAPI 3.2 describes the event
 */
export function eventShape(schema: SchemaView | undefined, isItem: boolean): EventShape | undefined {
  const kinds = schema ? eventKinds(schema, isItem, [], 0) : [];
  if (!kinds || kinds.length === 0) return undefined;
  const names = kinds.flatMap((kind) => kind.names);
  const isOpen = kinds.some((kind) => kind.names.length === 0);
  return {
    text: kinds.every(({ isText }) => isText) || kinds.flatMap((kind) => (kind.isText ? kind.names : [])),
    error: isOpen || names.includes("error"),
  };
}

/**
 * The kinds of event among the choices of a schema; undefined if one of them does not describe an event.
 *
 * @param around fields declared by enclosing schemas, the innermost last
 */
function eventKinds(
  schema: SchemaView,
  isItem: boolean,
  around: readonly Fields[],
  depth: number,
): readonly EventKind[] | undefined {
  if (depth > NESTING) return undefined;
  const declared = [...around, fieldsOf(schema, depth)];
  const choices = schema.choices.flat().filter(({ isNull, isConstraintOnly }) => !isNull && !isConstraintOnly);
  if (choices.length > 0) {
    const kinds = choices.map((choice) => eventKinds(choice, isItem, declared, depth + 1));
    return kinds.every((kind) => kind !== undefined) ? kinds.flat() : undefined;
  }
  const data = declared.flatMap((fields) => fields.get("data") ?? []);
  const events = declared.flatMap((fields) => fields.get("event") ?? []);
  if (data.length === 0 || (events.length === 0 && !isItem)) return undefined;
  const names = (events.at(-1)?.values ?? []).filter((value) => typeof value === "string");
  return [{ names, isText: isText(data) }];
}

/** Whether data is text: some schema says so, and the innermost one does not declare the text as JSON. */
function isText(data: readonly SchemaView[]): boolean {
  const declared = data.map((schema) => contentOf(schema)).findLast((content) => content !== "anything");
  return declared === "text" && data.at(-1)?.textContent === undefined;
}

/** The properties of a schema, including those of its parts. */
export function fieldsOf(schema: SchemaView, depth = 0): Fields {
  const inherited = depth > NESTING ? [] : schema.parts.flatMap((part) => [...fieldsOf(part, depth + 1)]);
  const own = [...schema.properties].map(([name, property]) => [name, property.schema] as const);
  return new Map([...inherited, ...own]);
}
