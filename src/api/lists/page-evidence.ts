/**
 * Collects the evidence that an operation lists in pages: the list in its response, the fields around it, and its
 * parameters.
 */
import type { Document } from "../../document/document.js";
import { childPointer } from "../../document/pointer.js";
import { follow } from "../../document/refs.js";
import type { Field } from "./response-fields.js";
import type { Address, Input, KeyPath } from "../api.js";
import { schemaAt, type SchemaView } from "../schema/schema.js";
import * as words from "./page-words.js";
import { wordOf } from "./page-words.js";
import { valueOf } from "../values.js";

/** A query parameter with the facts from its schema. */
export interface Parameter {
  readonly name: string;
  readonly word: string;
  readonly type: string | undefined;
  readonly schema: SchemaView | undefined;
  readonly description: string;
}

/** The input of the rules for one operation. */
export interface Evidence {
  readonly parameters: readonly Parameter[];
  readonly list: Field;
  /** Fields next to the list, or in an object about pages. */
  readonly fields: readonly Field[];
  readonly headers: readonly string[];
}

/** Reads a query parameter that takes a single scalar; empty for any other input. */
export function readParameter(document: Document, input: Input): readonly Parameter[] {
  if (input.location !== "query" || input.media !== undefined || !input.declared) return [];
  const { value, pointer } = follow(document, document.at(input.pointer), input.pointer);
  const schema = schemaAt(document, value && valueOf(value, "schema"), childPointer(pointer, "schema"));
  const types = schema?.types ?? [];
  const [type] = types;
  if (types.length > 1 || type === "array" || type === "object" || type === "boolean") return [];
  const description = `${input.description ?? ""} ${schema?.description ?? ""}`;
  return [
    {
      name: input.name,
      word: wordOf(input.name),
      type,
      schema,
      description,
    },
  ];
}

/**
 * Finds the list of a response: the response itself, the only list of objects, or the one among several with a telling
 * name.
 */
export function findList(fields: readonly Field[], { path }: Address): Field | undefined {
  const [top] = fields;
  if (top?.type === "array") return top;
  const resource = wordOf(path.split("/").findLast((segment) => segment !== "" && !segment.includes("{")) ?? "");
  const levels = [1, 2].map((depth) =>
    fields.filter(
      (field) =>
        field.type === "array" &&
        field.path.length === depth &&
        !words.SIDE_LISTS.has(wordAt(field, depth - 1)) &&
        (depth === 1 || words.WRAPPERS.has(wordAt(field, 0))),
    ),
  );
  const lists = levels.find((level) => level.length > 0) ?? [];
  const ofObjects = lists.filter(({ holdsObjects }) => holdsObjects);
  const candidates = ofObjects.length > 0 ? ofObjects : lists;
  const named = [resource, ...words.LISTS].flatMap((word) => candidates.filter((field) => lastWord(field) === word));
  if (candidates.length <= 1) return candidates[0];
  return named.length === 1 || lastWord(named[0]) === resource ? named[0] : undefined;
}

export function wordAt(field: Field | undefined, index: number): string {
  return wordOf(field?.path.at(index) ?? "");
}

export function lastWord(field: Field | undefined): string {
  return wordAt(field, -1);
}

/** Fields at the top level, next to the list, or in an object that is only about pages. */
export function fieldsAbout(fields: readonly Field[], list: Field): readonly Field[] {
  const around = list.path.slice(0, -1);
  return fields.filter(({ path }) => {
    const isBeside = around.every((key, index) => path[index] === key);
    const containers = path.slice(isBeside ? around.length : 0, -1);
    return path.length > 0 && containers.every((key) => words.CONTAINERS.has(wordOf(key)));
  });
}

/** The only candidate; undefined if there are none or several. */
export function only<T>(candidates: readonly T[]): T | undefined {
  return candidates.length === 1 ? candidates[0] : undefined;
}

/** The only parameter of these words that takes a number. */
export function numberParameter({ parameters }: Evidence, words: ReadonlySet<string>): Parameter | undefined {
  return only(parameters.filter(({ word, type }) => words.has(word) && (type === "integer" || type === "number")));
}

/** The parameters that take a cursor. */
export function cursorParameters({ parameters }: Evidence): readonly Parameter[] {
  return parameters.filter(({ word, schema }) => words.CURSOR.has(word) && !/date|time/.test(schema?.format ?? ""));
}

/** Whether any parameter is about pages. */
export function turnsPages({ parameters }: Evidence): boolean {
  return parameters.some(({ word }) =>
    [words.PAGE, words.SIZE, words.OFFSET, words.CURSOR].some((set) => set.has(word)),
  );
}

/** The only field with one of these words and types. */
export function field(
  fields: readonly Field[],
  words: ReadonlySet<string>,
  ...types: readonly string[]
): Field | undefined {
  const found = fields.filter((one) => words.has(lastWord(one)) && types.includes(one.type ?? ""));
  return only(found) ?? only(found.filter(({ path }) => path.length === 1));
}

/** `{ [key]: path }` of a field; `{}` if it was not found. */
export function hint<Key extends string>(key: Key, found: Field | undefined): Partial<Record<Key, KeyPath>> {
  return found ? ({ [key]: found.path } as Record<Key, KeyPath>) : {};
}

export const quoted = (path: KeyPath): string => `\`${path.join(".")}\``;
