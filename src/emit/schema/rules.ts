/** The rules that rewrite one object of a document for openapi-typescript: see `input.ts`. */
import { bodyKind } from "../../api/bodies/media.js";
import { hasTyping, isContentSchema } from "../../api/schema/schema-typing.js";
import type { Json, JsonObject } from "../../document/document.js";
import { isObject, member } from "../../document/refs.js";
import {
  choiceBesideMembers,
  choiceInPart,
  choiceInParts,
  declaredDiscriminator,
  discriminatedChoice,
  requirementsOfChoices,
} from "./choices.js";
import { referToPart } from "./inner-parts.js";
import { annotations, itemsOf, type Rule, type Whole } from "./rule.js";
import { timesOfParameter } from "./times.js";

/** In the order in which they apply. */
export const rules: readonly Rule[] = [
  (node, { root, parts }) => referToPart(node, root, parts),
  withoutId,
  withoutDefinitions,
  withoutStrangeTexts,
  contentOfParameter,
  timesOfParameter,
  binaryContent,
  roundedValues,
  siblingsOfReference,
  membersOfObject,
  valuesOfObject,
  discriminatedChoice,
  choiceBesideMembers,
  choiceInParts,
  choiceInPart,
  requirementsOfParts,
  requirementsOfChoices,
  indexedRequired,
  typedRest,
  declaredDiscriminator,
  nullConstant,
  schemaOfPieces,
];

/**
 * openapi-typescript stores operations by operationId, so a repeated id would give two operations one type. Without ids,
 * every operation has its types in `paths`, where generated code refers to them.
 */
function withoutId(node: JsonObject): JsonObject {
  if (!Object.hasOwn(node, "operationId")) return node;
  const { operationId: _, ...rest } = node;
  return rest;
}

/** openapi-typescript makes a property of `$defs`, which only holds schemas for reuse (JSON Schema 2020-12, 8.2.4). */
function withoutDefinitions(node: JsonObject): JsonObject {
  if (!isObject(member(node, "$defs"))) return node;
  const { $defs: _, ...rest } = node;
  return rest;
}

/**
 * openapi-typescript writes an object that stands for a text into the comment, as JSON. It may be what a reference led to, and then
 * changes with a component that the part does not refer to.
 */
function withoutStrangeTexts(node: JsonObject): JsonObject {
  const strange = TEXTS.filter((key) => typeof node[key] === "object");
  return strange.length === 0
    ? node
    : Object.fromEntries(Object.entries(node).filter(([key]) => !strange.includes(key)));
}

const TEXTS: readonly string[] = ["title", "summary", "description", "format"];

/** Writes every form of binary content as `format: binary`, the one form that `schema.ts` handles, and null as a type. */
function binaryContent(node: JsonObject): JsonObject {
  if (!isContentSchema(node)) return encodedText(node);
  const { format: _, nullable, ...rest } = node;
  const isNullable = nullable === true || itemsOf(member(node, "type")).includes("null");
  return { ...rest, type: isNullable ? ["string", "null"] : "string", format: "binary" };
}

/** Binary content that is encoded as text is text. */
function encodedText(node: JsonObject): JsonObject {
  if (node["format"] !== "binary" || !Object.hasOwn(node, "contentEncoding")) return node;
  const { format: _, ...text } = node;
  return text;
}

/** Removes numbers beyond 2^53, which lost precision when they were read: as literal types they would be wrong. */
function roundedValues(node: JsonObject): JsonObject {
  const isRounded = (value: Json | undefined): boolean => Number.isInteger(value) && !Number.isSafeInteger(value);
  if (!itemsOf(member(node, "enum")).some(isRounded) && !isRounded(member(node, "const"))) return node;
  const { enum: _, const: __, ...rest } = node;
  return { type: "number", ...rest };
}

/** openapi-typescript types a parameter with `content` as a string; for JSON content, use the type of its schema. */
function contentOfParameter(node: JsonObject): JsonObject {
  if (typeof node["in"] !== "string" || typeof node["name"] !== "string") return node;
  const { content, ...rest } = node;
  const [media, ...others] = isObject(content) ? Object.entries(content) : [];
  if (!media || others.length > 0) return node;
  const schema = isObject(media[1]) ? media[1]["schema"] : undefined;
  return schema === undefined || bodyKind(media[0]) !== "json" ? node : { ...rest, schema };
}

/** openapi-typescript drops the keywords next to a `$ref`; since OpenAPI 3.1 they apply (JSON Schema 2020-12, 8.2.3.1). */
function siblingsOfReference(node: JsonObject, { version }: Whole): JsonObject {
  if (version === "3.0" || typeof node["$ref"] !== "string") return node;
  const { $ref, ...siblings } = node;
  if (!hasTyping(siblings)) return node;
  return { ...annotations(siblings), allOf: [{ $ref }, siblings] };
}

/** openapi-typescript applies a discriminator only to schemas of `type: object`; a schema with properties is implicitly one. */
function membersOfObject(node: JsonObject): JsonObject {
  const isTold = Object.hasOwn(node, "type") || Object.hasOwn(node, "$ref");
  return isTold || !isObject(member(node, "properties")) ? node : { type: "object", ...node };
}

/**
 * openapi-typescript reads the values of an `enum` next to `type: object` as schemas; drop them, because types cannot
 * list objects.
 */
function valuesOfObject(node: JsonObject): JsonObject {
  if (!Object.hasOwn(node, "enum") || node["type"] !== "object") return node;
  const { enum: _, ...rest } = node;
  return rest;
}

/** openapi-typescript lets a part of `allOf` require only its own properties; it may also require those of other parts. */
function requirementsOfParts(node: JsonObject): JsonObject {
  const parts = member(node, "allOf");
  if (!Array.isArray(parts)) return node;
  const lists = [node, ...(parts as readonly Json[])].map((part) => member(part, "required"));
  const required = new Set(lists.flatMap((list) => (Array.isArray(list) ? (list as readonly Json[]) : [])));
  return required.size === 0 ? node : { ...node, required: [...required] };
}

/** openapi-typescript searches all of `required` for each property, which takes quadratic time. */
function indexedRequired(node: JsonObject): JsonObject {
  const required = member(node, "required");
  return Array.isArray(required) && required.length > 1_000
    ? { ...node, required: LongList.from(required) as readonly Json[] }
    : node;
}

/** A list that finds its items with a set. It must not change after its first use. */
class LongList extends Array<Json> {
  #known: ReadonlySet<Json> | undefined;

  override includes(value: Json): boolean {
    this.#known ??= new Set(this);
    return this.#known.has(value);
  }
}

/**
 * Additional properties next to named ones: an index signature applies to all keys, so it must also allow the types of
 * the named properties; otherwise no object literal would match.
 */
function typedRest(node: JsonObject): JsonObject {
  const rest = member(node, "additionalProperties");
  const properties = member(node, "properties");
  if (!isObject(rest) || Object.keys(rest).length === 0 || !isObject(properties)) return node;
  const types = Object.values(properties).map((property) => simpleType(property));
  if (types.includes(undefined)) return { ...node, additionalProperties: true };
  const known = new Set([JSON.stringify(simpleType(rest))]);
  const others = types.flatMap((type) => (known.size < known.add(JSON.stringify(type)).size && type ? [type] : []));
  return others.length === 0 ? node : { ...node, additionalProperties: { oneOf: [rest, ...others] } };
}

/** The type of a schema whose type is short to write; undefined for any other schema. */
function simpleType(schema: Json | undefined): JsonObject | undefined {
  const $ref = member(schema, "$ref");
  if (typeof $ref === "string") return { $ref };
  const type = member(schema, "type");
  if (type === "array") {
    const item = simpleType(member(schema, "items"));
    return item && { type, items: item };
  }
  if (isObject(schema) && isContentSchema(schema)) return Array.isArray(type) ? undefined : { type, format: "binary" };
  const isScalar = typeof type === "string" && ["string", "number", "integer", "boolean", "null"].includes(type);
  return isScalar && member(schema, "nullable") !== true ? { type: type === "integer" ? "number" : type } : undefined;
}

/** openapi-typescript ignores `const: null`, so write it as `type: "null"`. */
function nullConstant(node: JsonObject): JsonObject {
  return Object.hasOwn(node, "const") && node["const"] === null && !Object.hasOwn(node, "type")
    ? { ...node, type: "null" }
    : node;
}

/**
 * Writes `itemSchema`, the schema of one piece of a stream (OpenAPI Specification 3.2, section 4.15), as the `schema` of
 * earlier versions.
 */
function schemaOfPieces(node: JsonObject): JsonObject {
  if (node["itemSchema"] === undefined || Object.hasOwn(node, "schema")) return node;
  const { itemSchema, ...rest } = node;
  return { ...rest, schema: itemSchema };
}
