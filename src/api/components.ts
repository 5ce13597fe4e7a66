/** Reads components with types (OpenAPI Specification 3.1, section 4.8.7), and the schemas of bodies and responses. */
import type { Pointer } from "../diagnostic.js";
import type { Document, Json, JsonObject } from "../document/document.js";
import { childPointer, pointerOf } from "../document/pointer.js";
import { refOf } from "../document/refs.js";
import type { Component, ComponentSection, MediaSchema } from "./api.js";
import { schemaAt, type SchemaView } from "./schema/schema.js";
import { typePlace } from "./schema/schema-typing.js";
import { isObject, objectOf, optional, textOf, valueOf } from "./values.js";

/** Returns every component schema, and the components of other sections whose own inline schema deserves a name. */
export function readComponents(document: Document): readonly Component[] {
  const components = objectOf(document.root, "components") ?? {};
  return [
    ...Object.entries(objectOf(components, "schemas") ?? {}).map(([key, node]): Component => ({
      section: "schemas",
      key,
      ...optional("title", isObject(node) ? textOf(node, "title") : undefined),
      schema: pointerOf("components", "schemas", key),
    })),
    ...(["parameters", "responses", "requestBodies"] as const).flatMap((section) =>
      Object.entries(objectOf(components, section) ?? {}).flatMap(
        ([key, node]) => readComponent(document, section, key, node) ?? [],
      ),
    ),
  ];
}

function readComponent(
  document: Document,
  section: ComponentSection,
  key: string,
  node: Json | undefined,
): Component | undefined {
  if (!isObject(node) || refOf(node) !== undefined) return undefined;
  const pointer = pointerOf("components", section, key);
  const [schema, at] = ownSchema(node, pointer);
  if (!isObject(schema) || refOf(schema) !== undefined) return undefined;
  const view = schemaAt(document, schema, at);
  const isNamed = view !== undefined && (isComposed(view) || view.values !== undefined);
  return isNamed ? { section, key, schema: at } : undefined;
}

/** The schema of a parameter, or of the only media type of a response or body. */
function ownSchema(node: JsonObject, pointer: Pointer): readonly [schema: Json | undefined, at: Pointer] {
  if (Object.hasOwn(node, "schema")) return [valueOf(node, "schema"), childPointer(pointer, "schema")];
  const [media, ...others] = Object.entries(objectOf(node, "content") ?? {});
  if (!media || others.length > 0 || !isObject(media[1])) return [undefined, pointer];
  return [valueOf(media[1], "schema"), childPointer(pointer, "content", media[0], "schema")];
}

/**
 * Describes the schema of a body or response.
 *
 * @param pointer the pointer of `node`
 */
export function mediaSchema(document: Document, node: Json | undefined, pointer: Pointer): MediaSchema {
  const view = schemaAt(document, node, pointer);
  return {
    ...optional("schema", typePlace(document, node, pointer)),
    ...optional("isComposed", (view && isComposed(view)) || undefined),
  };
}

/** Whether a schema is an object with properties or made of other schemas. */
export function isComposed({ properties, parts, choices }: SchemaView): boolean {
  return properties.size > 0 || parts.length > 0 || choices.length > 0;
}
