/** Reads security schemes and requirements (OpenAPI Specification 3.1, sections 4.8.27 and 4.8.30). */
import type { Diagnostic } from "../diagnostic.js";
import type { Document, JsonObject } from "../document/document.js";
import { pointerOf } from "../document/pointer.js";
import { follow } from "../document/refs.js";
import { isObject, listOf, objectOf, optional, stringsOf, textOf, valueOf } from "./values.js";

/**
 * The kinds of credential that a client can send. Every table about kinds is a `Record` of this type, so that a new kind
 * fails to compile wherever it is missing.
 */
export type SecurityKind = "headerKey" | "queryKey" | "cookieKey" | "basic" | "bearer";

export interface SecurityScheme {
  /** Its key in `components.securitySchemes`. */
  readonly name: string;
  readonly kind: SecurityKind;
  /** Where the credential is sent. */
  readonly in: "header" | "query" | "cookie";
  /** The name of the header, query parameter or cookie, as the document spells it. */
  readonly key: string;
  readonly description?: string;
  /** For `oauth2`: the secret is an access token. */
  readonly isOAuth?: true;
  /** How a client obtains its own tokens (section 4.8.29, `clientCredentials`). */
  readonly clientCredentials?: ClientCredentialsFlow;
}

export interface ClientCredentialsFlow {
  /** Absent if a secret must not be sent to this URL (RFC 6749, section 3.2, requires TLS). */
  readonly tokenUrl?: string;
  readonly scopes: readonly string[];
}

export interface SchemesFound {
  readonly schemes: readonly SecurityScheme[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the document's security schemes. A scheme that the client cannot send is a finding. */
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
  for (const [kind, { isMeant, in: location, keyOf }] of Object.entries(KINDS) as [SecurityKind, KindOfScheme][]) {
    const key = isMeant(node) ? keyOf(node) : undefined;
    if (!key) continue;
    const description = optional("description", textOf(node, "description"));
    return { name, kind, in: location, key, ...description, ...readOAuth(node) };
  }
  return undefined;
}

function readOAuth(node: JsonObject): Pick<SecurityScheme, "isOAuth" | "clientCredentials"> {
  if (textOf(node, "type") !== "oauth2") return {};
  const flow = objectOf(objectOf(node, "flows") ?? {}, "clientCredentials");
  if (!flow) return { isOAuth: true };
  const url = textOf(flow, "tokenUrl") ?? "";
  const isSafe = URL.canParse(url) && /^https:\/\/[^\s@?#]+$/i.test(url);
  const scopes = Object.keys(objectOf(flow, "scopes") ?? {});
  return { isOAuth: true, clientCredentials: { ...(isSafe ? { tokenUrl: url } : {}), scopes } };
}

/** How a document declares a scheme of one kind, and where its credential is sent. */
interface KindOfScheme {
  /** The names of the kind's declarations, for messages. */
  readonly declared: readonly string[];
  readonly isMeant: (node: JsonObject) => boolean;
  readonly in: SecurityScheme["in"];
  /** The name of the header, query parameter or cookie. */
  readonly keyOf: (node: JsonObject) => string | undefined;
}

/** HTTP authentication (RFC 9110, section 11.6.2). */
const authorization = { in: "header", keyOf: () => "Authorization" } as const;

/** In order of precedence: a scheme has the first kind that matches it. */
const KINDS: Readonly<Record<SecurityKind, KindOfScheme>> = {
  headerKey: apiKey("header"),
  queryKey: apiKey("query"),
  cookieKey: apiKey("cookie"),
  basic: { ...authorization, declared: ["http basic"], isMeant: (node) => httpScheme(node) === "basic" },
  bearer: {
    ...authorization,
    declared: ["http bearer", "oauth2", "openIdConnect"],
    isMeant: (node) => httpScheme(node) === "bearer" || /^(oauth2|openIdConnect)$/.test(textOf(node, "type") ?? ""),
  },
};

function apiKey(location: SecurityScheme["in"]): KindOfScheme {
  return {
    declared: ["apiKey"],
    isMeant: (node) => textOf(node, "type") === "apiKey" && textOf(node, "in") === location,
    in: location,
    keyOf: (node) => textOf(node, "name"),
  };
}

/** The scheme of HTTP authentication, in lower case (RFC 9110, section 11.1). */
function httpScheme(node: JsonObject): string | undefined {
  return textOf(node, "type") === "http" ? textOf(node, "scheme")?.toLowerCase() : undefined;
}

function unsupported(name: string, pointer: string): Diagnostic {
  const known = [...new Set(Object.values(KINDS).flatMap(({ declared }) => declared))];
  return {
    code: "api/unsupported-security",
    severity: "warning",
    message: `The client cannot send credentials of the security scheme \`${name}\`.`,
    hint: `It sends ${known.slice(0, -1).join(", ")} and ${known.at(-1) ?? ""}; pass any other credential through \`headers\` or \`fetch\`.`,
    place: { pointer, onKey: true },
  };
}

/** Alternatives of credentials, and the scopes that each asks for (OpenAPI 3.1, section 4.8.30). */
export interface Requirements {
  readonly security: readonly (readonly string[])[];
  /** By the index of the alternative; absent where none asks for scopes. */
  readonly scopes?: readonly (readonly string[])[];
}

/**
 * The security alternatives of an operation: its own, otherwise the document's. A scheme that the client cannot send is
 * removed from its alternatives, so that the remaining credentials are still sent.
 */
export function readRequirements(
  root: JsonObject,
  operation: JsonObject,
  schemes: readonly SecurityScheme[],
): Requirements {
  const owner = valueOf(operation, "security") === undefined ? root : operation;
  const known = new Set(schemes.map((scheme) => scheme.name));
  const alternatives = listOf(owner, "security").filter(isObject);
  const security = alternatives.map((alternative) => Object.keys(alternative).filter((name) => known.has(name)));
  const scopes = alternatives.map((alternative, index) =>
    (security[index] ?? []).flatMap((name) => stringsOf(alternative, name)),
  );
  return { security, ...(scopes.some((one) => one.length > 0) ? { scopes } : {}) };
}
