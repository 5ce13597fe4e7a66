/**
 * Rewrites a document for openapi-typescript: whatever openapi-typescript would misread is expressed in a form that it
 * reads correctly. The input is not changed, and parts that need no change are shared, not copied.
 */
import type { ExtendedComponent } from "../../api/schema/discriminators.js";
import { bodyKind } from "../../api/bodies/media.js";
import { hasTyping, isContentSchema } from "../../api/schema/schema-typing.js";
import type { Pointer } from "../../diagnostic.js";
import type { Json, JsonObject, OpenApiVersion } from "../../document/document.js";
import { pointerOf } from "../../document/pointer.js";
import { isObject, member, valueAt } from "../../document/refs.js";
import { splitBases } from "./bases.js";
import {
  choiceBesideMembers,
  choiceInPart,
  choiceInParts,
  declaredDiscriminator,
  discriminatedChoice,
  requirementsOfChoices,
} from "./choices.js";
import { withEventItems } from "./event-items.js";
import { holdsKey, isTyped, SECTIONS } from "./parts.js";
import { noInnerParts, referToPart, withParts } from "./inner-parts.js";
import { annotations, mapItems, mapMembers, itemsOf, type Rule, type Whole } from "./rule.js";
import { timesOfParameter } from "./times.js";

/** All that the types of a document depend on, as plain data. */
export interface PlainDocument {
  readonly root: JsonObject;
  readonly version: OpenApiVersion;
  readonly extended: readonly ExtendedComponent[];
}

/** A document, rewritten for openapi-typescript. */
export interface SchemaInput {
  /** `paths`, `webhooks` and `components`. */
  readonly parts: JsonObject;
  /** Components that hold the declarations of a component that became a union of its variants, mapped to that one's name. */
  readonly bases: ReadonlyMap<string, string>;
  /** Whether no part's rewriting shows in other parts: every reference leads to a component, and none was split. */
  readonly isByPart: boolean;
}

/**
 * A document in whose schemas openapi-typescript may write values of discriminators: a copy, in which no two schemas are one
 * object, if it has discriminators.
 */
export function writableDocument(document: PlainDocument): PlainDocument {
  const { root } = document;
  if (!sectionsOf(root).some(([, value]) => holdsKey(value, ["discriminator"]))) return document;
  return { ...document, root: JSON.parse(JSON.stringify(root)) as JsonObject };
}

/** Rewrites a document for openapi-typescript. The result shares unchanged parts with the document. */
export function schemaInput({ root, version, extended }: PlainDocument): SchemaInput {
  const split = splitBases(Object.fromEntries(sectionsOf(root)), extended);
  const whole: Whole = { root: split.sections, version, parts: noInnerParts() };
  const members = Object.entries(split.sections).map(([section, value]) => {
    return [section, isObject(value) ? prepared(value, whole, section !== "components") : value] as const;
  });
  const parts = withParts(Object.fromEntries(members), whole.parts, (part) => prepared(part, whole));
  return { parts, bases: split.bases, isByPart: whole.parts.found.size === 0 && split.bases.size === 0 };
}

/**
 * Rewrites a document again after a change: only the parts that the change reaches.
 *
 * @param before the last result, whose `isByPart` is true
 * @param stale the pointers of the changed parts and of those that refer to them
 */
export function renewedInput(
  before: SchemaInput,
  { root, version }: PlainDocument,
  stale: ReadonlySet<Pointer>,
): SchemaInput {
  const sections = Object.fromEntries(sectionsOf(root));
  const whole: Whole = { root: sections, version, parts: noInnerParts() };
  const renewed = (owner: JsonObject, steps: readonly string[]): JsonObject => {
    const known = valueAt(before.parts, pointerOf(...steps));
    return mapMembers(owner, (part, key) => {
      if (!isObject(part)) return part;
      const kept = stale.has(pointerOf(...steps, key)) ? undefined : member(known, key);
      return kept ?? prepared(part, whole);
    });
  };
  const members = Object.entries(sections).map(([section, value]) => {
    if (section !== "components") return [section, renewed(value, [section])] as const;
    const kinds = mapMembers(value, (parts, kind) => {
      return isObject(parts) && isTyped(kind) ? renewed(parts, [section, kind]) : parts;
    });
    return [section, kinds] as const;
  });
  return { ...before, parts: Object.fromEntries(members) };
}

function sectionsOf(root: JsonObject): readonly (readonly [string, JsonObject])[] {
  return SECTIONS.flatMap((section) => {
    const value = member(root, section);
    return isObject(value) ? [[section, value] as const] : [];
  });
}

/** Keys whose value is data, even if it looks like a schema. */
const DATA: ReadonlySet<string> = new Set(["example", "examples", "default", "enum", "const"]);

/** Keys whose members have names chosen by the author, so that a name says nothing about its value. */
const NAMED: ReadonlySet<string> = new Set(
  (
    "properties patternProperties $defs schemas responses parameters requestBodies headers content pathItems callbacks " +
    "mediaTypes"
  ).split(" "),
);

function prepared(value: JsonObject, whole: Whole, named = false): JsonObject {
  const inner = mapMembers(value, (part, key) => {
    if (typeof part !== "object" || part === null || (!named && isData(key))) return part;
    if (Array.isArray(part))
      return mapItems(part as readonly Json[], (item) => (isObject(item) ? prepared(item, whole) : item));
    const object = part as JsonObject;
    const isContent = !named && key === "content";
    return prepared(isContent ? withEventItems(object, whole.root) : object, whole, !named && NAMED.has(key));
  });
  return named ? inner : rules.reduce((node, rule) => rule(node, whole), inner);
}

function isData(key: string): boolean {
  return DATA.has(key) || key.startsWith("x-");
}

const rules: readonly Rule[] = [
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
