/** Converts pagination schemes of a `stainless.yml` to `pages`. */
import type { GivenKind } from "../pages.js";
import type { KeyPath } from "./mapping.js";
import type { StainlessField, StainlessScheme } from "./schemes.js";

/**
 * Returns the pages that a scheme describes; undefined if its purposes are insufficient, or if it describes a single page
 * (`fake_page`).
 */
export function pagesOfScheme({ type, request, response, itself }: StainlessScheme): GivenKind | undefined {
  const input = (purpose: string): string | undefined => byPurpose(request, purpose)?.path[0];
  // What a header says has no path in the body.
  const inBody = response.filter(({ header }) => header === undefined);
  const field = (purpose: string): KeyPath | undefined => byPurpose(inBody, purpose)?.path;
  const header = (purpose: string): string | undefined => byPurpose(response, purpose)?.header;
  const items = itself === true ? [] : (field("items") ?? unsaidItems(inBody));
  if (!items) return undefined;
  const more = given("more", field("has_next_page"));
  switch (type) {
    case "cursor": {
      const cursor = input("next_cursor_param");
      const next = { ...given("next", field("next_cursor_field")), ...given("header", header("next_cursor_field")) };
      const isSaid = cursor !== undefined && Object.keys(next).length > 0;
      return isSaid ? { kind: "cursor", items, cursor, ...next, ...more } : undefined;
    }
    case "cursor_id": {
      const [cursor, id] = [input("next_cursor_id_param"), field("cursor_item_id")];
      const before = given("before", input("previous_cursor_id_param"));
      if (cursor === undefined || !id) return undefined;
      return { kind: "cursor", items, cursor, id: id.slice(items.length), ...before, ...more };
    }
    case "cursor_url": {
      if (header("cursor_url_field")?.toLowerCase() === "link") return { kind: "linkHeader", items };
      const next = field("cursor_url_field");
      return next && { kind: "linked", items, next };
    }
    case "page_number": {
      const page = input("page_number_param");
      const current = given("current", field("current_page_number_field"));
      const pages = given("pages", field("total_page_count_field"));
      return page === undefined ? undefined : { kind: "numbered", items, page, ...current, ...pages, ...more };
    }
    case "offset": {
      const offset = input("offset_count_param");
      const total = given("total", field("offset_total_count_field"));
      return offset === undefined ? undefined : { kind: "offset", items, offset, ...total, ...more };
    }
    default:
      return undefined;
  }
}

/** The list of a scheme that gives none the purpose: `data`, else the only one. */
function unsaidItems(fields: readonly StainlessField[]): KeyPath | undefined {
  const lists = fields.filter(({ isList, path }) => isList === true && path.length === 1);
  const [only, ...others] = lists;
  return fields.find(({ name }) => name === "data")?.path ?? (others.length === 0 ? only?.path : undefined);
}

function byPurpose(fields: readonly StainlessField[], purpose: string): StainlessField | undefined {
  return fields.find((field) => field.purpose === purpose);
}

function given<Key extends string, Value>(key: Key, value: Value | undefined): Partial<Record<Key, Value>> {
  return value === undefined ? {} : ({ [key]: value } as Record<Key, Value>);
}
