/**
 * Converts Swagger 2.0 documents to OpenAPI 3.0.
 *
 * swagger2openapi converts, because most tools use it and it keeps vendor extensions. It works on the value that was
 * already read and checked, and never follows references itself.
 */
import { convertObj } from "swagger2openapi";
import type { Diagnostic } from "../../diagnostic.js";
import { UnusableInput } from "../../diagnostic.js";
import type { Json, JsonObject } from "../document.js";
import { pointerOf } from "../pointer.js";
import { member } from "../refs.js";
import type { Source } from "../text/source-file.js";
import { writtenAt } from "./places.js";

/** An OpenAPI 3 document, as written or as converted. */
export interface Converted {
  readonly source: Source;
  readonly diagnostics: readonly Diagnostic[];
}

/** The extension in which the converter records a fault. */
const FAULT = "x-s2o-warning";

/**
 * Converts a Swagger 2.0 document. Findings about the result have their position in the original: at the corresponding
 * part, or at the nearest enclosing part.
 *
 * @throws UnusableInput if the document cannot be converted
 */
export async function convertSwagger(written: Source): Promise<Converted> {
  const value = await converted(written);
  return {
    source: {
      ...written,
      value,
      shared: new Set(),
      locate: (tokens, onKey) => written.locate(writtenAt(tokens, written.value), onKey),
    },
    diagnostics: [note(), ...faultsIn(value, [])],
  };
}

async function converted(written: Source): Promise<Json> {
  // The converter prints its errors before it rejects; the finding below reports them instead.
  const { warn } = console;
  console.warn = () => undefined;
  try {
    const options = { patch: true, warnOnly: true, warnProperty: FAULT, text: " ", targetVersion: "3.0.3" };
    const given = { ...(structuredClone(written.value) as JsonObject), swagger: "2.0" };
    const { openapi } = await convertObj(given as unknown as Parameters<typeof convertObj>[0], options);
    return JSON.parse(JSON.stringify(openapi)) as Json;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UnusableInput({
      code: "document/swagger",
      severity: "error",
      message: `The document is Swagger 2.0, and cannot be converted to OpenAPI 3: ${reason}.`,
      hint: "Fix this part of the document, or convert the document yourself.",
      place: written.locate(["swagger"], true),
    });
  } finally {
    console.warn = warn;
  }
}

function note(): Diagnostic {
  return {
    code: "document/swagger",
    severity: "info",
    message: "The document is Swagger 2.0; swagger2openapi converted it to OpenAPI 3.0.",
    hint: "No action is needed. Positions refer to the original document.",
    place: { pointer: "#/openapi" },
  };
}

function faultsIn(value: Json, tokens: readonly string[]): readonly Diagnostic[] {
  if (typeof value !== "object" || value === null) return [];
  const fault = member(value, FAULT);
  const inner = Object.entries(value).flatMap(([key, part]) => faultsIn(part as Json, [...tokens, key]));
  return typeof fault === "string" ? [faultAt(fault, tokens), ...inner] : inner;
}

function faultAt(fault: string, tokens: readonly string[]): Diagnostic {
  return {
    code: "document/swagger-lost",
    severity: "warning",
    message: `OpenAPI 3 cannot express this part of Swagger 2.0: ${fault}.`,
    hint: "Compare `callwright explain` with the document to see the result.",
    place: { pointer: pointerOf(...tokens) },
  };
}
