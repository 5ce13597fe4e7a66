/** Tests the only reader of schema keywords, keyword by keyword. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { schemaAt, type SchemaView } from "../../../../src/api/schema/schema.js";
import type { Document, Json, JsonObject } from "../../../../src/document/document.js";
import { valueAt } from "../../../../src/document/refs.js";
import { root } from "../../../support/paths.js";

function documentOf(schemas: JsonObject): Document {
  const whole: JsonObject = { components: { schemas } };
  return { root: whole, at: (pointer: string) => valueAt(whole, pointer) } as unknown as Document;
}

function view(schema: Json, others: JsonObject = {}): SchemaView {
  const document = documentOf({ Subject: schema, ...others });
  const found = schemaAt(document, { $ref: "#/components/schemas/Subject" });
  if (!found) throw new Error("no schema");
  return found;
}

/** Keyword, schema, and the expected facts. */
const rows: readonly (readonly [string, JsonObject, Partial<SchemaView>])[] = [
  ["type, one", { type: "string" }, { types: ["string"], isNullable: false, isNull: false }],
  ["type, several (3.1)", { type: ["string", "integer"] }, { types: ["string", "integer"] }],
  ["type with null (3.1)", { type: ["string", "null"] }, { types: ["string"], isNullable: true, isNull: false }],
  ["type null (3.1)", { type: "null" }, { types: [], isNullable: true, isNull: true }],
  ["type, malformed", { type: 7 }, { types: [], isNullable: false }],
  ["nullable (3.0)", { type: "string", nullable: true }, { types: ["string"], isNullable: true }],
  ["nullable, malformed", { nullable: "yes" }, { isNullable: false }],
  ["const", { const: "a" }, { constant: "a", values: ["a"] }],
  ["const null", { const: null }, { constant: null, values: [null] }],
  ["enum", { enum: ["a", 1, null] }, { values: ["a", 1, null], constant: undefined }],
  ["enum beside const", { enum: ["a", "b"], const: "b" }, { values: ["b"] }],
  ["no enum", {}, { values: undefined, constant: undefined }],
  ["required", { required: ["a", "b"] }, { required: ["a", "b"] }],
  ["required, malformed", { required: [1, "a", {}] }, { required: ["a"] }],
  ["additionalProperties true", { additionalProperties: true }, { rest: "open" }],
  ["additionalProperties {}", { additionalProperties: {} }, { rest: "open" }],
  ["additionalProperties false", { additionalProperties: false }, { rest: "closed" }],
  ["additionalProperties absent", {}, { rest: "unsaid" }],
  ["format", { type: "string", format: "date" }, { format: "date", isContent: false }],
  ["format binary", { type: "string", format: "binary" }, { isContent: true }],
  ["description", { description: "A thing." }, { description: "A thing." }],
  ["description, empty", { description: " " }, { description: undefined }],
  ["deprecated", { deprecated: true }, { isDeprecated: true }],
  ["readOnly", { readOnly: true }, { isReadOnly: true, isWriteOnly: false }],
  ["writeOnly", { writeOnly: true }, { isReadOnly: false, isWriteOnly: true }],
  ["minimum", { minimum: 0 }, { minimum: 0 }],
  ["minimum, malformed", { minimum: "0" }, { minimum: undefined }],
  ["default", { default: false }, { default: false }],
  ["example (3.0)", { example: 0 }, { example: 0 }],
  ["examples (3.1)", { examples: ["a", "b"] }, { example: "a" }],
  ["example before examples", { example: "e", examples: ["a"] }, { example: "e" }],
  ["only constraints", { required: ["a"], description: "d" }, { isConstraintOnly: true }],
  ["more than constraints", { required: ["a"], type: "object" }, { isConstraintOnly: false }],
];

describe("a schema says by", () => {
  it.each(rows)("%s", (_name, schema, expected) => {
    const found = view(schema);
    for (const [key, value] of Object.entries(expected)) expect(found[key as keyof SchemaView]).toEqual(value);
  });

  it("properties: each with what stands at the property itself, in document order", () => {
    const { properties } = view(
      { properties: { id: { type: "string", readOnly: true }, pet: { $ref: "#/components/schemas/Pet" } } },
      { Pet: { type: "object", readOnly: true } },
    );
    expect([...properties.keys()]).toEqual(["id", "pet"]);
    expect(properties.get("id")).toMatchObject({ isReadOnly: true, isWriteOnly: false });
    // The generated types do not follow the reference either.
    expect(properties.get("pet")?.isReadOnly).toBe(false);
    expect(properties.get("pet")?.schema).toMatchObject({ types: ["object"], isReadOnly: true });
  });

  it("properties called like what every object has", () => {
    const { properties } = view(JSON.parse('{"properties":{"constructor":{"type":"string"},"__proto__":{}}}') as Json);
    expect(properties.get("constructor")?.schema?.types).toEqual(["string"]);
    expect(view({}).properties.get("constructor")).toBeUndefined();
  });

  it("additionalProperties with a schema", () => {
    expect(view({ additionalProperties: { type: "integer" } }).rest).toMatchObject({ types: ["integer"] });
  });

  it("allOf, oneOf and anyOf: parts, and choices one by one", () => {
    const found = view({ allOf: [{ type: "object" }, 7], oneOf: [{ const: 1 }], anyOf: [{ const: 2 }, { const: 3 }] });
    expect(found.parts.map(({ types }) => types)).toEqual([["object"]]);
    expect(found.choices.map((choice) => choice.map(({ constant }) => constant))).toEqual([[1], [2, 3]]);
  });

  it("discriminator: the property, and the values of its mapping", () => {
    const { discriminator } = view({ discriminator: { propertyName: "kind", mapping: { cat: "Cat", odd: 7 } } });
    expect(discriminator?.property).toBe("kind");
    expect([...(discriminator?.mapping ?? [])]).toEqual([["cat", "Cat"]]);
    expect(view({ discriminator: { mapping: {} } }).discriminator).toBeUndefined();
  });

  it("items and prefixItems", () => {
    const found = view({ items: { type: "string" }, prefixItems: [{ type: "integer" }, { type: "null" }] });
    expect(found.items?.types).toEqual(["string"]);
    expect(found.firstItems.map(({ isNull }) => isNull)).toEqual([false, true]);
  });
});

describe("a schema that others extend", () => {
  const kinds = (...values: string[]): JsonObject => ({ properties: { kind: { type: "string", enum: values } } });
  const extending = (name: string): JsonObject => ({ allOf: [{ $ref: `#/components/schemas/${name}` }] });
  const variantsOf = (subject: JsonObject, others: JsonObject): readonly string[] =>
    view(subject, others).variants.map(({ pointer }) => pointer.replace("#/components/schemas/", ""));
  const tagged: JsonObject = { type: "object", discriminator: { propertyName: "kind" } };
  const others = { Cat: extending("Subject"), Persian: extending("Cat"), Alias: { $ref: "#/components/schemas/Cat" } };

  it("has them as variants, directly and through others, and is their base", () => {
    expect(variantsOf(tagged, others)).toEqual(["Cat", "Persian"]);
    expect(view(extending("Base"), { Base: tagged }).base?.discriminator?.property).toBe("kind");
    expect(view(tagged, others).base).toBeUndefined();
  });

  it("has none without a discriminator, with choices of its own, or where it has a value of its own", () => {
    const mapping = { base: "#/components/schemas/Subject", cat: "Cat", persian: "Persian" };
    expect(variantsOf({ type: "object" }, others)).toEqual([]);
    expect(variantsOf({ ...tagged, oneOf: [{ type: "object" }] }, others)).toEqual([]);
    expect(variantsOf({ discriminator: { propertyName: "kind", mapping } }, others)).toEqual([]);
    expect(variantsOf({ ...tagged, ...kinds("Cat", "Persian", "Stray") }, others)).toEqual([]);
    expect(variantsOf({ ...tagged, ...kinds("Cat", "Persian") }, others)).toEqual(["Cat", "Persian"]);
  });

  it("has none where they are too many to write down", () => {
    const many = Object.fromEntries(
      Array.from({ length: 101 }, (_, index) => [`V${String(index)}`, extending("Subject")]),
    );
    expect(variantsOf(tagged, many)).toEqual([]);
  });
});

describe("a view", () => {
  const document = documentOf({
    Tree: { type: "object", properties: { left: { $ref: "#/components/schemas/Tree" } } },
    Alias: { $ref: "#/components/schemas/Tree" },
    Lost: { $ref: "#/components/schemas/Nowhere" },
    Loop: { $ref: "#/components/schemas/Loop" },
  });
  const at = (name: string): SchemaView | undefined => schemaAt(document, { $ref: `#/components/schemas/${name}` });

  it("is the same however the schema is reached, also where it holds itself", () => {
    expect(at("Alias")).toBe(at("Tree"));
    expect(at("Tree")?.properties.get("left")?.schema).toBe(at("Tree"));
  });

  it("says where the schema stands", () => {
    expect(at("Alias")?.pointer).toBe("#/components/schemas/Tree");
  });

  it("is absent where references lead nowhere or in a circle, and where there is no schema", () => {
    expect([at("Lost"), at("Loop"), schemaAt(document, true), schemaAt(document, undefined)]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

/**
 * Files that may name keywords: the reader, the input of openapi-typescript, grammar and limits, and the reader of
 * `stainless.yml`.
 */
const OWNERS = [
  /^api\/schema\/schema(?:-typing)?\.ts$/,
  /^emit\/schema\//,
  /^document\//,
  /^lint\//,
  /^config\/stainless\//,
  // Reads the places that a validator reports, in schemas that were translated for it.
  /^drift\/validate\.ts$/,
];

it("schema keywords are read in one place", () => {
  const keyword = /"(?:allOf|oneOf|anyOf|additionalProperties|prefixItems|nullable)"/;
  const sources = readdirSync(path.join(root, "src"), { recursive: true, encoding: "utf8" })
    .map((file) => file.split(path.sep).join("/"))
    .filter((file) => file.endsWith(".ts") && !OWNERS.some((owner) => owner.test(file)));
  const reading = sources.filter((file) => keyword.test(readFileSync(path.join(root, "src", file), "utf8")));
  expect(reading).toEqual([]);
});
