/** Security schemes and requirements (OpenAPI Specification 3.1, sections 4.8.27 and 4.8.30). */
import type { Diagnostic } from "../diagnostic.js";
import type { Document, JsonObject } from "../document/document.js";
import { pointerOf } from "../document/pointer.js";
import { follow } from "../document/refs.js";
import type { SecurityScheme } from "./api.js";
import { isObject, listOf, objectOf, optional, textOf, valueOf } from "./read.js";

export interface SchemesFound {
  readonly schemes: readonly SecurityScheme[];
  readonly diagnostics: readonly Diagnostic[];
}

export function readSecuritySchemes(document: Document): SchemesFound {
  const declared = objectOf(objectOf(document.root, "components") ?? {}, "securitySchemes") ?? {};
  const schemes: SecurityScheme[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [name, node] of Object.entries(declared)) {
    const { value, pointer } = follow(document, node, pointerOf("components", "securitySchemes", name));
    const scheme = value && readScheme(name, value);
    if (scheme) schemes.push(scheme);
    else diagnostics.push(unsupported(name, pointer));
  }
  return { schemes, diagnostics };
}

function readScheme(name: string, node: JsonObject): SecurityScheme | undefined {
  const description = optional("description", textOf(node, "description"));
  switch (textOf(node, "type")) {
    case "apiKey":
      return readApiKey(name, node);
    case "http": {
      const scheme = textOf(node, "scheme")?.toLowerCase();
      return scheme === "bearer" || scheme === "basic" ? { name, kind: scheme, ...description } : undefined;
    }
    case "oauth2":
    case "openIdConnect":
      return { name, kind: "bearer", ...description };
    default:
      return undefined;
  }
}

function readApiKey(name: string, node: JsonObject): SecurityScheme | undefined {
  const key = textOf(node, "name");
  const location = textOf(node, "in");
  if (!key || (location !== "header" && location !== "query" && location !== "cookie")) return undefined;
  return { name, kind: "apiKey", in: location, key, ...optional("description", textOf(node, "description")) };
}

function unsupported(name: string, pointer: string): Diagnostic {
  return {
    code: "api/unsupported-security",
    severity: "warning",
    message: `The security scheme \`${name}\` is of a kind the client cannot send by itself.`,
    hint: "Supported are apiKey, http bearer, http basic, oauth2 and openIdConnect; pass anything else through `headers` or `fetch`.",
    place: { pointer, onKey: true },
  };
}

/**
 * The alternatives that hold for an operation: its own, else the document's.
 * Schemes the client cannot send are left out of an alternative, so that the rest of it is still sent.
 */
export function readRequirements(
  root: JsonObject,
  operation: JsonObject,
  schemes: readonly SecurityScheme[],
): readonly (readonly string[])[] {
  const owner = valueOf(operation, "security") === undefined ? root : operation;
  const known = new Set(schemes.map((scheme) => scheme.name));
  return listOf(owner, "security")
    .filter(isObject)
    .map((alternative) => Object.keys(alternative).filter((name) => known.has(name)));
}
