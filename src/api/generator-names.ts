/** The names that a document gives its calls for other generators: Fern, Speakeasy, Stainless, AutoRest and others. */
import type { Json, JsonObject } from "../document/document.js";
import { objectOf, optional, textOf, valueOf } from "./values.js";

/** The names that an operation declares for one generator. */
export interface GeneratorName {
  /** The extension that gives the method, or the group where none does. */
  readonly key: string;
  /** The namespace, empty for the client itself; absent where the generator takes it from elsewhere. */
  readonly group?: readonly string[];
  /** The method; absent where the generator takes the operationId. */
  readonly method?: string;
}

/** The extensions of one generator, those that real documents write more often first. */
interface NamingKeys {
  readonly group?: string;
  readonly method: string;
  /** Whether an operation without a group is a method of the client itself. Elsewhere the path gives the namespace. */
  readonly isRootWithoutGroup?: true;
}

const KEYS: readonly NamingKeys[] = [
  { group: "x-fern-sdk-group-name", method: "x-fern-sdk-method-name", isRootWithoutGroup: true },
  { group: "x-speakeasy-group", method: "x-speakeasy-name-override" },
  { method: "x-ms-client-name" },
];

/** Reads what the first generator that names an operation says; undefined where none does. */
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

/** `x-stainless-naming`: names by language, those of TypeScript or Node first, or names for all languages. */
function readStainlessNaming(operation: JsonObject): GeneratorName | undefined {
  const key = "x-stainless-naming";
  const naming = objectOf(operation, key);
  if (!naming) return undefined;
  const names = objectOf(naming, "typescript") ?? objectOf(naming, "node") ?? naming;
  const method = textOf(names, "method_name");
  return method === undefined ? undefined : { key, method };
}

/** A group is written as a list, or as one text with dots between its levels; an empty text means the client itself. */
function groupOf(value: Json | undefined): readonly string[] | undefined {
  const texts = typeof value === "string" ? value.split(".") : Array.isArray(value) ? value : undefined;
  return texts?.filter((text): text is string => typeof text === "string" && text.trim() !== "");
}
