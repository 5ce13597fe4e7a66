/** Rules for choices (`oneOf`, `anyOf`) that stand behind or beside something else: see `input.ts`. */
import type { Json, JsonObject } from "../../document/document.js";
import { isObject, member, refOf, valueAt } from "../../document/refs.js";
import { itemsOf, type Rule } from "./rule.js";

const CHOICES = ["oneOf", "anyOf"] as const;

/** The schema behind references; undefined where they lead nowhere or in a circle. */
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
 * openapi-typescript takes the discriminator away from every schema in `allOf`, because a variant that extends a base gets
 * a value of its own. A choice that stands there is no base: its variants carry the value, and it stays as it is.
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

/** Whether a schema is one of the alternatives of the choice that it has among its own parts. */
function isVariant(node: JsonObject, choice: JsonObject, root: JsonObject): boolean {
  const parts = JSON.stringify(member(node, "allOf"));
  return choicesOf(choice).some((one) => JSON.stringify(member(resolved(root, one), "allOf")) === parts);
}

/**
 * openapi-typescript drops what a schema requires of the properties that its alternatives declare; `required` holds for
 * the whole value, wherever a property is described (JSON Schema 2020-12, validation, 6.5.3).
 */
export const requirementsOfChoices: Rule = (node, { root }) => {
  const required = new Set(itemsOf(member(node, "required")).filter((name) => typeof name === "string"));
  if (required.size === 0) return node;
  const changed = CHOICES.flatMap((key) => {
    const before = itemsOf(member(node, key));
    const after = before.map((one) => withRequired(one, required, root, member(node, "discriminator")));
    return after.some((one, index) => one !== before[index]) ? [[key, after] as const] : [];
  });
  return changed.length === 0 ? node : { ...node, ...Object.fromEntries(changed) };
};

/** An alternative that requires what it declares of `required`; itself where nothing changes. */
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
  // openapi-typescript finds the alternatives that it gives a value by their references.
  const tag = member(discriminator, "propertyName");
  if (tag === undefined) return { allOf: [one], required: added };
  return member(own, "properties") === undefined || added.every((name) => name === tag)
    ? one
    : { allOf: [one], required: added };
}

/** How many parts inside each other are looked through. */
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
