/** Whether the type of a schema accepts a value. */
import { describe, expect, it } from "@jest/globals";
import { fits } from "../../../../src/api/schema/fitting.js";
import { schemaAt } from "../../../../src/api/schema/schema.js";
import type { Document, Json, JsonObject } from "../../../../src/document/document.js";
import { valueAt } from "../../../../src/document/refs.js";

const schemas: JsonObject = {
  Pet: {
    type: "object",
    required: ["kind"],
    properties: { kind: { type: "string" } },
    discriminator: { propertyName: "kind" },
  },
  Cat: {
    allOf: [
      { $ref: "#/components/schemas/Pet" },
      { type: "object", required: ["lives"], properties: { lives: { type: "integer" } } },
    ],
  },
  Tree: { type: "object", properties: { left: { $ref: "#/components/schemas/Tree" } } },
};

function fit(schema: Json, value: Json): boolean {
  const root: JsonObject = { components: { schemas: { ...schemas, Subject: schema } } };
  const document = { root, at: (pointer: string) => valueAt(root, pointer) } as unknown as Document;
  return fits(schemaAt(document, { $ref: "#/components/schemas/Subject" }), value);
}

const named: JsonObject = { type: "object", required: ["name"], properties: { name: { type: "string" } } };
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

/** The case, the schema, a value that fits, and one that does not. */
const rows: readonly (readonly [string, Json, Json, Json])[] = [
  ["a type", { type: "string" }, "a", 1],
  ["one of several types", { type: ["string", "null"] }, null, 1],
  ["no null where none is said", { type: "string" }, "a", null],
  ["an integer", { type: "integer" }, 1, 1.5],
  ["a value of an enum", { enum: ["a", "b"] }, "b", "c"],
  ["what is required", named, { name: "a" }, {}],
  ["no key too many", named, { name: "a" }, { name: "a", more: 1 }],
  ["keys of an open object", { ...named, additionalProperties: true }, { name: "a", more: 1 }, { more: 1 }],
  ["typed further keys", { type: "object", additionalProperties: { type: "number" } }, { a: 1 }, { a: "1" }],
  ["any object", { type: "object" }, { a: { b: 1 } }, []],
  ["all parts", { allOf: [named, { properties: { age: { type: "number" } } }] }, { name: "a", age: 1 }, { age: 1 }],
  ["one choice", { oneOf: [named, { type: "string" }] }, "a", { nam: "a" }],
  ["a choice in a choice", { anyOf: [{ anyOf: [{ type: "string" }, { type: "number" }] }, { type: "null" }] }, 1, {}],
  [
    "what a choice requires",
    { ...named, oneOf: [{ required: ["a"], properties: { a: {} } }] },
    { name: "", a: 1 },
    { name: "" },
  ],
  ["items", { type: "array", items: { type: "string" } }, ["a"], ["a", 1]],
  ["a variant", ref("Pet"), { kind: "Cat", lives: 9 }, { kind: "Cat" }],
  ["a variant by itself", ref("Cat"), { kind: "Cat", lives: 9 }, { lives: 9 }],
  ["a schema in itself", ref("Tree"), { left: { left: {} } }, { left: { right: {} } }],
  [
    "what only the server sets is left out",
    { properties: { id: { type: "string", readOnly: true } } },
    {},
    { id: "a" },
  ],
  ["a format", { type: "string", format: "uuid" }, "f47ac10b-58cc-4372-a567-0e02b2c3d479", "ID"],
  ["a length", { type: "string", minLength: 2, maxLength: 3 }, "ab", "abcd"],
  ["a bound", { type: "number", minimum: 0, exclusiveMaximum: 2 }, 0, 2],
  ["a count of items", { type: "array", minItems: 1 }, [1], []],
];

describe("a value fits", () => {
  it.each(rows)("%s", (_name, schema, right, wrong) => {
    expect(fit(schema, right)).toBe(true);
    expect(fit(schema, wrong)).toBe(false);
  });

  it("no pattern, because none is run; no file; nothing that is deeper than examples are", () => {
    expect(fit({ type: "string", pattern: "^a$" }, "a")).toBe(false);
    expect(fit({ type: "string", format: "binary" }, "a")).toBe(false);
    const deep = Array.from({ length: 20 }).reduce<Json>((inner) => ({ left: inner }), {});
    expect(fit(ref("Tree"), deep)).toBe(false);
  });

  it("anything where there is no schema", () => {
    expect(fits(undefined, { a: 1 })).toBe(true);
  });
});
