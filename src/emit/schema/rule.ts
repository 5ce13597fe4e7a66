/** What the rules that rewrite a document for openapi-typescript have in common: see `input.ts`. */
import type { Json, JsonObject, OpenApiVersion } from "../../document/document.js";
import type { InnerParts } from "./inner-parts.js";

/** The object as openapi-typescript is to read it; the very object where nothing changes. */
export type Rule = (node: JsonObject, whole: Whole) => JsonObject;

/** The document that a part belongs to. */
export interface Whole {
  readonly root: JsonObject;
  readonly version: OpenApiVersion;
  /** Parts that references lead to although they are not components. */
  readonly parts: InnerParts;
}

/** The items of a list; none of any other value. */
export function itemsOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
