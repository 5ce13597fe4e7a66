/** Reads responses (OpenAPI Specification 3.1, section 4.8.16) as outcomes by status. */
import type { Pointer } from "../diagnostic.js";
import type { Document, JsonObject } from "../document/document.js";
import { childPointer } from "../document/pointer.js";
import { follow } from "../document/refs.js";
import type { Outcome, OutcomeKind, OutcomeMedia } from "./api.js";
import { holdsWriteOnly } from "./schema/access.js";
import { isComposed, mediaSchema } from "./components.js";
import { contentOf, eventShape, fieldsOf, mayBeObject } from "./schema/contents.js";
import { isOwnType, outcomeKind } from "./bodies/media.js";
import { schemaAt, type SchemaView } from "./schema/schema.js";
import { objectOf, optional, textOf, valueOf } from "./values.js";

/** @param unwrap properties that calls return instead of the object that contains them */
export function readOutcomes(
  document: Document,
  operation: JsonObject,
  at: Pointer,
  unwrap: readonly string[] = [],
): readonly Outcome[] {
  const responses = objectOf(operation, "responses") ?? {};
  const outcomes: Outcome[] = [];
  for (const [status, node] of Object.entries(responses)) {
    if (!/^([1-5]\d\d|[1-5]XX|default)$/i.test(status)) continue;
    const { value, pointer } = follow(document, node, childPointer(at, "responses", status));
    if (!value) continue;
    outcomes.push({
      status,
      ...optional("description", textOf(value, "description")),
      media: readMedia(document, value, pointer, unwrap),
      headers: Object.keys(objectOf(value, "headers") ?? {}),
      pointer,
    });
  }
  return outcomes;
}

function readMedia(
  document: Document,
  response: JsonObject,
  at: Pointer,
  unwrap: readonly string[],
): readonly OutcomeMedia[] {
  const schemas = new Map<string, SchemaView>();
  const media = Object.entries(objectOf(response, "content") ?? {}).map(([type, given]): OutcomeMedia => {
    const { value: node } = follow(document, given, "#");
    const item = node && valueOf(node, "itemSchema");
    const written = node && valueOf(node, "schema");
    const schema = written ?? item;
    const place = childPointer(at, "content", type, written === undefined ? "itemSchema" : "schema");
    const view = schemaAt(document, schema, place);
    if (view) schemas.set(type, view);
    const kind = kindOf(type, view);
    return {
      type,
      kind,
      typed: schema !== undefined,
      holds: contentOf(view),
      ...mediaSchema(document, schema, place),
      ...(kind === "events" ? optional("event", eventShape(view, item !== undefined)) : {}),
      ...optional("holdsWriteOnly", holdsWriteOnly(document, view) || undefined),
      ...optional("mayBeObject", (view && mayBeObject(view)) || undefined),
      ...optional("unwrapped", kind === "json" && view ? unwrappedField(view, unwrap) : undefined),
    };
  });
  return media.map((one) => ({
    ...one,
    ...optional("isAlternative", isAlternative(one, media, schemas) || undefined),
  }));
}

function unwrappedField(schema: SchemaView, unwrap: readonly string[]): OutcomeMedia["unwrapped"] {
  const fields = unwrap.length > 0 ? fieldsOf(schema) : new Map<string, SchemaView | undefined>();
  const field = unwrap.find((name) => fields.has(name));
  if (field === undefined) return undefined;
  const inner = fields.get(field);
  return {
    field,
    ...optional("schema", inner?.pointer),
    ...optional("mayBeObject", (inner && mayBeObject(inner)) || undefined),
    ...optional("isComposed", (inner && isComposed(inner)) || undefined),
  };
}

/**
 * The kind of a media type. The schema decides if only it says that JSON is binary content, or that a custom media type
 * is JSON.
 */
function kindOf(type: string, schema: SchemaView | undefined): OutcomeKind {
  const kind = outcomeKind(type);
  if (kind === "json" && schema?.isContent) return "binary";
  return kind === "binary" && isOwnType(type) && contentOf(schema) === "data" ? "json" : kind;
}

/** Whether a media type of text, or without a schema, represents the same data as the outcome's JSON, usually as XML. */
function isAlternative(
  { type, kind, typed, holds }: OutcomeMedia,
  media: readonly OutcomeMedia[],
  schemas: ReadonlyMap<string, SchemaView>,
): boolean {
  const json = media.filter((one) => one.kind === "json");
  if (kind !== "text" || json.length === 0) return false;
  return !typed || holds !== "text" || json.some((one) => schemas.get(one.type) === schemas.get(type));
}

/** Whether the response may be a redirect (RFC 9110, section 15.4). */
export function mayRedirect(outcomes: readonly Outcome[]): boolean {
  return outcomes.some(({ status }) => /^3(0[12378]|XX)$/i.test(status));
}

/** The outcomes of a successful call: those of 2xx, otherwise the default one unless the response is a redirect. */
export function successesOf(outcomes: readonly Outcome[]): readonly Outcome[] {
  const good = outcomes.filter(({ status }) => status.startsWith("2"));
  return good.length > 0 || mayRedirect(outcomes)
    ? good
    : outcomes.filter(({ status }) => status.toLowerCase() === "default");
}

/** The outcomes of a failed call. */
export function failuresOf(outcomes: readonly Outcome[]): readonly Outcome[] {
  const good = new Set(successesOf(outcomes));
  return outcomes.filter((outcome) => !good.has(outcome) && !/^[13]/.test(outcome.status));
}
