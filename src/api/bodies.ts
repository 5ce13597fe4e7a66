/** Request bodies (OpenAPI Specification 3.1, section 4.8.13), and which of them can be given property by property. */
import type { Pointer } from "../diagnostic.js";
import type { Document, Json, JsonObject } from "../document/document.js";
import { childPointer } from "../document/pointer.js";
import { follow } from "../document/refs.js";
import type { Body, BodyMedia, Property } from "./api.js";
import { holdsWriteOnly, isReadOnly, requiresReadOnly } from "./access.js";
import { exampleOf, explicitExample, leastObject } from "./examples.js";
import { bodyKind } from "./media.js";
import { flagOf, isObject, listOf, objectOf, optional, stringsOf, textOf, valueOf } from "./read.js";

export function readBody(document: Document, operation: JsonObject, at: Pointer): Body | undefined {
  const { value, pointer } = follow(document, valueOf(operation, "requestBody"), childPointer(at, "requestBody"));
  const content = value && objectOf(value, "content");
  if (!value || !content) return undefined;
  const media = Object.entries(content).map(([type, node]) => readMedia(document, type, node));
  if (media.length === 0) return undefined;
  return {
    required: flagOf(value, "required"),
    ...optional("description", textOf(value, "description")),
    media,
    pointer,
  };
}

function readMedia(document: Document, type: string, node: Json | undefined): BodyMedia {
  const kind = bodyKind(type);
  const schema = isObject(node) ? valueOf(node, "schema") : undefined;
  return {
    type,
    kind,
    ...(kind === "text" || kind === "binary" ? {} : readProperties(document, schema)),
    ...(kind === "json" || kind === "form" ? readAccess(document, schema) : {}),
    ...optional("isContent", isContent(follow(document, schema, "#").value) ? (true as const) : undefined),
    example: exampleOf(document, schema, "content", isObject(node) ? explicitExample(node) : undefined),
  };
}

function readProperties(
  document: Document,
  schema: Json | undefined,
): Pick<BodyMedia, "properties" | "least" | "demanding"> {
  const flat = propertiesOf(document, schema, new Set());
  if (!flat || flat.size === 0) return {};
  return {
    properties: [...flat.values()],
    least: leastObject(document, schema),
    ...optional("demanding", isDemanding(document, schema, flat, new Map()) || undefined),
  };
}

function readAccess(
  document: Document,
  schema: Json | undefined,
): Pick<BodyMedia, "requiresReadOnly" | "holdsWriteOnly"> {
  return {
    ...optional("requiresReadOnly", requiresReadOnly(document, schema) || undefined),
    ...optional("holdsWriteOnly", holdsWriteOnly(document, schema) || undefined),
  };
}

type Properties = Map<string, Property>;

/**
 * The properties of a schema that can only be an object whose keys are known: through `$ref`, `allOf`, `oneOf` and
 * `anyOf`. Undefined where a value of it may be something else, or may hold further keys of a declared type.
 */
function propertiesOf(document: Document, node: Json | undefined, seen: Set<JsonObject>): Properties | undefined {
  const { value: schema } = follow(document, node, "#");
  if (!schema || seen.has(schema) || !mayBeOnlyObject(schema)) return undefined;
  seen.add(schema);
  const own = ownProperties(document, schema);
  const parts = [
    ...listOf(schema, "allOf").map((part) => ({ part, every: true })),
    ...[...listOf(schema, "oneOf"), ...listOf(schema, "anyOf")].map((part) => ({ part, every: false })),
  ];
  let described = own.size > 0 || valueOf(schema, "type") === "object";
  for (const { part, every } of parts) {
    if (isConstraintOnly(part)) continue;
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
function withRequirements(properties: Properties, schema: JsonObject): Properties {
  const parts = [schema, ...listOf(schema, "allOf").filter(isObject)];
  for (const name of parts.flatMap((part) => stringsOf(part, "required"))) {
    const property = properties.get(name);
    if (property && !property.readOnly) properties.set(name, { ...property, required: true });
  }
  return properties;
}

function mayBeOnlyObject(schema: JsonObject): boolean {
  const type = valueOf(schema, "type");
  const objectType = type === undefined || type === "object" || (Array.isArray(type) && type.join() === "object");
  return objectType && !flagOf(schema, "nullable") && !hasTypedRest(schema) && !Object.hasOwn(schema, "enum");
}

/** `additionalProperties` with a schema of its own: its keys cannot share an object with other arguments. */
function hasTypedRest(schema: JsonObject): boolean {
  const rest = valueOf(schema, "additionalProperties");
  return isObject(rest) && Object.keys(rest).length > 0;
}

/** A branch such as `{ required: [a] }`, which says nothing about types. */
function isConstraintOnly(part: Json): boolean {
  return (
    isObject(part) && Object.keys(part).every((key) => key === "required" || key === "description" || key === "title")
  );
}

function ownProperties(document: Document, schema: JsonObject): Properties {
  const required = new Set(stringsOf(schema, "required"));
  const properties: Properties = new Map();
  for (const [name, node] of Object.entries(objectOf(schema, "properties") ?? {})) {
    const { value } = follow(document, node, "#");
    properties.set(name, {
      name,
      required: required.has(name) && !isReadOnly(node),
      readOnly: value ? flagOf(value, "readOnly") : false,
      deprecated: value ? flagOf(value, "deprecated") : false,
      ...optional("description", value && textOf(value, "description")),
      ...optional("isContent", isContent(value) ? (true as const) : undefined),
      example: exampleOf(document, node, name),
    });
  }
  return properties;
}

function isContent(schema: JsonObject | undefined): boolean {
  return schema !== undefined && textOf(schema, "format") === "binary";
}

/**
 * Whether a schema, a part of it or each of its choices requires one of the properties that are the caller's to give.
 * @param known answers so far, false for what is still being looked at
 */
function isDemanding(
  document: Document,
  node: Json | undefined,
  properties: Properties,
  known: Map<JsonObject, boolean>,
): boolean {
  const { value: schema } = follow(document, node, "#");
  if (!schema) return false;
  const answer = known.get(schema);
  if (answer !== undefined) return answer;
  known.set(schema, false);
  const asks = (part: Json): boolean => isDemanding(document, part, properties, known);
  const isAsked = (name: string): boolean => properties.get(name)?.readOnly === false;
  const choices = ["oneOf", "anyOf"].map((key) => listOf(schema, key)).filter((list) => list.length > 0);
  const found =
    stringsOf(schema, "required").some(isAsked) ||
    listOf(schema, "allOf").some(asks) ||
    choices.some((list) => list.every(asks));
  known.set(schema, found);
  return found;
}

function addProperty(properties: Properties, property: Property): void {
  const known = properties.get(property.name);
  properties.set(property.name, known?.required ? known : { ...known, ...property });
}
