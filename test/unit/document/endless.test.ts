/** Schemas that contain themselves: each circle ends where it closes, and the rest of the document stays as it is. */
import { describe, expect, it } from "@jest/globals";
import type { Json } from "../../../src/document/document.js";
import { complaintsOf, loadFirst, openapi, placeText } from "./support.js";

const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });

async function loadSchemas(schemas: Readonly<Record<string, unknown>>) {
  const { document, diagnostics } = await loadFirst({ "a.json": openapi({ components: { schemas } }) });
  return {
    schemas: document.at("#/components/schemas") as Readonly<Record<string, Json>>,
    found: diagnostics.map((one) => [one.code, one.severity, placeText(one)]),
  };
}

describe("a schema without an end", () => {
  it.each([
    ["allOf", { allOf: [to("A"), { type: "object" }] }, { allOf: [{}, { type: "object" }] }, "allOf/0"],
    ["oneOf", { oneOf: [{ type: "string" }, to("A")] }, { oneOf: [{ type: "string" }, {}] }, "oneOf/1"],
    ["anyOf", { anyOf: [to("A")] }, { anyOf: [{}] }, "anyOf/0"],
    ["allOf in oneOf", { oneOf: [{ allOf: [to("A")] }] }, { oneOf: [{ allOf: [{}] }] }, "oneOf/0/allOf/0"],
  ])("allows anything where %s leads back to it", async (_, written, read, place) => {
    const { schemas, found } = await loadSchemas({ A: written });
    expect(schemas["A"]).toEqual(read);
    expect(found).toEqual([["document/endless-schema", "error", `#/components/schemas/A/${place}`]]);
  });

  it("ends where the circle closes, in document order", async () => {
    const { schemas, found } = await loadSchemas({
      A: { allOf: [to("B")] },
      B: { allOf: [to("C")] },
      C: { allOf: [to("A"), { type: "object" }] },
      D: { allOf: [to("A")] },
    });
    expect(schemas).toEqual({
      A: { allOf: [to("B")] },
      B: { allOf: [to("C")] },
      C: { allOf: [{}, { type: "object" }] },
      D: { allOf: [to("A")] },
    });
    expect(found).toEqual([["document/endless-schema", "error", "#/components/schemas/C/allOf/0"]]);
  });

  it("refuses a document of twenty, which are not a slip", async () => {
    const names = Array.from({ length: 20 }, (_, index) => `S${String(index)}`);
    const schemas = Object.fromEntries(names.map((name) => [name, { allOf: [to(name)] }]));
    const loading = loadFirst({ "a.json": openapi({ components: { schemas } }) });
    const complaints = await complaintsOf(loading);
    expect(complaints.map((one) => placeText(one).split(":")[0])).toEqual(names.map(() => "a.json"));
  });

  it.each([
    ["properties", { properties: { a: to("A") } }],
    ["items", { items: to("A") }],
    ["values", { additionalProperties: to("A") }],
    ["not", { not: to("A") }],
  ])("is none that refers to itself from its %s", async (_, schema) => {
    const { schemas, found } = await loadSchemas({ A: schema });
    expect(schemas["A"]).toEqual(schema);
    expect(found).toEqual([]);
  });
});

describe("alternatives that extend their own choice", () => {
  const animal = { type: "object", required: ["kind"], properties: { kind: { type: "string" } } };
  const choice = { oneOf: [to("Cat"), to("Dog")], discriminator: { propertyName: "kind" } };

  it("get what the choice declares itself, with one warning", async () => {
    const { schemas, found } = await loadSchemas({
      Animal: { ...animal, ...choice, description: "Any animal." },
      Cat: { allOf: [to("Animal"), { properties: { lives: { type: "integer" } } }] },
      Dog: { allOf: [{ properties: { tail: { type: "boolean" } } }, to("Animal")] },
    });
    expect(schemas).toEqual({
      Animal: { ...animal, ...choice, description: "Any animal." },
      Cat: { allOf: [animal, { properties: { lives: { type: "integer" } } }] },
      Dog: { allOf: [{ properties: { tail: { type: "boolean" } } }, animal] },
    });
    expect(found).toEqual([["document/endless-choice", "warning", "#/components/schemas/Animal"]]);
  });

  it("may extend it over several levels", async () => {
    const { schemas, found } = await loadSchemas({
      Animal: { ...animal, oneOf: [to("Pet")] },
      Pet: { allOf: [to("Animal")], properties: { name: {} }, oneOf: [to("Cat")] },
      Cat: { allOf: [to("Pet")] },
    });
    expect(schemas["Pet"]).toMatchObject({ allOf: [animal] });
    expect(schemas["Cat"]).toMatchObject({ allOf: [{ properties: { name: {} } }] });
    expect(found.every(([code]) => code === "document/endless-choice")).toBe(true);
  });
});
