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
