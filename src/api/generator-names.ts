/** Reads the names that a document declares for other generators: Fern, Speakeasy, Stainless, AutoRest and others. */
import type { Json, JsonObject } from "../document/document.js";
import { objectOf, optional, textOf, valueOf } from "./values.js";

/** The names that an operation declares for one generator. */
export interface GeneratorName {
  /** The extension that names the method, otherwise the one that names the group. */
  readonly key: string;
  /** The namespace, empty for the client itself; absent if the generator derives it. */
  readonly group?: readonly string[];
  /** The method; absent if the generator derives it from the operationId. */
  readonly method?: string;
}

/** The extensions of one generator. Generators that real documents use more often come first. */
interface NamingKeys {
  readonly group?: string;
  readonly method: string;
  /**
   * Whether an operation without a group is a method of the client itself; for other generators the path gives the
   * namespace.
   */
  readonly isRootWithoutGroup?: true;
}

const KEYS: readonly NamingKeys[] = [
  { group: "x-fern-sdk-group-name", method: "x-fern-sdk-method-name", isRootWithoutGroup: true },
  { group: "x-speakeasy-group", method: "x-speakeasy-name-override" },
  { method: "x-ms-client-name" },
];

/** Reads the names for the first generator that an operation mentions; undefined if it mentions none. */
export function readGeneratorName(operation: JsonObject): GeneratorName | undefined {
  for (const keys of KEYS) {
    const group = keys.group === undefined ? undefined : groupOf(valueOf(operation, keys.group));
    const method = textOf(operation, keys.method);
    if (method !== undefined)
      return { key: keys.method, ...optional("group", group ?? (keys.isRootWithoutGroup ? [] : undefined)), method };
    if (group !== undefined && keys.group !== undefined) return { key: keys.group, group };
  }
  return readStainlessNaming(operation);
}

/** `x-stainless-naming`: names by language, those for TypeScript or Node first, or names for all languages. */
function readStainlessNaming(operation: JsonObject): GeneratorName | undefined {
  const key = "x-stainless-naming";
  const method = stainlessName(operation, "method_name");
  return method === undefined ? undefined : { key, method };
}

function stainlessName(node: JsonObject, kind: "method_name" | "property_name"): string | undefined {
  const naming = objectOf(node, "x-stainless-naming");
  if (!naming) return undefined;
  return textOf(objectOf(naming, "typescript") ?? objectOf(naming, "node") ?? naming, kind);
}

/**
 * The name of the argument for a parameter: `x-stainless-naming` or `x-stainless-param`, on the parameter, on its schema, or
 * on the schema that a Stainless client has in place of that one.
 */
export function readArgumentName(parameter: JsonObject): string | undefined {
  const schema = objectOf(parameter, "schema");
  const override = schema && objectOf(schema, "x-stainless-override-schema");
  const [name] = [parameter, schema, override].flatMap((node) =>
    node ? (stainlessName(node, "property_name") ?? textOf(node, "x-stainless-param") ?? []) : [],
  );
  return name;
}

/** A group is a list, or a string with dots between its levels; an empty string means the client itself. */
function groupOf(value: Json | undefined): readonly string[] | undefined {
  const texts = typeof value === "string" ? value.split(".") : Array.isArray(value) ? value : undefined;
  return texts?.filter((text): text is string => typeof text === "string" && text.trim() !== "");
}
