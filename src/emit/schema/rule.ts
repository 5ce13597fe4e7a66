/** Types and helpers of the rules that rewrite a document for openapi-typescript: see `input.ts`. */
import type { Json, JsonObject, OpenApiVersion } from "../../document/document.js";
import type { InnerParts } from "./inner-parts.js";

/** Rewrites an object for openapi-typescript; returns the same object if nothing changes. */
export type Rule = (node: JsonObject, whole: Whole) => JsonObject;

/** The document that a part belongs to. */
export interface Whole {
  readonly root: JsonObject;
  readonly version: OpenApiVersion;
  /** Parts that references lead to although they are not components. */
  readonly parts: InnerParts;
}

/** The items of a list; an empty list for any other value. */
export function itemsOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** Returns the same list if no item changes. */
export function mapItems(list: readonly Json[], change: (item: Json) => Json): readonly Json[] {
  const items = list.map((item) => change(item));
  return items.some((item, index) => item !== list[index]) ? items : list;
}

/** Returns the same object if no member changes. */
export function mapMembers(owner: JsonObject, change: (value: Json, key: string) => Json): JsonObject {
  let changed = false;
  const entries = Object.entries(owner);
  for (const entry of entries) {
    const [key, value] = entry;
    if (value !== undefined) entry[1] = change(value, key);
    changed ||= entry[1] !== value;
  }
  return changed ? Object.fromEntries(entries) : owner;
}

/** Keywords that describe a property stay at the property. */
export function annotations(node: JsonObject): JsonObject {
  const kept = ["title", "description", "deprecated", "readOnly", "writeOnly", "default"];
  return Object.fromEntries(Object.entries(node).filter(([key]) => kept.includes(key)));
}
