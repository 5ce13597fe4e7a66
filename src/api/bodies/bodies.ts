/** Request bodies (OpenAPI Specification 3.1, section 4.8.13), and which of them can be given property by property. */
import type { Pointer } from "../../diagnostic.js";
import type { Document, Json, JsonObject } from "../../document/document.js";
import { childPointer } from "../../document/pointer.js";
import { follow } from "../../document/refs.js";
import type { Body, BodyKind, BodyMedia, Property } from "../api.js";
import { holdsWriteOnly, requiresReadOnly } from "../schema/access.js";
import { givenFor, kindOfBody } from "./body-kinds.js";
import { mediaSchema } from "../components.js";
import { contentOf } from "../schema/contents.js";
import { encodingsOf, undecidedOf } from "./encodings.js";
import { exampleOf, explicitExample, leastObject } from "../schema/examples.js";
import { schemaAt, type SchemaView } from "../schema/schema.js";
import { flagOf, isObject, objectOf, optional, textOf, valueOf } from "../values.js";

export function readBody(document: Document, operation: JsonObject, at: Pointer): Body | undefined {
  const { value, pointer } = follow(document, valueOf(operation, "requestBody"), childPointer(at, "requestBody"));
  const content = value && objectOf(value, "content");
  if (!value || !content) return undefined;
  const isRequired = flagOf(value, "required");
  const known = new Set<string>();
  const media = Object.entries(content).map(([type, node]) => {
    const read = readMedia(document, type, node, childPointer(pointer, "content", type, "schema"), isRequired);
    const text = JSON.stringify([read.kind, isObject(node) ? (valueOf(node, "schema") ?? null) : null]);
    const isRepeated = known.has(text);
    known.add(text);
    return isRepeated ? { ...read, isRepeated } : read;
  });
  if (media.length === 0) return undefined;
  return {
    required: isRequired,
    ...optional("description", textOf(value, "description")),
    media,
    pointer,
  };
}

function readMedia(
  document: Document,
  type: string,
  node: Json | undefined,
  at: Pointer,
  isRequired: boolean,
): BodyMedia {
  const written = isObject(node) ? valueOf(node, "schema") : undefined;
  const schema = schemaAt(document, written, at);
  const kind = kindOfBody(type, schema);
  const explicit = isObject(node) ? explicitExample(node) : undefined;
  const example = exampleOf(document, schema, "content", explicit);
  const shown = isRequired && (explicit ?? schema?.example) === example ? example : undefined;
  return {
    type,
    kind,
    ...mediaSchema(document, written, at),
    ...(hasProperties(kind) ? readProperties(document, schema, isRequired, shown) : {}),
    ...(kind === "json" || kind === "form" ? readAccess(document, schema) : {}),
    ...optional("isContent", schema?.isContent ? (true as const) : undefined),
    ...optional("contents", contentsOf(schema)),
    ...optional("encodings", encodingsOf(document, kind, isObject(node) ? node : {}, schema)),
    ...optional("undecided", undecidedOf(kind, isObject(node) ? node : {}, schema)),
    content: contentOf(schema),
    ...givenFor(kind, schema),
    example: exampleFor(kind, example),
    ...optional("view", schema),
  };
}

function hasProperties(kind: BodyKind): boolean {
  return kind === "json" || kind === "multipart" || kind === "form";
}

/** Of a body that is given as text, text; of lines, a list. */
function exampleFor(kind: BodyKind, example: Json): Json {
  if (kind === "text") return typeof example === "object" ? "content" : example;
  return kind === "lines" && !Array.isArray(example) ? [example] : example;
}

function contentsOf(schema: SchemaView | undefined): BodyMedia["contents"] {
  const views = [schema, ...(schema?.parts ?? [])];
  const found = views.flatMap((view) =>
    [...(view?.properties ?? [])].flatMap(([name, { schema: property }]): [string, "one" | "list"][] => {
      if (property?.isContent) return [[name, "one"]];
      return property?.items?.isContent ? [[name, "list"]] : [];
    }),
  );
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

/** @param shown the document's own example of a body, where there is one that fits */
function readProperties(
  document: Document,
  schema: SchemaView | undefined,
  isRequired: boolean,
  shown: Json | undefined,
): Pick<BodyMedia, "properties" | "least" | "demanding"> {
  // A body that may be left out is never sent as null: every optional body of FastAPI may be either.
  const flat = propertiesOf(document, schema, new Set(), !isRequired);
  if (!flat || flat.size === 0) return {};
  const least = leastObject(document, schema);
  const isEmpty = Object.keys(least).length === 0;
  return {
    properties: [...flat.values()],
    least: isRequired && isEmpty ? shownObject(flat, shown) : least,
    ...optional("demanding", isDemanding(schema, flat, new Map()) || undefined),
  };
}

/**
 * What is sent where something must be, and nothing is required of it: the document's example without its empty texts, which
 * show nothing and seldom fit a format; else the first property.
 */
function shownObject(properties: Properties, shown: Json | undefined): JsonObject {
  const settable = [...properties.values()].filter(({ readOnly }) => !readOnly);
  const known = new Set(settable.map(({ name }) => name));
  const entries = Object.entries(isObject(shown) ? shown : {}).filter(
    ([name, value]) => known.has(name) && value !== "",
  );
  if (entries.length > 0) return Object.fromEntries(entries);
  const first = settable.find(({ deprecated }) => !deprecated);
  return first ? { [first.name]: first.example } : {};
}

function readAccess(
  document: Document,
  schema: SchemaView | undefined,
): Pick<BodyMedia, "requiresReadOnly" | "holdsWriteOnly"> {
  return {
    ...optional("requiresReadOnly", requiresReadOnly(schema) || undefined),
    ...optional("holdsWriteOnly", holdsWriteOnly(document, schema) || undefined),
  };
}

type Properties = Map<string, Property>;

/**
 * The properties of a schema that can only be an object whose keys are known, with those of its parts and choices.
 * Undefined where a value of it may be something else, or may hold further keys of a declared type.
 *
 * @param isNullIgnored whether a value of null does not count, for the schema itself and its own alternatives
 */
function propertiesOf(
  document: Document,
  schema: SchemaView | undefined,
  seen: Set<SchemaView>,
  isNullIgnored = false,
): Properties | undefined {
  if (!schema || seen.has(schema) || !mayBeOnlyObject(schema, isNullIgnored)) return undefined;
  seen.add(schema);
  const own = ownProperties(document, schema);
  // A schema and a variant of it lead to each other: whichever was asked for, the other is looked through once.
  const isVariant = schema.variants.some((variant) => seen.has(variant));
  const inner = [
    ...schema.parts.filter((part) => !(seen.has(part) && part === schema.base)).map((part) => ({ part, every: true })),
    ...[...schema.choices.flat(), ...(isVariant ? [] : schema.variants)].map((part) => ({ part, every: false })),
  ];
  let described = own.size > 0 || schema.types.includes("object");
  for (const { part, every } of inner) {
    if (part.isConstraintOnly || (isNullIgnored && part.isNull)) continue;
    const found = propertiesOf(document, part, seen);
    if (!found) return undefined;
    described = true;
    for (const property of found.values()) {
      addProperty(own, every ? property : { ...property, required: false });
    }
  }
  seen.delete(schema);
  return described ? withRequirements(own, schema) : undefined;
}

/** What a schema, or a part of it that says nothing else, requires of properties that other parts declare. */
function withRequirements(properties: Properties, schema: SchemaView): Properties {
  for (const name of [schema, ...schema.parts].flatMap(({ required }) => required)) {
    const property = properties.get(name);
    if (property && !property.readOnly) properties.set(name, { ...property, required: true });
  }
  return properties;
}

function mayBeOnlyObject({ types, isNullable, rest, values, constant }: SchemaView, isNullIgnored: boolean): boolean {
  const isObjectType = types.length === 0 || (types.length === 1 && types[0] === "object");
  // Keys of a rest with a schema of its own cannot share an object with other arguments.
  const hasTypedRest = typeof rest === "object";
  const hasEnum = values !== undefined && constant === undefined;
  return isObjectType && (isNullIgnored || !isNullable) && !hasTypedRest && !hasEnum;
}

function ownProperties(document: Document, owner: SchemaView): Properties {
  const required = new Set(owner.required);
  const properties: Properties = new Map();
  for (const [name, { isReadOnly, schema }] of owner.properties) {
    properties.set(name, {
      name,
      required: required.has(name) && !isReadOnly,
      readOnly: schema?.isReadOnly ?? false,
      deprecated: schema?.isDeprecated ?? false,
      ...optional("description", schema?.description),
      ...optional("isContent", schema?.isContent ? (true as const) : undefined),
      example: exampleOf(document, schema, name),
    });
  }
  return properties;
}

/**
 * Whether a schema, a part of it or each of its choices requires one of the properties that are the caller's to give.
 *
 * @param known answers so far, false for what is still being looked at
 */
function isDemanding(schema: SchemaView | undefined, properties: Properties, known: Map<SchemaView, boolean>): boolean {
  if (!schema) return false;
  const answer = known.get(schema);
  if (answer !== undefined) return answer;
  known.set(schema, false);
  const asks = (part: SchemaView): boolean => isDemanding(part, properties, known);
  const found =
    schema.required.some((name) => properties.get(name)?.readOnly === false) ||
    schema.parts.some(asks) ||
    schema.choices.some((choice) => choice.filter(({ isNull }) => !isNull).every(asks));
  known.set(schema, found);
  return found;
}

function addProperty(properties: Properties, property: Property): void {
  const known = properties.get(property.name);
  properties.set(property.name, known?.required ? known : { ...known, ...property });
}
