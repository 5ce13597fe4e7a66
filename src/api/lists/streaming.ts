/** Recognises the argument that requests a stream, by the words that real APIs use. */
import type { Document } from "../../document/document.js";
import { childPointer } from "../../document/pointer.js";
import { follow } from "../../document/refs.js";
import type { Body, Input, StreamChoice } from "../api.js";
import { schemaAt, type SchemaView } from "../schema/schema.js";
import { objectOf, valueOf } from "../values.js";

/** Returns the argument that chooses a stream; undefined if there is none. */
export function readStreamChoice(
  document: Document,
  inputs: readonly Input[],
  body: Body | undefined,
): StreamChoice | undefined {
  const inQuery = inputs
    .filter(({ location, declared }) => location === "query" && declared)
    .map(({ name, pointer }) => [name, schemaOfInput(document, pointer)] as const);
  const choices = [...bodyProperties(document, body), ...inQuery].flatMap(
    ([name, schema]) => choiceOf(name, schema) ?? [],
  );
  return choices.find(({ value }) => value === true) ?? choices[0];
}

function schemaOfInput(document: Document, pointer: string): SchemaView | undefined {
  const { value, pointer: at } = follow(document, document.at(pointer), pointer);
  return schemaAt(document, value && valueOf(value, "schema"), childPointer(at, "schema"));
}

/** The properties of a body that is passed property by property, with their schemas. */
function bodyProperties(
  document: Document,
  body: Body | undefined,
): readonly (readonly [string, SchemaView | undefined])[] {
  if (!body) return [];
  const { value, pointer } = follow(document, document.at(body.pointer), body.pointer);
  const content = objectOf(value ?? {}, "content") ?? {};
  return Object.keys(content).flatMap((type) => {
    const schema = valueOf(objectOf(content, type) ?? {}, "schema");
    return propertiesOf(schemaAt(document, schema, childPointer(pointer, "content", type, "schema")), new Set());
  });
}

function propertiesOf(
  schema: SchemaView | undefined,
  seen: Set<SchemaView>,
): readonly (readonly [string, SchemaView | undefined])[] {
  if (!schema || seen.has(schema)) return [];
  seen.add(schema);
  const own = [...schema.properties].map(([name, property]) => [name, property.schema] as const);
  return [...own, ...[...schema.parts, ...schema.choices.flat()].flatMap((part) => propertiesOf(part, seen))];
}

/** `stream: true`, or `stream_format: "sse"` as in OpenAI's speech operation. */
function choiceOf(name: string, schema: SchemaView | undefined): StreamChoice | undefined {
  if (name === "stream") {
    const types = typesOf(schema, 0);
    return types.length > 0 && !types.includes("boolean")
      ? undefined
      : { name, value: true, others: [], isExplicit: types.includes("boolean") };
  }
  const values = /^stream_?format$/i.test(name) ? textsOf(schema) : [];
  if (!values.includes("sse")) return undefined;
  return { name, value: "sse", others: values.filter((value) => value !== "sse"), isExplicit: true };
}

function textsOf(schema: SchemaView | undefined): readonly string[] {
  return (schema?.values ?? []).filter((value) => typeof value === "string");
}

/** The types of a schema and of its parts and choices, to the depth at which real documents nest a flag. */
function typesOf(schema: SchemaView | undefined, depth: number): readonly string[] {
  if (!schema || depth > 3) return [];
  const inner = [...schema.parts, ...schema.choices.flat()].flatMap((part) => typesOf(part, depth + 1));
  return [...schema.types, ...inner];
}
