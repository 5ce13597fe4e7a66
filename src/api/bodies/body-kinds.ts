/** How bodies are written, and what callers give for them: decided by media type and schema together. */
import type { BodyKind, BodyMedia } from "../api.js";
import { contentOf } from "../schema/contents.js";
import { bodyKind, isOwnType, isRange, outcomeKind } from "./media.js";
import type { SchemaView } from "../schema/schema.js";

export function kindOfBody(type: string, schema: SchemaView | undefined): BodyKind {
  const kind = outcomeKind(type) === "lines" ? "lines" : bodyKind(type);
  if (schema?.isContent && kind !== "multipart" && kind !== "form") return "binary";
  const content = contentOf(schema);
  if (kind === "lines") return content === "text" ? "text" : kind;
  if (kind === "json" && isRange(type)) return ofRange(type, content);
  return kind === "binary" && content === "data" && isOwnType(type) ? "json" : kind;
}

/** A range says nothing of how a value is written. */
function ofRange(type: string, content: ReturnType<typeof contentOf>): BodyKind {
  if (content === "text" && type.startsWith("*")) return "text";
  return content === "anything" ? "any" : "json";
}

const SCALARS: readonly string[] = ["string", "number", "integer", "boolean"];

/** What a caller gives in place of a value of the schema, and whether the schema asked for one that cannot be written. */
export function givenFor(kind: BodyKind, schema: SchemaView | undefined): Pick<BodyMedia, "given" | "isUnwritable"> {
  if (kind === "lines") return { given: "lines" };
  if ((kind !== "text" && kind !== "binary") || schema?.isContent) return {};
  if (kind === "text" && !schema) return { given: "text" };
  const isScalar = schema?.types.length !== 0 && (schema?.types.every((one) => SCALARS.includes(one)) ?? false);
  if (kind === "text" && (isScalar || contentOf(schema) === "text")) return {};
  return { given: "content", ...(contentOf(schema) === "data" ? { isUnwritable: true as const } : {}) };
}
