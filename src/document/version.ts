/** Whether a file is an OpenAPI document that can be used, and of which version. */
import type { Diagnostic } from "../diagnostic.js";
import { UnusableInput } from "../diagnostic.js";
import type { Json, JsonObject, OpenApiVersion } from "./document.js";
import { isObject, member } from "./refs.js";
import type { Source } from "./text/source-file.js";

export interface Versioned {
  readonly root: JsonObject;
  readonly version: OpenApiVersion;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * @throws UnusableInput where the file is not an OpenAPI 3.0, 3.1 or 3.2 document, or has nothing to call in it
 */
export function readVersion(source: Source): Versioned {
  const root = source.value;
  if (!isObject(root))
    throw new UnusableInput(
      error(source, [], "document/not-an-object", "The file holds no object.", "Give an OpenAPI document."),
    );
  if (member(root, "swagger") !== undefined) throw new UnusableInput(swagger(source));
  const declared = member(root, "openapi");
  if (declared === undefined) throw new UnusableInput(notOpenApi(source));
  const version = versionOf(declared);
  if (version === undefined) throw new UnusableInput(unknownVersion(source, declared));
  checkContent(source, root, version);
  const diagnostics = [...(typeof declared === "number" ? [unquoted()] : []), ...(version === "3.2" ? [newer()] : [])];
  return { root, version, diagnostics };
}

/** OpenAPI Specification 3.1, section 4.1: only the first two numbers of a version matter to tools. */
function versionOf(declared: Json): OpenApiVersion | undefined {
  if (declared === 3) return "3.0";
  if (typeof declared !== "string" && typeof declared !== "number") return undefined;
  const [, minor] = /^3\.([012])(?:\.[0-9]+(?:-[0-9A-Za-z.-]+)?)?$/.exec(String(declared)) ?? [];
  return minor === undefined ? undefined : (`3.${minor}` as OpenApiVersion);
}

/** OpenAPI Specification 3.0.4, section 4.7.1 wants `paths`; 3.1, section 4.8.1, `paths`, `webhooks` or `components`. */
function checkContent(source: Source, root: JsonObject, version: OpenApiVersion): void {
  for (const key of ["paths", "webhooks", "components", "info"]) {
    const value = member(root, key);
    if (value === undefined || isObject(value)) continue;
    throw new UnusableInput(
      error(
        source,
        [key],
        "document/not-an-object",
        `\`${key}\` holds no object.`,
        `Give \`${key}\` its members, or remove it.`,
      ),
    );
  }
  if (member(root, "paths") !== undefined) return;
  if (version !== "3.0" && (member(root, "webhooks") ?? member(root, "components")) !== undefined) return;
  throw new UnusableInput(
    error(source, [], "document/no-paths", "The document has no `paths`.", "Add `paths` with at least one operation."),
  );
}

function error(source: Source, tokens: readonly string[], code: string, message: string, hint: string): Diagnostic {
  return { code, severity: "error", message, hint, place: source.locate(tokens, true) };
}

function swagger(source: Source): Diagnostic {
  const hint = "Convert it to OpenAPI 3 first, for example with `npx swagger2openapi --outfile openapi.yaml <file>`.";
  return error(source, ["swagger"], "document/swagger", "The document is Swagger 2.0, which is not OpenAPI 3.", hint);
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
  const hint = "Give a document of OpenAPI 3.0, 3.1 or 3.2.";
  return error(
    source,
    ["openapi"],
    "document/unknown-version",
    `The document's OpenAPI version is ${text}, which is not known.`,
    hint,
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
    message: "The document is OpenAPI 3.2: it is read as 3.1, with only a part of what 3.2 adds.",
    hint: "Compare `callwright explain` with the document, to see that no operation is missing.",
    place: { pointer: "#/openapi" },
  };
}
