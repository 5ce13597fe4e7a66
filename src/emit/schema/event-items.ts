/**
 * Rewrites schemas of whole server-sent events (OpenAPI Specification 3.2, section 4.14.4) to the values that the runtime
 * returns: data declared as JSON text gets the type of that JSON, and keywords next to a union apply to each alternative.
 */
import type { Json, JsonObject } from "../../document/document.js";
import { isObject, member, refOf, valueAt } from "../../document/refs.js";

/** The content of a request or response; the same object if none of its media types is such an event stream. */
export function withEventItems(content: JsonObject, root: JsonObject): JsonObject {
  const entries = Object.entries(content).map(([type, media]) => {
    if (!/^text\/event-stream/i.test(type) || !isObject(media)) return [type, media] as const;
    const key = Object.hasOwn(media, "schema") ? "schema" : "itemSchema";
    const schema = member(media, key);
    return [type, holdsJsonText(schema, root, 0) ? { ...media, [key]: eventOf(schema, root) } : media] as const;
  });
  return entries.some(([type, media]) => media !== content[type]) ? Object.fromEntries(entries) : content;
}

/** The most levels of nested parts and alternatives to search. */
const NESTING = 8;

const CHOICES = ["oneOf", "anyOf"] as const;

function resolved(schema: Json | undefined, root: JsonObject): JsonObject | undefined {
  const ref = schema === undefined ? undefined : refOf(schema);
  const target = ref === undefined ? schema : valueAt(root, ref);
  return isObject(target) ? target : undefined;
}

/** Whether an event's data is text that contains JSON with a schema of its own. */
function holdsJsonText(schema: Json | undefined, root: JsonObject, depth: number): boolean {
  const node = depth > NESTING ? undefined : resolved(schema, root);
  if (!node) return false;
  const data = resolved(member(member(node, "properties"), "data"), root);
  return (
    Object.hasOwn(data ?? {}, "contentSchema") || choicesOf(node).some((one) => holdsJsonText(one, root, depth + 1))
  );
}

function choicesOf(node: JsonObject): readonly Json[] {
  return CHOICES.flatMap((key) => (Array.isArray(node[key]) ? (node[key] as readonly Json[]) : []));
}

/** The schema of an event, with the properties and requirements of the schemas around it. */
function eventOf(schema: Json | undefined, root: JsonObject, around: JsonObject = {}): JsonObject {
  const { oneOf: _, anyOf: __, ...own } = resolved(schema, root) ?? {};
  const merged = { ...own, type: "object", ...mergedFields(around, own, root) };
  const choices = choicesOf(resolved(schema, root) ?? {});
  if (choices.length > 0) return { oneOf: choices.map((choice) => eventOf(choice, root, merged)) };
  return { ...merged, properties: withJson(merged.properties, root) };
}

function mergedFields(around: JsonObject, own: JsonObject, root: JsonObject) {
  const properties = { ...objectAt(around, "properties") } as Record<string, Json>;
  for (const [name, property] of Object.entries(objectAt(own, "properties"))) {
    const outer = resolved(properties[name], root);
    properties[name] = outer ? { ...outer, ...resolved(property, root) } : (property as Json);
  }
  const required = [around, own].flatMap((node) =>
    Array.isArray(node["required"]) ? (node["required"] as Json[]) : [],
  );
  return { properties, required: [...new Set(required)] };
}

function objectAt(node: JsonObject, key: string): JsonObject {
  const value = member(node, key);
  return isObject(value) ? value : {};
}

function withJson(properties: Readonly<Record<string, Json>>, root: JsonObject): JsonObject {
  const content = member(resolved(properties["data"], root), "contentSchema");
  return content === undefined ? properties : { ...properties, data: content };
}
