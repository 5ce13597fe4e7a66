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
  switch (kind) {
    case "lines":
      return { given: "lines" };
    case "form":
    case "multipart":
      return isNamed(schema) ? {} : { given: "form", isUnwritable: true };
    case "text":
      if (!schema) return { given: "text" };
      return isScalar(schema) || contentOf(schema) === "text" ? {} : contentFor(schema);
    case "binary":
      return contentFor(schema);
    default:
      return {};
  }
}

/** Text or bytes, whatever the schema asks for. */
function contentFor(schema: SchemaView | undefined): Pick<BodyMedia, "given" | "isUnwritable"> {
  if (schema?.isContent) return {};
  return { given: "content", ...(contentOf(schema) === "data" ? { isUnwritable: true as const } : {}) };
}

function isScalar({ types }: SchemaView): boolean {
  return types.length > 0 && types.every((one) => SCALARS.includes(one));
}

/** Whether its values may have names, as the fields of a form do. */
function isNamed(schema: SchemaView | undefined): boolean {
  if (schema?.isContent) return false;
  const { types = [] } = schema ?? {};
  return types.length === 0 || types.includes("object");
}
