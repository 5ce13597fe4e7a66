/**
 * The types of a document, by openapi-typescript. The only file that imports it.
 *
 * Its own way in, `openapiTS()`, resolves references to any URL and any file, and lints on the way. A `Document` has
 * nothing left to resolve, so only what comes after is used: the transformation of one object in memory, which neither
 * reads nor fetches. It escapes names and strings, but not everything in a comment; what it printed is parsed once more.
 */
import {
  astToString,
  resolveRef,
  scanDiscriminators,
  transformSchema,
  type GlobalContext,
  type OpenAPI3,
} from "openapi-typescript";
import ts from "typescript";
import { UnusableInput, type Pointer } from "../diagnostic.js";
import type { Document, JsonObject } from "../document/document.js";
import { pointerOf } from "../document/pointer.js";
import { isObject, member } from "../document/refs.js";
import { visible } from "./text.js";

/** `paths`, `components` and `webhooks` as TypeScript, operations addressed by path and method. */
export function emitSchema(document: Document): Promise<string> {
  const parts = partsOf(document.root);
  let types: readonly ts.Node[];
  try {
    types = transform(parts, parts);
  } catch (cause) {
    throw new UnusableInput({
      code: "emit/schema",
      severity: "error",
      message: `openapi-typescript could not make types of this: ${cause instanceof Error ? cause.message : String(cause)}.`,
      hint: "Run `callwright lint` and mend what it reports here.",
      place: document.locate(culprit(parts), true),
    });
  }
  const text = visible(astToString([...types]));
  assertAsMeant(text, types);
  return Promise.resolve(text);
}

/** What types are made of, in a copy where they would be changed: openapi-typescript writes discriminators into them. */
function partsOf(root: JsonObject): JsonObject {
  const paths = member(root, "paths");
  const webhooks = member(root, "webhooks");
  const components = member(root, "components");
  const pathItems = member(components, "pathItems");
  const parts = {
    ...(isObject(paths) ? { paths: withoutOperationIds(paths) } : {}),
    ...(isObject(webhooks) ? { webhooks: withoutOperationIds(webhooks) } : {}),
    ...(isObject(components)
      ? { components: { ...components, ...(isObject(pathItems) ? { pathItems: withoutOperationIds(pathItems) } : {}) } }
      : {}),
  };
  return mentionsDiscriminator(parts) ? structuredClone(parts) : parts;
}

function mentionsDiscriminator(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.hasOwn(value, "discriminator") || Object.values(value).some(mentionsDiscriminator);
}

/** @param whole what references in `parts` lead into */
function transform(parts: JsonObject, whole: JsonObject): readonly ts.Node[] {
  const schema = parts as unknown as OpenAPI3;
  let uploads = false;
  const context: Omit<GlobalContext, "redoc"> = {
    ...settings,
    injectFooter: [],
    discriminators: { objects: {}, refsHandled: [] },
    resolve: <T>(ref: string) => resolveRef<T>(whole, ref, { silent: true }),
    transform: ({ type, format }) => {
      if (type !== "string" || format !== "binary") return undefined;
      uploads = true;
      return uploadable;
    },
  };
  const types = withLenientDecoding(() => {
    context.discriminators = scanDiscriminators(schema, { silent: true });
    // Redocly's configuration is read by `openapiTS()` alone.
    return transformSchema(schema, context as GlobalContext);
  });
  return uploads ? [uploadImport, ...types] : types;
}

/** What `format: binary` stands for: as a string, which openapi-typescript makes of it, nobody could send a file. */
const uploadable = ts.factory.createTypeReferenceNode("Uploadable");

const uploadImport = ts.factory.createImportDeclaration(
  undefined,
  ts.factory.createImportClause(
    ts.SyntaxKind.TypeKeyword,
    undefined,
    ts.factory.createNamedImports([
      ts.factory.createImportSpecifier(false, undefined, ts.factory.createIdentifier("Uploadable")),
    ]),
  ),
  ts.factory.createStringLiteral("./runtime/uploads.js"),
);

/** `enum`, `rootTypes` and `pathParamsAsTypes` would let text of the document out of its literal. */
const settings: Omit<GlobalContext, "redoc" | "discriminators" | "resolve" | "injectFooter" | "transform"> = {
  additionalProperties: false,
  alphabetize: false,
  arrayLength: false,
  conditionalEnums: false,
  dedupeEnums: false,
  defaultNonNullable: false,
  emptyObjectsUnknown: true,
  enum: false,
  enumValues: false,
  excludeDeprecated: false,
  exportType: false,
  generatePathParams: false,
  immutable: false,
  makePathsEnum: false,
  pathParamsAsTypes: false,
  postTransform: undefined,
  propertiesRequiredByDefault: false,
  readWriteMarkers: false,
  rootTypes: false,
  rootTypesKeepCasing: false,
  rootTypesNoSchemaPrefix: false,
  silent: true,
  transformProperty: undefined,
};

/**
 * Redocly percent-decodes every name on its way through a document, though none was encoded, and a name such as
 * `%change` ends in an error. While the transformation runs, which nothing can interrupt, such a name stays as it is.
 */
function withLenientDecoding<T>(run: () => T): T {
  const strict = globalThis.decodeURIComponent;
  globalThis.decodeURIComponent = (text) => {
    try {
      return strict(text);
    } catch {
      return text;
    }
  };
  try {
    return run();
  } finally {
    globalThis.decodeURIComponent = strict;
  }
}

/** The first member that no types can be made of, taken alone. */
function culprit(parts: JsonObject): Pointer {
  for (const { tokens, part } of membersOf(parts)) {
    if (fails(part, parts)) return pointerOf(...tokens);
  }
  return pointerOf();
}

/** Every path, webhook and component by itself, components before the section they stand in. */
function membersOf(parts: JsonObject): readonly { readonly tokens: readonly string[]; readonly part: JsonObject }[] {
  return Object.entries(parts).flatMap(([section, entries]) =>
    Object.entries(isObject(entries) ? entries : {}).flatMap(([name, entry]) => {
      const inner = section === "components" && isObject(entry) ? Object.entries(entry) : [];
      return [
        ...inner.map(([key, value]) => ({
          tokens: [section, name, key],
          part: { components: { [name]: { [key]: value } } },
        })),
        { tokens: [section, name], part: { [section]: { [name]: entry } } },
      ];
    }),
  );
}

function fails(part: JsonObject, whole: JsonObject): boolean {
  try {
    transform(part, whole);
    return false;
  } catch {
    return true;
  }
}

/**
 * openapi-typescript files operations under their operationIds, and one that occurs twice would give two operations one
 * type. Without them every operation has its types in `paths`, where generated code looks for them.
 */
function withoutOperationIds(items: JsonObject): JsonObject {
  return mapValues(items, (item) => mapValues(item, withoutOperationId));
}

function withoutOperationId(node: JsonObject): JsonObject {
  if (!Object.hasOwn(node, "operationId")) return node;
  const { operationId: _, ...rest } = node;
  return rest;
}

function mapValues(owner: JsonObject, change: (value: JsonObject) => JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(owner).map(([key, value]) => [key, isObject(value) ? change(value) : value]),
  );
}

/**
 * Types alone never run, whatever they say; so the text must parse, and hold exactly the declarations that were meant.
 *
 * @throws Error where it does not: text of the document has left its place, so this is a bug of ours
 */
function assertAsMeant(text: string, meant: readonly ts.Node[]): void {
  // Comments are not read: that halves the time, and nothing in one is code.
  const options = { languageVersion: ts.ScriptTarget.ES2022, jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
  const file = ts.createSourceFile("schema.ts", text, options);
  const { parseDiagnostics } = file as ts.SourceFile & { readonly parseDiagnostics?: readonly ts.Diagnostic[] };
  const [broken] = parseDiagnostics ?? [];
  const printed = file.statements.map(declarationOf);
  const same = printed.length === meant.length && meant.every((node, index) => declarationOf(node) === printed[index]);
  if (broken || !same || printed.includes(undefined)) {
    const reason = broken ? ` (${ts.flattenDiagnosticMessageText(broken.messageText, " ")})` : "";
    throw new Error(`schema.ts: the printed types are not what was meant${reason}`);
  }
}

/** `interface paths`; undefined for what is more than a type. */
function declarationOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) && node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword)
    return "import type";
  if (ts.isInterfaceDeclaration(node)) return `interface ${node.name.text}`;
  return ts.isTypeAliasDeclaration(node) ? `type ${node.name.text}` : undefined;
}
