/**
 * Creates the types of a document with openapi-typescript. No other file imports it.
 *
 * Its entry point, `openapiTS()`, resolves references to any URL and any file, and lints. A `Document` is already
 * resolved, so only the transformation of one object in memory is used, which neither reads files nor fetches. It escapes
 * names and strings, but not everything in comments, so its output is parsed again.
 */
import {
  astToString,
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
import { UnusableInput, type Pointer } from "../../diagnostic.js";
import type { Document, JsonObject } from "../../document/document.js";
import { pointerOf } from "../../document/pointer.js";
import { isObject, member } from "../../document/refs.js";
import type { Model } from "../../naming/surface.js";
import { modelReferences, withModels } from "./models.js";
import { schemaInput } from "./input.js";
import { visible } from "../text.js";
import { READABLE, writable } from "./marks.js";
import { tupleOf } from "./tuples.js";
import { SENT_DATE } from "./times.js";
import { readTypes, type TypesRead } from "./type-grammar.js";

/** `paths`, `components` and `webhooks` as TypeScript; operations are addressed by path and method. */
export function emitSchema(document: Document, models: readonly Model[]): Promise<string> {
  const { parts, bases } = schemaInput(document);
  const every = [...models, ...unnamedModels(parts, bases, models)];
  const { nodes, uploads, writeOnly } = transformed(document, parts, modelReferences(every));
  const text = visible(astToString([...withModels(nodes, every)])).replaceAll(ADDED_VALUE, "");
  const { generics, hasReadonly } = assertTypesAlone(text);
  const imports = uploads ? 'import type { Uploadable } from "./runtime/uploads.js";\n\n' : "";
  const named = Object.entries({ WithRequired: WITH_REQUIRED, Omit: OMIT }).filter(([name]) => generics.has(name));
  const helpers = named.map(([, helper]) => helper);
  const access = [hasReadonly || writeOnly ? writable(writeOnly) : "", writeOnly ? READABLE : ""];
  return Promise.resolve([imports, text, ...helpers, ...access].join(""));
}

/**
 * Names for parts of schemas that became components, and for the declarations of extended components. Callers do not
 * import them, but as interface members they could not refer to themselves inside a list or a union.
 */
function unnamedModels(
  parts: JsonObject,
  bases: ReadonlyMap<string, string>,
  models: readonly Model[],
): readonly Model[] {
  const known = new Set(models.map(({ component }) => component));
  const names = new Set(models.map(({ name }) => name));
  const extended = new Map(models.map(({ component, name }) => [component, name]));
  const nameOf = (key: string, count: number): string => {
    const base = extended.get(`schemas/${bases.get(key) ?? ""}`);
    return base === undefined ? `Part${String(count)}` : `${base}Base`;
  };
  const keys = Object.keys(member(member(parts, "components"), "schemas") ?? {});
  return keys
    .filter((key) => !known.has(`schemas/${key}`))
    .map((key, index): Model => {
      const schema = pointerOf("components", "schemas", key);
      let name = nameOf(key, index + 1);
      while (names.has(name)) name = `${name}_`;
      const steps = [{ member: "components" }, { member: "schemas" }, { member: key }] as const;
      return { name, schema, steps, component: `schemas/${key}` };
    });
}

/** @throws UnusableInput with the part of the document that openapi-typescript cannot transform */
function transformed(document: Document, parts: JsonObject, refer: Refer): Transformed {
  try {
    return transform(parts, parts, refer);
  } catch (cause) {
    throw new UnusableInput({
      code: "emit/schema",
      severity: "error",
      message: `openapi-typescript could not generate types for this: ${cause instanceof Error ? cause.message : String(cause)}.`,
      hint: "Run `callwright lint` and fix what it reports here.",
      place: document.locate(firstFailing(parts), true),
    });
  }
}

interface Transformed {
  readonly nodes: readonly ts.Node[];
  /** Whether the types mention `Uploadable`. */
  readonly uploads: boolean;
  /** Whether they mention `WriteOnly`. */
  readonly writeOnly: boolean;
}

/** Returns the replacement of a type; undefined to keep it. */
type Refer = (type: ts.TypeNode) => ts.TypeNode | undefined;

/** @param whole the document that references in `parts` resolve into */
function transform(parts: JsonObject, whole: JsonObject, refer: Refer = () => undefined): Transformed {
  const schema = parts as unknown as OpenAPI3;
  // Cached so that repeated lookups of a schema return the same object.
  const resolved = new Map<string, unknown>();
  let uploads = false;
  let writeOnly = false;
  const context: Omit<GlobalContext, "redoc"> = {
    ...settings,
    injectFooter: [],
    discriminators: { objects: {}, refsHandled: [] },
    resolve: <T>(ref: string) => {
      if (!resolved.has(ref)) resolved.set(ref, resolveRef(whole, ref, { silent: true }));
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
  const nodes = withLenientDecoding(() => {
    context.discriminators = scanDiscriminators(schema, { silent: true });
    // Only `openapiTS()` reads Redocly's configuration.
    return transformSchema(schema, context as GlobalContext);
  });
  return { nodes: nodes.filter((node) => !isHelper(node)), uploads, writeOnly };
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

/** Whether a node is a helper type of openapi-typescript that this file replaces. */
function isHelper(node: ts.Node): boolean {
  return ts.isTypeAliasDeclaration(node) && node.name.text === "WithRequired";
}

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

/** The first member that cannot be transformed, even alone. */
function firstFailing(parts: JsonObject): Pointer {
  for (const { tokens, part } of membersOf(parts)) {
    if (fails(part, parts)) return pointerOf(...tokens);
  }
  return pointerOf();
}

/** Every path, webhook and component separately, components before their section. */
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
 * Types never run, whatever they contain; so the text must contain nothing but type declarations.
 *
 * @throws Error if it contains more: document text has escaped from its literal, which is a bug in Callwright
 */
function assertTypesAlone(text: string): TypesRead {
  const found = readTypes(text);
  const { strange } = found;
  if (strange)
    throw new Error(`schema.ts: line ${String(strange.line)} does not declare a type: ${JSON.stringify(strange.text)}`);
  return found;
}

/**
 * openapi-typescript uses `WithRequired` for what a part of `allOf` requires of another part. Its own definition requires
 * the keys to exist, and nullable types have none. `Pick` keeps `readonly`, which marks read-only properties.
 */
const WITH_REQUIRED = `type WithRequired<T, K extends PropertyKey> = T extends unknown
    ? T & Required<Pick<T, K & keyof T>>
    : never;
`;

/**
 * openapi-typescript replaces a discriminator's property with `Omit`. TypeScript's `Omit` reduces a union to the keys
 * that all members share, and loses the named keys of an object with an index signature; `schema.ts` uses this one
 * instead.
 */
const OMIT = `type Omit<T, K extends PropertyKey> = T extends unknown
    ? { [P in keyof T as P extends K ? never : P]: T[P] }
    : never;
`;
