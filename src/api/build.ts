/** Builds the `Api` of a document. Nothing has a name yet. */
import type { Diagnostic, Pointer } from "../diagnostic.js";
import type { Document, Json, JsonObject } from "../document/document.js";
import { childPointer, pointerOf } from "../document/pointer.js";
import { follow } from "../document/refs.js";
import { type FieldReader, fieldReader } from "./lists/response-fields.js";
import type { Api, Docs, HttpMethod, Operation, Tag } from "./api.js";
import { inferFirstPages } from "./lists/first-pages.js";
import { readBody } from "./bodies/bodies.js";
import { readComponents } from "./components.js";
import { readEnumerations } from "./schema/enumerations.js";
import { readGeneratorName } from "./generator-names.js";
import { readInputs } from "./inputs.js";
import { findNewer } from "./newer.js";
import { readOutcomes } from "./outcomes.js";
import { recognisePages } from "./lists/pages.js";
import { flagOf, isObject, listOf, objectOf, optional, scalarTextOf, stringsOf, textOf, valueOf } from "./values.js";
import { readSamples } from "./samples.js";
import { readRequirements, readSecuritySchemes, type SecurityScheme } from "./security.js";
import { readServers } from "./servers.js";
import { readStreamChoice } from "./lists/streaming.js";
import { readWebhooks } from "./webhooks.js";

export interface Built {
  readonly api: Api;
  readonly diagnostics: readonly Diagnostic[];
}

const METHODS: ReadonlySet<string> = new Set<HttpMethod>([
  "get",
  "put",
  "post",
  "delete",
  "options",
  "head",
  "patch",
  "trace",
]);

/** Settings that extend or replace what the document declares about its API. */
export interface Declared {
  /** URL by name, the default first. */
  readonly servers?: Readonly<Record<string, string>>;
  readonly security?: readonly Json[];
  /** Security schemes by name, in the form of a document. */
  readonly securitySchemes?: JsonObject;
  /** The header that makes it safe to repeat a call. */
  readonly idempotency?: string;
  /** Properties of a response's object that calls return instead of the object. */
  readonly unwrap?: readonly string[];
}

/**
 * Builds the `Api` of a document.
 *
 * @param declared settings that extend or replace the document's declarations
 * @returns the `Api`, and findings about parts that were left out
 */
export function build(given: Document, declared: Declared = {}): Built {
  const document = withDeclared(given, declared);
  const { root } = document;
  const info = objectOf(root, "info") ?? {};
  const license = objectOf(info, "license") ?? {};
  const security = readSecuritySchemes(document);
  const diagnostics = [...security.diagnostics];
  const read = readOperations(document, declared, security.schemes, diagnostics);
  const operations = inferFirstPages(read.map((operation) => withIdempotency(operation, declared)));
  if (document.version === "3.2") diagnostics.push(...findNewer(document));
  const api: Api = {
    title: scalarTextOf(info, "title") ?? "API",
    version: scalarTextOf(info, "version") ?? "0.0.0",
    ...optional("description", textOf(info, "description")),
    ...optional("license", textOf(license, "identifier") ?? textOf(license, "name")),
    ...optional("docs", readDocs(root)),
    servers: readServers(root) ?? [],
    securitySchemes: security.schemes,
    tags: readTags(root),
    operations,
    schemas: Object.keys(objectOf(objectOf(root, "components") ?? {}, "schemas") ?? {}),
    components: readComponents(document),
    enumerations: readEnumerations(document),
    webhooks: readWebhooks(document),
  };
  return { api, diagnostics };
}

function withDeclared(document: Document, { servers, security, securitySchemes }: Declared): Document {
  const { root } = document;
  const components = objectOf(root, "components") ?? {};
  const schemes = securitySchemes && { ...objectOf(components, "securitySchemes"), ...securitySchemes };
  const named = servers && Object.entries(servers).map(([description, url]) => ({ url, description }));
  return {
    ...document,
    root: {
      ...root,
      ...optional("servers", named),
      ...optional("security", security),
      ...(schemes ? { components: { ...components, securitySchemes: schemes } } : {}),
    },
  };
}

/** Calls that only read are safe to repeat without a header. */
function withIdempotency(operation: Operation, { idempotency }: Declared): Operation {
  if (idempotency === undefined || /^(get|head|options|trace)$/.test(operation.address.method)) return operation;
  return { ...operation, idempotencyHeader: operation.idempotencyHeader ?? idempotency };
}

function readOperations(
  document: Document,
  { unwrap }: Declared,
  schemes: readonly SecurityScheme[],
  diagnostics: Diagnostic[],
): readonly Operation[] {
  const operations: Operation[] = [];
  const readAnswer = fieldReader(document);
  for (const [path, node] of Object.entries(objectOf(document.root, "paths") ?? {})) {
    if (!path.startsWith("/")) continue;
    const { value: pathItem, pointer: pathPointer } = follow(document, node, pointerOf("paths", path));
    if (!pathItem) continue;
    for (const [key, operation] of Object.entries(pathItem)) {
      if (!METHODS.has(key) || !isObject(operation)) continue;
      const address = { method: key as HttpMethod, path };
      const pointer = childPointer(pathPointer, key);
      const site = { address, pathItem, pathPointer, operation, pointer, ...optional("unwrap", unwrap) };
      operations.push(withPages(document, readOperation(document, site, schemes, diagnostics), readAnswer));
    }
  }
  return operations;
}

interface OperationSite {
  readonly address: { readonly method: HttpMethod; readonly path: string };
  readonly pathItem: JsonObject;
  readonly pathPointer: Pointer;
  readonly operation: JsonObject;
  readonly pointer: Pointer;
  readonly unwrap?: readonly string[];
}

function readOperation(
  document: Document,
  site: OperationSite,
  schemes: readonly SecurityScheme[],
  diagnostics: Diagnostic[],
): Operation {
  const { address, operation, pathItem, pointer } = site;
  const requirements = readRequirements(document.root, operation, schemes);
  const headers = credentialHeaders(requirements.security, schemes);
  const found = readInputs(document, { ...site, credentialHeaders: headers });
  const samples = readSamples(operation, pointer, document.limits);
  diagnostics.push(...found.diagnostics, ...samples.diagnostics);
  const body = readBody(document, operation, pointer);
  return {
    address,
    pointer,
    ...optional("operationId", textOf(operation, "operationId")),
    ...optional("wantedCall", textOf(operation, "x-callwright-call")),
    ...optional("generatorName", readGeneratorName(operation)),
    ...optional("summary", textOf(operation, "summary") ?? textOf(pathItem, "summary")),
    ...optional("description", textOf(operation, "description") ?? textOf(pathItem, "description")),
    deprecated: flagOf(operation, "deprecated"),
    tags: stringsOf(operation, "tags"),
    ...optional("docs", readDocs(operation)),
    inputs: found.inputs,
    ignored: found.ignored,
    ...optional("idempotencyHeader", found.idempotencyHeader),
    ...optional("body", body),
    ...optional("streamChoice", readStreamChoice(document, found.inputs, body)),
    outcomes: readOutcomes(document, operation, pointer, site.unwrap),
    ...optional("servers", readServers(operation) ?? readServers(pathItem)),
    ...requirements,
    samples: samples.samples,
    ...optional("wantedPages", valueOf(operation, "x-callwright-pagination")),
  };
}

/** Reads the lists of every operation, because the configuration may declare pages that the document does not. */
function withPages(document: Document, operation: Operation, readAnswer: FieldReader): Operation {
  const fields = /^(get|post)$/.test(operation.address.method) ? readAnswer(operation.outcomes) : undefined;
  if (!fields) return operation;
  const lists = fields.filter(({ type }) => type === "array").map(({ path, items = {} }) => ({ path, items }));
  return { ...operation, lists, ...optional("pages", recognisePages(document, operation, fields)) };
}

function credentialHeaders(
  security: readonly (readonly string[])[],
  schemes: readonly SecurityScheme[],
): ReadonlySet<string> {
  const used = new Set(security.flat());
  return new Set(
    schemes.flatMap((scheme) => (used.has(scheme.name) && scheme.in === "header" ? [scheme.key.toLowerCase()] : [])),
  );
}

function readDocs(owner: JsonObject): Docs | undefined {
  const docs = objectOf(owner, "externalDocs");
  const url = docs && textOf(docs, "url");
  return docs && url ? { url, ...optional("description", textOf(docs, "description")) } : undefined;
}

function readTags(root: JsonObject): readonly Tag[] {
  return listOf(root, "tags").flatMap((node) => {
    const name = isObject(node) ? textOf(node, "name") : undefined;
    return isObject(node) && name ? [{ name, ...optional("description", textOf(node, "description")) }] : [];
  });
}
