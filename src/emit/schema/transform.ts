/**
 * Turns parts of a document into types with openapi-typescript. No other file imports it.
 *
 * Its entry point, `openapiTS()`, resolves references to any URL and any file, and lints. A `Document` is already
 * resolved, so only the transformation of one object in memory is used, which neither reads files nor fetches.
 */
import {
  resolveRef,
  scanDiscriminators,
  transformSchema,
  transformSchemaObject,
  type GlobalContext,
  type OpenAPI3,
  type SchemaObject,
  type TransformNodeOptions,
} from "openapi-typescript";
import ts from "typescript";
import type { JsonObject } from "../../document/document.js";
import { alone, holdsKey, together, type Part } from "./parts.js";
import { SENT_DATE } from "./times.js";
import { tupleOf } from "./tuples.js";

/** The types of a part. */
export interface Transformed {
  readonly nodes: readonly ts.Node[];
  /** Whether the types mention `Uploadable`. */
  readonly uploads: boolean;
  /** Whether they mention `WriteOnly`. */
  readonly writeOnly: boolean;
}

/** Returns the replacement of a type; undefined to keep it. */
export type Refer = (type: ts.TypeNode) => ts.TypeNode | undefined;

export type Discriminators = GlobalContext["discriminators"];

/** The text of a declaration. It is not escaped everywhere: see `visible` and `readTypes`. */
export function printed(node: ts.Node): string {
  const text = printer.printNode(ts.EmitHint.Unspecified, node, blank);
  return `${text}\n`.replaceAll(ADDED_VALUE, "");
}

const printer = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed });

/** The printer asks for the file of a node, but takes nothing from it. */
const blank = ts.createSourceFile("schema.ts", "", ts.ScriptTarget.ESNext);

/** The discriminators of a document, whose values are written into its schemas. */
export function discriminatorsIn(parts: readonly Part[]): Discriminators {
  // The search takes long: it leaves out parts where it can find nothing, but keeps all schemas, in which it writes.
  const telling = parts.filter(
    ({ steps, value }) => steps[1] === "schemas" || holdsKey(value, ["discriminator", "allOf"]),
  );
  if (!telling.some(({ value }) => holdsKey(value, ["discriminator"]))) return { objects: {}, refsHandled: [] };
  const searched = together(telling) as unknown as OpenAPI3;
  return withLenientDecoding(() => scanDiscriminators(searched, { silent: true }));
}

/**
 * Creates the transformation of a document's parts, one by one.
 *
 * @param whole the document that references resolve into
 */
export function createTransformer(
  whole: JsonObject,
  discriminators: Discriminators,
  refer: Refer,
): (part: Part) => Transformed {
  // Cached so that repeated lookups of a schema return the same object.
  const resolved = new Map<string, unknown>();
  let uploads = false;
  let writeOnly = false;
  const context: Omit<GlobalContext, "redoc" | "injectFooter"> = {
    ...settings,
    discriminators,
    resolve: <T>(ref: string) => {
      if (!resolved.has(ref)) resolved.set(ref, resolveRef(whole as unknown as OpenAPI3, ref, { silent: true }));
      return resolved.get(ref) as T | undefined;
    },
    postTransform: refer,
    transform: (node, options) => {
      const { type, format } = node;
      if (type === "array") return tupleType(node as unknown as JsonObject, options);
      if (type === "string" && format === SENT_DATE) return date;
      if (type !== "string" || format !== "binary") return undefined;
      uploads = true;
      return uploadable;
    },
    transformProperty: ({ modifiers, name, questionToken, type }, schema) => {
      if (!type) return undefined;
      const isWriteOnly = "writeOnly" in schema && (schema.writeOnly as unknown) === true;
      const model = refer(type);
      if (!isWriteOnly && !model) return undefined;
      writeOnly ||= isWriteOnly;
      const named = model ?? type;
      const marked = isWriteOnly ? ts.factory.createUnionTypeNode([named, writeOnlyMark]) : named;
      return ts.factory.createPropertySignature(modifiers, name, questionToken, marked);
    },
  };
  return (part) => {
    uploads = false;
    writeOnly = false;
    // Only `openapiTS()` reads Redocly's configuration.
    const own = { ...context, injectFooter: [] } as unknown as GlobalContext;
    const nodes = withLenientDecoding(() => transformSchema(alone(part) as unknown as OpenAPI3, own));
    return { nodes, uploads, writeOnly };
  };
}

/** The type of a list whose first items have schemas of their own; undefined for any other list. */
function tupleType(node: JsonObject, options: TransformNodeOptions): ts.TypeNode | undefined {
  const tuple = tupleOf(node);
  if (!tuple) return undefined;
  const typeOf = (schema: JsonObject): ts.TypeNode => transformSchemaObject(schema as unknown as SchemaObject, options);
  const first = tuple.items.map(typeOf).map((type, index) => {
    return index < tuple.required ? type : ts.factory.createOptionalTypeNode(type);
  });
  const rest = tuple.rest && ts.factory.createArrayTypeNode(typeOf(tuple.rest));
  return ts.factory.createTupleTypeNode(rest ? [...first, ts.factory.createRestTypeNode(rest)] : first);
}

/** The comment that openapi-typescript adds to each discriminator value; callers do not need it. */
const ADDED_VALUE =
  /^ *\/\*\*\n *\* @description discriminator enum property added by openapi-typescript\n *\* @enum \{string\}\n *\*\/\n/gm;

/** The type for `format: binary`. openapi-typescript uses `string`, which would not let callers send a file. */
const uploadable = ts.factory.createTypeReferenceNode("Uploadable");

const date = ts.factory.createTypeReferenceNode("Date");

/** Marks the types of write-only properties: no value has this type, so other types can recognise it. */
const writeOnlyMark = ts.factory.createTypeReferenceNode("WriteOnly");

/** `enum`, `rootTypes` and `pathParamsAsTypes` would let document text escape from its literal. */
const settings: Omit<
  GlobalContext,
  "redoc" | "discriminators" | "resolve" | "injectFooter" | "transform" | "transformProperty" | "postTransform"
> = {
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
  propertiesRequiredByDefault: false,
  readWriteMarkers: false,
  rootTypes: false,
  rootTypesKeepCasing: false,
  rootTypesNoSchemaPrefix: false,
  silent: true,
};

/**
 * Redocly percent-decodes every name of a document, although names are not encoded, and fails on names such as `%change`.
 * While the transformation runs, which is synchronous, such names are left unchanged.
 */
function withLenientDecoding<T>(run: () => T): T {
  const strict = globalThis.decodeURIComponent;
  globalThis.decodeURIComponent = (text) => {
    if (!text.includes("%")) return text;
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
