/** How the properties of a form are written: the Encoding Object (OpenAPI Specification 3.1, section 4.8.15). */
import type { Document, Json, JsonObject } from "../../document/document.js";
import { follow } from "../../document/refs.js";
import type { BodyKind, PropertyEncoding } from "../api.js";
import { bodyKind } from "./media.js";
import { schemaAt, type SchemaView } from "../schema/schema.js";
import { flagOf, objectOf, textOf, valueOf } from "../values.js";

export type Encodings = Readonly<Record<string, PropertyEncoding>>;

/**
 * The properties of a form that are not written the default way, by name.
 *
 * @param media the Media Type Object
 * @param schema the schema of the form
 */
export function encodingsOf(
  document: Document,
  kind: BodyKind,
  media: JsonObject,
  schema: SchemaView | undefined,
): Encodings | undefined {
  if (kind !== "form" && kind !== "multipart") return undefined;
  // In OpenAPI 3.0 styles are for forms without parts alone (OAS 3.0, 4.7.15.1).
  const hasStyles = kind === "form" || document.version !== "3.0";
  const declared = objectOf(media, "encoding") ?? {};
  const schemas = propertySchemas(schema);
  const names = new Set([...schemas.keys(), ...Object.keys(declared)]);
  const found = [...names].flatMap((name): [string, PropertyEncoding][] => {
    const { value = {} } = follow(document, valueOf(declared, name), "#");
    const encoding =
      (hasStyles ? styled(value, schemas.get(name)) : undefined) ?? content(document, value, schemas.get(name));
    return encoding ? [[name, encoding]] : [];
  });
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

/** The properties of a form without parts that are objects, or lists of them, and have no encoding of their own. */
export function undecidedOf(
  kind: BodyKind,
  media: JsonObject,
  schema: SchemaView | undefined,
): readonly string[] | undefined {
  if (kind !== "form") return undefined;
  const declared = objectOf(media, "encoding") ?? {};
  const holdsMembers = (one: SchemaView | undefined): boolean => one !== undefined && mayBeObject(one.items ?? one);
  const found = [...propertySchemas(schema)].filter(
    ([name, property]) => !Object.hasOwn(declared, name) && holdsMembers(property),
  );
  return found.length === 0 ? undefined : found.map(([name]) => name);
}

/** The properties of an object with those of its parts and choices. */
export function propertySchemas(
  schema: SchemaView | undefined,
  seen = new Set<SchemaView>(),
): ReadonlyMap<string, SchemaView | undefined> {
  if (!schema || seen.has(schema)) return new Map();
  seen.add(schema);
  const inner = [...schema.parts, ...schema.choices.flat()].flatMap((part) => [...propertySchemas(part, seen)]);
  return new Map([...inner, ...[...schema.properties].map(([name, property]) => [name, property.schema] as const)]);
}

/** One of the three keywords of styles is enough for the others to have their defaults, and `contentType` none. */
function styled(encoding: JsonObject, schema: SchemaView | undefined): PropertyEncoding | undefined {
  const { style, explode } = encoding;
  const allowReserved = flagOf(encoding, "allowReserved");
  if (typeof style !== "string" && typeof explode !== "boolean" && !allowReserved) return undefined;
  const known = FORM_STYLES.find((one) => one === style) ?? "form";
  const isExploded = typeof explode === "boolean" ? explode : known === "form" || known === "deepObject";
  const isUsual = known === "form" && isExploded && !allowReserved && !mayBeObject(schema);
  return isUsual ? undefined : { kind: "style", style: known, explode: isExploded, allowReserved };
}

const FORM_STYLES = ["form", "spaceDelimited", "pipeDelimited", "deepObject"] as const;

/** What the parts of a property say of themselves, as far as their values do not know it. */
function content(
  document: Document,
  encoding: JsonObject,
  schema: SchemaView | undefined,
): PropertyEncoding | undefined {
  const type = textOf(encoding, "contentType") ?? (schema?.items ?? schema)?.mediaType;
  const headers = headersOf(document, objectOf(encoding, "headers") ?? {});
  const said = type === undefined || isUsualType(type, schema) ? undefined : type;
  if (said === undefined && !headers) return undefined;
  return { kind: "content", ...(said === undefined ? {} : { type: said }), ...(headers ? { headers } : {}) };
}

/** Whether a value of the schema has that type without anybody saying so. */
function isUsualType(type: string, schema: SchemaView | undefined): boolean {
  const one = schema?.items ?? schema;
  if (type === "application/octet-stream") return one?.isContent ?? false;
  return (
    bodyKind(type) === "json" && type === "application/json" && one?.types.length === 1 && one.types[0] === "object"
  );
}

function mayBeObject(schema: SchemaView | undefined): boolean {
  if (!schema) return true;
  const { types, properties, parts, choices } = schema;
  if (types.length > 0) return types.includes("object");
  return properties.size > 0 || parts.length + choices.length === 0 || [...parts, ...choices.flat()].some(mayBeObject);
}

/** Headers whose value the document declares; the client cannot know a value for others. `Content-Type` is not one of them. */
function headersOf(document: Document, headers: JsonObject): Readonly<Record<string, string>> | undefined {
  const found = Object.entries(headers).flatMap(([name, node]): [string, string][] => {
    const value = valueOfHeader(document, node);
    const isSafe = /^[!#$%&'*+.^_`|~\w-]+$/.test(name) && value !== undefined && /^[\x20-\x7e]+$/.test(value);
    return isSafe && name.toLowerCase() !== "content-type" ? [[name, value]] : [];
  });
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

function valueOfHeader(document: Document, node: Json | undefined): string | undefined {
  const { value } = follow(document, node, "#");
  const schema = value && schemaAt(document, valueOf(value, "schema"));
  const values = schema?.values ?? [];
  const known: Json | undefined = values.length === 1 ? values[0] : schema?.default;
  return typeof known === "object" ? undefined : known?.toString();
}
