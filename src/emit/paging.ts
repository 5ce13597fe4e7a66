/** Methods that list in pages: the type of their items, their promise, and the reader in their constant. */
import type { Pages } from "../api/api.js";
import { pagerKeys } from "../naming/reserved.js";
import type { Method } from "../naming/surface.js";
import { bracket, jsonLiteral, stringLiteral } from "./text.js";
import { planResult } from "./types.js";

/** `NonNullable<ApiKeysListResult["data"]>[number]`; undefined for methods without pages. */
export function itemType({ operation, paging, typeName }: Method): string | undefined {
  if (!paging) return undefined;
  const result = `${typeName}Result`;
  const body = planResult(operation).type.endsWith("| undefined") ? `NonNullable<${result}>` : result;
  return `${paging.pages.items.reduce((type, key) => `NonNullable<${type}[${stringLiteral(key)}]>`, body)}[number]`;
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
