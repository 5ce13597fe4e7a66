/**
 * Splits schemas that others extend, for openapi-typescript. A value of such a schema is always one of its variants, so
 * the component becomes the union of its variants, and its own declarations move to a component that the variants extend.
 */
import type { ExtendedComponent } from "../../api/schema/discriminators.js";
import type { Json, JsonObject } from "../../document/document.js";
import { pointerOf } from "../../document/pointer.js";
import { isObject, member, refOf } from "../../document/refs.js";
import { itemsOf } from "./rule.js";

/** The sections of a document after splitting. */
export interface SplitBases {
  readonly sections: JsonObject;
  /** The new component that holds the declarations of an extended one, mapped to that one's name. */
  readonly bases: ReadonlyMap<string, string>;
}

/** @param extended the components to split; if empty, nothing changes */
export function splitBases(sections: JsonObject, extended: readonly ExtendedComponent[]): SplitBases {
  const components = member(sections, "components");
  const schemas = member(components, "schemas");
  if (extended.length === 0 || !isObject(components) || !isObject(schemas)) return { sections, bases: new Map() };
  const keyOf = new Map(extended.map(({ name }) => [name, freeKey(`${name}Base`, schemas)]));
  const variants = new Map(extended.map((one) => [one.name, one.variants]));
  const split = Object.entries(schemas).flatMap(([name, schema]): [string, Json | undefined][] => {
    const [key, alternatives] = [keyOf.get(name), variants.get(name)];
    if (key === undefined || !alternatives) return [[name, extending(schema, keyOf)]];
    return [
      [name, choiceOf(schema, alternatives)],
      [key, schema],
    ];
  });
  const changed = { ...sections, components: { ...components, schemas: Object.fromEntries(split) } };
  return { sections: redirected(changed, keyOf), bases: new Map([...keyOf].map(([name, key]) => [key, name])) };
}

function freeKey(wanted: string, taken: JsonObject): string {
  let key = wanted;
  for (let count = 2; Object.hasOwn(taken, key); count += 1) key = `${wanted}${String(count)}`;
  return key;
}

function choiceOf(schema: Json | undefined, variants: readonly string[]): JsonObject {
  const description = member(schema, "description");
  const oneOf = variants.map((name) => ({ $ref: pointerOf("components", "schemas", name) }));
  return { ...(description === undefined ? {} : { description }), oneOf };
}

/** A component with its references in `allOf` changed from the extended component to that component's declarations. */
function extending(schema: Json | undefined, keyOf: ReadonlyMap<string, string>): Json | undefined {
  const parts = itemsOf(member(schema, "allOf"));
  if (!isObject(schema) || parts.length === 0) return schema;
  const allOf = parts.map((part) => {
    const key = keyOf.get(componentIn(refOf(part)) ?? "");
    return key === undefined || !isObject(part) ? part : { ...part, $ref: pointerOf("components", "schemas", key) };
  });
  return { ...schema, allOf };
}

const PREFIX = "#/components/schemas/";

/** The name of the component that a reference leads to; undefined if it leads elsewhere. */
function componentIn(ref: string | undefined): string | undefined {
  const name = ref?.startsWith(PREFIX) === true ? ref.slice(PREFIX.length) : "/";
  return name.includes("/") ? undefined : name;
}

/** Changes references into an extended component to references into its declarations. */
function redirected(value: JsonObject, keyOf: ReadonlyMap<string, string>): JsonObject {
  const changed = Object.entries(value).map(([key, inner]) => [key, redirectedValue(inner, keyOf, key)] as const);
  return Object.fromEntries(changed);
}

function redirectedValue(value: Json | undefined, keyOf: ReadonlyMap<string, string>, key: string): Json | undefined {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => redirectedValue(item, keyOf, "") ?? null);
  if (isObject(value)) return redirected(value, keyOf);
  if (key !== "$ref" || typeof value !== "string" || !value.startsWith(PREFIX)) return value;
  const [name = "", ...inner] = value.slice(PREFIX.length).split("/");
  const base = keyOf.get(name);
  return base === undefined || inner.length === 0 ? value : `${PREFIX}${base}/${inner.join("/")}`;
}
