/** The schemas that stand at places of a document, as wholes to compare. */
import type { Input } from "../api/api.js";
import { schemaAt } from "../api/schema/schema.js";
import type { Pointer } from "../diagnostic.js";
import type { Document, Json } from "../document/document.js";
import { childPointer } from "../document/pointer.js";
import { follow, member } from "../document/refs.js";
import type { Whole } from "./shape.js";

/** The schema of a parameter, or of its one media type. */
export function inputWhole(document: Document, input: Input): Whole {
  const { value, pointer } = follow(document, document.at(input.pointer), input.pointer);
  const schema = member(value, "schema");
  if (schema !== undefined) return wholeAt(document, schema, childPointer(pointer, "schema"));
  return input.media === undefined ? [] : mediaWhole(document, input.pointer, input.media);
}

/** The schema of a media type below a body, an outcome or a parameter. */
export function mediaWhole(document: Document, owner: Pointer, type: string): Whole {
  const { value, pointer } = follow(document, document.at(owner), owner);
  const schema = member(member(member(value, "content"), type), "schema");
  return wholeAt(document, schema, childPointer(pointer, "content", type, "schema"));
}

function wholeAt(document: Document, node: Json | undefined, pointer: Pointer): Whole {
  const view = schemaAt(document, node, pointer);
  return view === undefined ? [] : [view];
}

/** A media type without its parameters, as it is compared. */
export function plainType(type: string): string {
  return type.toLowerCase().replace(/\s*;.*$/, "");
}
