/**
 * Recognises files that belong to an API description. References come from untrusted documents, and the same folder may
 * hold unrelated files, such as account keys: only content that reads as OpenAPI or JSON Schema is included, whatever the
 * file's name.
 */
import type { Json, JsonObject } from "../document.js";
import type { Location } from "../origin.js";
import { isList, isObject } from "../refs.js";
import { holdsData, isMember, kindUnder } from "./grammar.js";
import type { Kind } from "./grammar.js";

/** The most levels of maps and lists around parts in a file, for example `schemas`, a domain, a name. */
const DEEPEST = 4;

/** Whether a file's value is a part of an OpenAPI document, or maps and lists of such parts. */
export function isDescription(value: Json | undefined, levels = DEEPEST): boolean {
  if (typeof value === "boolean") return levels === DEEPEST;
  if (typeof value !== "object" || value === null) return false;
  if (isObject(value) && isPart(value)) return true;
  return levels > 0 && Object.values(value).some((part) => isDescription(part, levels - 1));
}

function isPart(object: JsonObject): boolean {
  const entries = Object.entries(object);
  return entries.some(([key, value]) => isTelling(key, value)) || entries.every(([key]) => isWord(key));
}

const KINDS: readonly Kind[] = [
  ...([
    "document",
    "components",
    "pathItem",
    "operation",
    "parameter",
    "requestBody",
    "response",
    "mediaType",
  ] as const),
  "schema",
];

const WHOLE: ReadonlySet<string> = new Set(["openapi", "swagger", "$schema", "$ref"]);

const VALUES: ReadonlyMap<string, ReadonlySet<Json | undefined>> = new Map<string, ReadonlySet<Json | undefined>>([
  ["in", new Set(["query", "header", "path", "cookie", "querystring", "body", "formData"])],
  [
    "type",
    new Set([
      ...["string", "number", "integer", "boolean", "object", "array", "null"],
      ...["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"],
    ]),
  ],
]);

/** Whether one member alone shows that an object belongs to an OpenAPI document. */
function isTelling(key: string, value: Json | undefined): boolean {
  if (WHOLE.has(key)) return typeof value === "string";
  const words = VALUES.get(key);
  if (words !== undefined) return isListOf(value).some((word) => words.has(word));
  return typeof value === "object" && value !== null && KINDS.some((kind) => isStructure(kind, key));
}

function isListOf(value: Json | undefined): readonly (Json | undefined)[] {
  return value !== undefined && isList(value) ? value : [value];
}

/** Whether a member has parts of its own; data, such as an example, could be anything and proves nothing. */
function isStructure(kind: Kind, key: string): boolean {
  return isMember(kind, key) && kindUnder(kind, key) !== "plain" && !holdsData(kindUnder(kind, key));
}

/** Keys of objects that hold only text and numbers: a response's description, a tag, a server, a schema's limits. */
const WORDS: ReadonlySet<string> = new Set([
  ...["title", "summary", "description", "name", "url", "version", "email", "identifier", "termsOfService", "contact"],
  ...["license", "externalDocs", "parent", "kind", "required", "deprecated", "allowEmptyValue", "allowReserved"],
  ...["style", "explode", "value", "externalValue", "operationId", "operationRef", "format", "pattern", "nullable"],
  ...["enum", "const", "default", "example", "examples", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"],
  ...["multipleOf", "minLength", "maxLength", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties"],
  ...["readOnly", "writeOnly", "xml", "contentEncoding", "contentMediaType", "$id", "$anchor", "$comment"],
]);

function isWord(key: string): boolean {
  return WORDS.has(key) || key.startsWith("x-");
}

/** Members that hold text, or a list of texts, in every object that has them. */
const TEXTS: ReadonlySet<string> = new Set(["title", "summary", "description", "version", "tags", "required"]);

/** Whether a scalar from a file other than the root may be used as text of the document. */
export function mayStandForText({ source, tokens }: Location): boolean {
  return typeof source.value === "string" || TEXTS.has(tokens.at(-1) ?? "");
}
