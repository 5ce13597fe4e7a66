/** Checks that a file is a usable OpenAPI document, and reads its version. */
import path from "node:path";
import type { Diagnostic } from "../diagnostic.js";
import { UnusableInput } from "../diagnostic.js";
import type { Json, JsonObject, OpenApiVersion } from "./document.js";
import { put } from "./bundle/bundling.js";
import { isObject, member } from "./refs.js";
import type { Source } from "./text/source-file.js";

export interface Versioned {
  readonly root: JsonObject;
  readonly version: OpenApiVersion;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the version of a document, and repairs what stands in its first lines: `root` gets a version that every reader
 * knows, and an empty object in place of an `info`, `webhooks` or `components` that is none.
 *
 * @throws UnusableInput if the file is not an OpenAPI 3.0, 3.1 or 3.2 document, or describes no operations
 */
export function readVersion(source: Source): Versioned {
  const root = source.value;
  if (!isObject(root))
    throw new UnusableInput(
      error(source, [], "document/not-an-object", "The file does not contain an object.", "Name an OpenAPI document."),
    );
  if (member(root, "swagger") !== undefined) throw new UnusableInput(unknownSwagger(source));
  if (isPostman(root)) throw new UnusableInput(postman(source));
  const declared = member(root, "openapi");
  if (declared === undefined && !isObject(member(root, "paths"))) throw new UnusableInput(notOpenApi(source));
  const exact = versionOf(declared);
  const version = exact ?? meantVersion(declared);
  if (version === undefined) throw new UnusableInput(unknownVersion(source, declared ?? null));
  const diagnostics = [
    ...(typeof declared === "number" ? [unquoted()] : []),
    ...(exact === undefined ? [assumed(source, declared, version)] : []),
    ...(version === "3.2" ? [newer()] : []),
    ...repairContent(source, root, version),
  ];
  if (exact === undefined || typeof declared === "number") put(root, "openapi", `${version}.0`);
  return { root, version, diagnostics };
}

/** OpenAPI Specification 3.1, section 4.1: tools use only the major and minor version. */
function versionOf(declared: Json | undefined): OpenApiVersion | undefined {
  if (declared === 3) return "3.0";
  if (typeof declared !== "string" && typeof declared !== "number") return undefined;
  const [, minor] = /^3\.([012])(?:\.[0-9]+(?:-[0-9A-Za-z.-]+)?)?$/.exec(String(declared)) ?? [];
  return minor === undefined ? undefined : (`3.${minor}` as OpenApiVersion);
}

/** The version that a text which is none most likely means: `v3.0`, `3`, `3.1.x`, or nothing at all. */
function meantVersion(declared: Json | undefined): OpenApiVersion | undefined {
  if (typeof declared !== "string" && typeof declared !== "number") return "3.1";
  const [isThree, minor = "0"] = /^\s*v?3(?:\.(\d+))?(?!\d)/i.exec(String(declared)) ?? [];
  if (isThree === undefined) return undefined;
  return (["3.0", "3.1"] as const)[Number(minor)] ?? "3.2";
}

/** OpenAPI Specification 3.0.4, section 4.7.1 requires `paths`; 3.1, section 4.8.1, `paths`, `webhooks` or `components`. */
function repairContent(source: Source, root: JsonObject, version: OpenApiVersion): readonly Diagnostic[] {
  const diagnostics = ["paths", "webhooks", "components", "info"].flatMap((key): Diagnostic[] => {
    const value = member(root, key);
    if (value === undefined || isObject(value)) return [];
    if (value !== null && key === "paths") throw new UnusableInput(noObject(source, key));
    put(root, key, {});
    return [value === null ? emptySection(source, key) : noObject(source, key)];
  });
  checkPaths(source, root, version);
  return diagnostics;
}

function checkPaths(source: Source, root: JsonObject, version: OpenApiVersion): void {
  if (member(root, "paths") !== undefined) return;
  if (version !== "3.0" && (member(root, "webhooks") ?? member(root, "components")) !== undefined) return;
  throw new UnusableInput(
    error(source, [], "document/no-paths", "The document has no `paths`.", "Add `paths` with at least one operation."),
  );
}

function noObject(source: Source, key: string): Diagnostic {
  const hint = `Give \`${key}\` its members, or remove it.`;
  return error(source, [key], "document/not-an-object", `\`${key}\` is not an object.`, hint);
}

function emptySection(source: Source, key: string): Diagnostic {
  const hint = "Give it a value (`{}` for an object without members), or remove it.";
  return {
    ...error(source, [key], "document/empty-value", `\`${key}\` has no value here.`, hint),
    severity: "warning",
  };
}

function error(source: Source, tokens: readonly string[], code: string, message: string, hint: string): Diagnostic {
  return { code, severity: "error", message, hint, place: source.locate(tokens, true) };
}

/** Whether a document declares Swagger 2.0 (OpenAPI Specification 2.0, "Swagger Object"). */
export function isSwagger(value: Json): boolean {
  const declared = member(value, "swagger");
  return declared === 2 || (typeof declared === "string" && /^\s*v?2(?:\.0)*\s*$/i.test(declared));
}

function unknownSwagger(source: Source): Diagnostic {
  const hint = "Use a Swagger 2.0 document, or an OpenAPI 3.0 to 3.2 document.";
  const message = "The document's Swagger version is not supported.";
  return error(source, ["swagger"], "document/unknown-version", message, hint);
}

/** Whether an object is a Postman collection of format 2.0 or 2.1. */
function isPostman(root: JsonObject): boolean {
  const info = member(root, "info");
  return Array.isArray(member(root, "item")) && (member(info, "_postman_id") ?? member(info, "schema")) !== undefined;
}

function postman(source: Source): Diagnostic {
  const name = path.basename(source.file);
  const hint = `Convert it first: npx --package postman-to-openapi@3 -- p2o ${name} -f openapi.yaml`;
  return error(
    source,
    ["info"],
    "document/postman",
    "The file is a Postman collection, not an OpenAPI document.",
    hint,
  );
}

function notOpenApi(source: Source): Diagnostic {
  const hint = "Name the document that begins with `openapi: 3…`.";
  return error(
    source,
    [],
    "document/not-openapi",
    "The file is not an OpenAPI document: it has no `openapi` key.",
    hint,
  );
}

function unknownVersion(source: Source, declared: Json): Diagnostic {
  const text = typeof declared === "object" ? "no text" : `\`${declared}\``;
  const hint = "Use an OpenAPI 3.0, 3.1 or 3.2 document.";
  return error(
    source,
    ["openapi"],
    "document/unknown-version",
    `The document's OpenAPI version is ${text}, which is not supported.`,
    hint,
  );
}

function assumed(source: Source, declared: Json | undefined, version: OpenApiVersion): Diagnostic {
  const text = typeof declared === "object" || declared === undefined ? "" : ` \`${String(declared).trim()}\``;
  return error(
    source,
    declared === undefined ? [] : ["openapi"],
    "document/unknown-version",
    text === ""
      ? `The document does not declare its OpenAPI version, so it is read as ${version}.`
      : `The document's OpenAPI version${text} does not exist, so it is read as ${version}.`,
    `Declare it with all three parts: \`openapi: ${version}.0\`.`,
  );
}

function unquoted(): Diagnostic {
  return {
    code: "document/unquoted-version",
    severity: "warning",
    message: "The OpenAPI version is a number, but the specification requires a string.",
    hint: 'Put it in quotes, with all three parts: `"3.1.0"`.',
    place: { pointer: "#/openapi" },
  };
}

function newer(): Diagnostic {
  return {
    code: "document/openapi-3.2",
    severity: "warning",
    message: "The document is OpenAPI 3.2: it is read as 3.1, with only some of the 3.2 features.",
    hint: "Compare `callwright explain` with the document to check that no operation is missing.",
    place: { pointer: "#/openapi" },
  };
}
