/** Methods that list in pages: the type of their items, their promise, and the reader in their constant. */
import type { Pages } from "../api/api.js";
import { pagerKeys } from "../naming/reserved.js";
import type { Method } from "../naming/surface.js";
import { bracket, jsonLiteral } from "./text.js";
import { at, elementOf, named, type TypeValue } from "./type-value.js";

/** `NonNullable<ApiKeysListResult["data"]>[number]`; undefined for methods without pages. */
export function itemType({ pages, result: plan, typeName }: Method): TypeValue | undefined {
  if (!pages) return undefined;
  const result = named(`${typeName}Result`);
  const body = plan.parts.some(({ kind }) => kind === "nothing") ? named("NonNullable", result) : result;
  const list = pages.plan.items.reduce((type, key) => named("NonNullable", at(type, key)), body);
  return elementOf(list);
}

/** `PagePromise<ApiKeysListItem, ApiKeysListResult>`. */
export function pagePromise({ typeName }: Method): string {
  return `PagePromise<${typeName}Item, ${typeName}Result>`;
}

/** `pages.numbered({ items: ["data"], page: "current_page" })`. */
export function pageReader(pages: Pages, module: string, indent: number): string {
  const values = new Map<string, unknown>(Object.entries(pages));
  const parts = pagerKeys[pages.kind].flatMap((key) => {
    const value = values.get(key);
    return value === undefined ? [] : [`${key}: ${jsonLiteral(value as string | number | readonly string[])}`];
  });
  return `${module}.${pages.kind}(${bracket(parts, "{}", indent)})`;
}
