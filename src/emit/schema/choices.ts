/** Rewriting rules for unions (`oneOf`, `anyOf`) in or next to other schemas: see `input.ts`. */
import type { Json, JsonObject } from "../../document/document.js";
import { tokensOf } from "../../document/pointer.js";
import { isObject, member, refOf, valueAt } from "../../document/refs.js";
import { itemsOf, type Rule, type Whole } from "./rule.js";

const CHOICES = ["oneOf", "anyOf"] as const;

/** The schema behind references; undefined if they lead nowhere or form a cycle. */
function resolved(root: JsonObject, schema: Json | undefined): JsonObject | undefined {
  const seen = new Set<string>();
  let node = schema;
  for (let ref = refOf(node); ref !== undefined; ref = refOf(node)) {
    if (seen.has(ref)) return undefined;
    seen.add(ref);
    node = valueAt(root, ref);
  }
  return isObject(node) ? node : undefined;
}

function choicesOf(node: JsonObject): readonly Json[] {
  return CHOICES.flatMap((key) => itemsOf(member(node, key)));
}

/**
 * openapi-typescript removes the discriminator from every schema in `allOf`, because each variant of a base gets a value
 * of its own. A union in `allOf` is not such a base: its variants already carry the value, so its discriminator must be
 * kept.
 */
export const choiceInPart: Rule = (node, { root }) => {
  const before = itemsOf(member(node, "allOf"));
  const after = before.map((part) => {
    const target = resolved(root, part);
    const isChoice = target !== undefined && Object.hasOwn(target, "discriminator") && choicesOf(target).length > 0;
    return isChoice && !isVariant(node, target, root) ? { oneOf: [part] } : part;
  });
  return after.some((part, index) => part !== before[index]) ? { ...node, allOf: after } : node;
};

/** Whether a schema is one of the alternatives of the union that is among its own `allOf`. */
function isVariant(node: JsonObject, choice: JsonObject, root: JsonObject): boolean {
  const parts = JSON.stringify(member(node, "allOf"));
  return choicesOf(choice).some((one) => JSON.stringify(member(resolved(root, one), "allOf")) === parts);
}

/**
 * openapi-typescript ignores `required` for properties that only the alternatives of a union declare; `required` applies
 * to the whole value, wherever a property is described (JSON Schema 2020-12, validation, 6.5.3).
 */
export const requirementsOfChoices: Rule = (node, { root }) => {
  if (choicesOf(node).length === 0) return node;
  const required = new Set(itemsOf(member(node, "required")).filter((name) => typeof name === "string"));
  if (required.size === 0) return node;
  const changed = CHOICES.flatMap((key) => {
    const before = itemsOf(member(node, key));
    const after = before.map((one) => withRequired(one, required, root, member(node, "discriminator")));
    return after.some((one, index) => one !== before[index]) ? [[key, after] as const] : [];
  });
  return changed.length === 0 ? node : { ...node, ...Object.fromEntries(changed) };
};

/** An alternative that requires those of its properties that are listed in `required`; the same object if nothing changes. */
function withRequired(
  one: Json,
  required: ReadonlySet<string>,
  root: JsonObject,
  discriminator: Json | undefined,
): Json {
  const own = resolved(root, one);
  const declared = own === undefined ? [] : declaredBy(own, root, 0);
  const already = new Set(itemsOf(member(own, "required")));
  const added = declared.filter((name) => required.has(name) && !already.has(name));
  if (own === undefined || added.length === 0) return one;
  if (refOf(one) === undefined) return { ...own, required: [...already, ...added] };
  // openapi-typescript recognises the alternatives that get a discriminator value by their references.
  const tag = member(discriminator, "propertyName");
  if (tag === undefined) return { allOf: [one], required: added };
  return member(own, "properties") === undefined || added.every((name) => name === tag)
    ? one
    : { allOf: [one], required: added };
}

/** The most levels of nested parts to search. */
const NESTING = 8;

/** Names of the properties that a schema and its parts declare. */
function declaredBy(schema: JsonObject, root: JsonObject, depth: number): readonly string[] {
  if (depth > NESTING) return [];
  const parts = [...itemsOf(member(schema, "allOf")), ...choicesOf(schema)];
  const inner = parts.flatMap((part) => {
    const target = resolved(root, part);
    return target === undefined ? [] : declaredBy(target, root, depth + 1);
  });
  const properties = member(schema, "properties");
  return [...new Set([...Object.keys(isObject(properties) ? properties : {}), ...inner])];
}

/** openapi-typescript applies a discriminator only to `oneOf`; it also applies to the alternatives of `anyOf`. */
export function discriminatedChoice(node: JsonObject): JsonObject {
  return Object.hasOwn(node, "discriminator") ? asOneOf(node) : node;
}

/** Writes `anyOf` as `oneOf`, which has the same type. */
function asOneOf(node: JsonObject): JsonObject {
  if (!Array.isArray(node["anyOf"]) || Object.hasOwn(node, "oneOf")) return node;
  const { anyOf, ...rest } = node;
  return { ...rest, oneOf: anyOf };
}

/**
 * In a schema that extends a discriminated one, openapi-typescript would add the discriminator to an `anyOf` as an
 * alternative.
 */
export function choiceInParts(node: JsonObject): JsonObject {
  const parts = member(node, "allOf");
  if (!Array.isArray(parts)) return node;
  const before = parts as readonly Json[];
  const after = before.map((part) => (isObject(part) ? asOneOf(part) : part));
  return after.some((part, index) => part !== before[index]) ? { ...node, allOf: after } : node;
}

/** openapi-typescript turns `anyOf` into an alternative to the properties or `allOf` next to it; both must hold. */
export function choiceBesideMembers(node: JsonObject): JsonObject {
  const beside = Object.hasOwn(node, "properties") || Object.hasOwn(node, "allOf");
  if (!beside || itemsOf(node["anyOf"]).length === 0) return node;
  const { anyOf, allOf, ...own } = node;
  return { ...own, allOf: [...(Array.isArray(allOf) ? (allOf as readonly Json[]) : []), { anyOf }] };
}

/**
 * Without a mapping, discriminator values are the names of the schemas (section 4.8.25). If an alternative declares a
 * different value, servers use that one, and it is enough for the compiler to distinguish the alternatives.
 */
export function declaredDiscriminator(node: JsonObject, { root }: Whole): JsonObject {
  const { discriminator } = node;
  const key = member(discriminator, "propertyName");
  if (typeof key !== "string" || member(discriminator, "mapping") !== undefined) return node;
  if (!choicesOf(node).some((part) => declaresAnother(root, part, key))) return node;
  const { discriminator: _, ...rest } = node;
  return rest;
}

/** Whether a schema allows only one value for a property, and that value is not the name of the schema. */
function declaresAnother(root: JsonObject, reference: Json, key: string): boolean {
  const ref = refOf(reference);
  if (ref === undefined) return false;
  const schema = valueAt(root, ref);
  const parts = [schema, ...itemsOf(member(schema, "allOf"))];
  const properties = parts.map((part) => member(member(part, "properties"), key));
  const values = properties.flatMap((property) => member(property, "const") ?? itemsOf(member(property, "enum")));
  return values.length === 1 && values[0] !== tokensOf(ref).at(-1);
}
