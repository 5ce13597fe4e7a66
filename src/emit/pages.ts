/** Types and constants of methods that list in pages: the item type, the returned promise, and the page reader. */
import type { Pages } from "../api/api.js";
import { pagerKeys } from "../naming/reserved.js";
import type { ResultPlan } from "../naming/contracts/results.js";
import type { Method } from "../naming/surface.js";
import { callOf, json, objectOf, runtimeMember, type CodeValue } from "./code-value.js";
import type { ModelNames } from "./types.js";
import { at, elementOf, named, type TypeValue } from "./type-value.js";

/** `NonNullable<ApiKeysListResult["data"]>[number]`; undefined for methods without pages. */
export function itemType(
  { pages, result: plan, typeName, operation }: Method,
  models: ModelNames,
): TypeValue | undefined {
  if (!pages) return undefined;
  const declared = operation.lists?.find(({ path }) => path.join(".") === pages.plan.items.join("."))?.items.schema;
  const model = declared === undefined ? undefined : models.get(declared);
  if (model !== undefined && !hidesWriteOnly(plan)) return named(model);
  const result = named(`${typeName}Result`);
  const body = plan.parts.some(({ kind }) => kind === "nothing") ? named("NonNullable", result) : result;
  const list = pages.plan.items.reduce((type, key) => named("NonNullable", at(type, key)), body);
  return elementOf(list);
}

/** Whether write-only properties are hidden from the result, at every depth. */
function hidesWriteOnly({ parts }: ResultPlan): boolean {
  return parts.some((part) => part.kind === "media" && part.media.holdsWriteOnly);
}

/** `PagePromise<ApiKeysListItem, ApiKeysListResult>`. */
export function pagePromise({ typeName }: Method): string {
  return `PagePromise<${typeName}Item, ${typeName}Result>`;
}

/** `pages.numbered({ items: ["data"], page: "current_page" })`. */
export function pageReader(pages: Pages): CodeValue {
  const values = new Map<string, unknown>(Object.entries(pages));
  const members = pagerKeys[pages.kind].map((key) => {
    const value = values.get(key);
    return [key, value === undefined ? undefined : json(value as string | number | readonly string[])] as const;
  });
  return callOf(runtimeMember("pages", pages.kind), objectOf("fitting", members));
}
