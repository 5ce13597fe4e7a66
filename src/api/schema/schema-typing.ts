/**
 * Answers questions about the raw keywords of a schema: which change its type, where that type is, which are binary
 * content.
 */
import type { Pointer } from "../../diagnostic.js";
import type { Document, Json, JsonObject } from "../../document/document.js";
import { pointerOf, tokensOf } from "../../document/pointer.js";
import { follow, refOf } from "../../document/refs.js";
import { bodyKind } from "../bodies/media.js";
import { isObject, stringsOf, textOf } from "../values.js";

/** Keywords that change the type of their schema, even next to a reference. */
export const TYPING: readonly string[] = [
  "type",
  "properties",
  "additionalProperties",
  "enum",
  "const",
  "allOf",
  "oneOf",
  "anyOf",
];

/** Whether a schema has keywords, next to a reference, that change its type. */
export function hasTyping(node: JsonObject): boolean {
  return TYPING.some((key) => Object.hasOwn(node, key)) || stringsOf(node, "required").length > 0;
}

/**
 * Finds the pointer of a schema's type: its references are followed unless keywords next to one change the type, which
 * OpenAPI 3.1 allows (OAS 3.0, 4.7.23; core, 8.2.3.1).
 *
 * @param pointer the pointer of `node`
 */
export function typePlace(document: Document, node: Json | undefined, pointer: Pointer): Pointer | undefined {
  if (!isObject(node)) return undefined;
  const isChanged = document.version !== "3.0" && refOf(node) !== undefined && hasTyping(node);
  // References may be percent-encoded; pointers are not.
  return isChanged ? undefined : pointerOf(...tokensOf(follow(document, node, pointer).pointer));
}

/**
 * Whether a schema is binary content, such as a file: `format: binary` (OAS 3.0, 4.7.14.2), or unencoded content of a
 * media type that is not text (OAS, 4.8.14.2; validation, 8.4). With an encoding such as `base64`, it is text.
 */
export function isContentSchema(node: JsonObject): boolean {
  const type = textOf(node, "type");
  const types = (type === undefined ? stringsOf(node, "type") : [type]).filter((one) => one !== "null");
  const encoding = textOf(node, "contentEncoding");
  if (types.some((one) => one !== "string") || (encoding !== undefined && encoding !== "binary")) return false;
  if (textOf(node, "format") === "binary") return true;
  const media = textOf(node, "contentMediaType");
  return media !== undefined && !Object.hasOwn(node, "contentSchema") && bodyKind(media) === "binary";
}
