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
import { findEndless } from "./endless.js";
import { schemaInput } from "./input.js";
import { visible } from "../text.js";
import { READABLE, writable } from "./marks.js";
import { tupleOf } from "./tuples.js";
import { SENT_DATE } from "./times.js";
import { readTypes, type TypesRead } from "./type-grammar.js";

/** `paths`, `components` and `webhooks` as TypeScript, operations addressed by path and method. */
export function emitSchema(document: Document, models: readonly Model[]): Promise<string> {
  const { parts, bases } = schemaInput(document);
  const endlessSchema = findEndless(parts);
  if (endlessSchema !== undefined) throw endless(document, endlessSchema);
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
 * Parts of schemas that became components, because they are referred to, and what extended components declare. Nobody
 * imports them, but as members of an interface they could not refer to themselves inside a list or a union.
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

function endless(document: Document, name: string): UnusableInput {
  return new UnusableInput({
    code: "emit/endless-schema",
    severity: "error",
    message: `The schema \`${name}\` contains itself, so its values would never end.`,
    hint: "Refer to it from a property or from the items of a list.",
    place: document.locate(pointerOf("components", "schemas", name), true),
  });
}

/** @throws UnusableInput with the part of the document that no types can be made of */
function transformed(document: Document, parts: JsonObject, refer: Refer): Transformed {
  try {
    return transform(parts, parts, refer);
  } catch (cause) {
    throw new UnusableInput({
      code: "emit/schema",
      severity: "error",
      message: `openapi-typescript could not generate types for this: ${cause instanceof Error ? cause.message : String(cause)}.`,
      hint: "Run `callwright lint` and fix what it reports here.",
      place: document.locate(culprit(parts), true),
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

/** Gives the type that takes another's place; undefined where it stays. */
type Refer = (type: ts.TypeNode) => ts.TypeNode | undefined;

/** @param whole what references in `parts` lead into */
function transform(parts: JsonObject, whole: JsonObject, refer: Refer = () => undefined): Transformed {
  const schema = parts as unknown as OpenAPI3;
  // Schemas are asked for again and again, and stay the same objects.
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
    // Redocly's configuration is read by `openapiTS()` alone.
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

/** What openapi-typescript says of each value of a discriminator that it adds to a variant: nothing that a caller needs. */
const ADDED_VALUE =
  /^ *\/\*\*\n *\* @description discriminator enum property added by openapi-typescript\n *\* @enum \{string\}\n *\*\/\n/gm;

/** A helper type of openapi-typescript that this file replaces. */
function isHelper(node: ts.Node): boolean {
  return ts.isTypeAliasDeclaration(node) && node.name.text === "WithRequired";
}

/** What `format: binary` stands for: as a string, which openapi-typescript makes of it, nobody could send a file. */
const uploadable = ts.factory.createTypeReferenceNode("Uploadable");

const date = ts.factory.createTypeReferenceNode("Date");

/** Beside the type of what only the caller sends: one that no value has, so that it can be told in a type, and not be met. */
const writeOnlyMark = ts.factory.createTypeReferenceNode("WriteOnly");

/** `enum`, `rootTypes` and `pathParamsAsTypes` would let text of the document out of its literal. */
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
 * Redocly percent-decodes every name on its way through a document, though none was encoded, and a name such as
 * `%change` ends in an error. While the transformation runs, which nothing can interrupt, such a name stays as it is.
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
 * Types alone never run, whatever they say; so the text must hold nothing but their declarations.
 *
 * @throws Error where it holds more: text of the document has left its literal, which is a bug in Callwright
 */
function assertTypesAlone(text: string): TypesRead {
  const found = readTypes(text);
  const { strange } = found;
  if (strange)
    throw new Error(`schema.ts: line ${String(strange.line)} does not declare a type: ${JSON.stringify(strange.text)}`);
  return found;
}

/**
 * openapi-typescript marks with `WithRequired` what a part of `allOf` requires of another. Its own asks for keys that the
 * other has, and a type that may be null has none. `Pick` keeps `readonly`, and with it what only the server sets.
 */
const WITH_REQUIRED = `type WithRequired<T, K extends PropertyKey> = T extends unknown
    ? T & Required<Pick<T, K & keyof T>>
    : never;
`;

/**
 * openapi-typescript replaces the property of a discriminator with `Omit`. That of TypeScript makes of a union the keys
 * that all have in common, and of an open-ended object no key at all; in `schema.ts` this one takes its place.
 */
const OMIT = `type Omit<T, K extends PropertyKey> = T extends unknown
    ? { [P in keyof T as P extends K ? never : P]: T[P] }
    : never;
`;
