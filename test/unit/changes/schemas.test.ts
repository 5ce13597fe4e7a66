/** What becomes of schemas, in answers and in what callers send. */
import { describe, expect, it } from "@jest/globals";
import { schemaAt } from "../../../src/api/schema/schema.js";
import { createComparer } from "../../../src/changes/schemas.js";
import type { Whole } from "../../../src/changes/shape.js";
import type { Document, JsonObject } from "../../../src/document/document.js";
import { valueAt } from "../../../src/document/refs.js";

function whole(schemas: JsonObject): Whole {
  const root: JsonObject = { components: { schemas } };
  const document = { root, at: (pointer: string) => valueAt(root, pointer) } as unknown as Document;
  const view = schemaAt(document, { $ref: "#/components/schemas/It" });
  return view ? [view] : [];
}

/** `kind subject` of each change, from one set of component schemas to another. */
function changes(before: JsonObject, after: JsonObject): readonly string[] {
  const found = createComparer().changes(whole(before), whole(after), "answer", "answer");
  return found.map(({ kind, subject }) => `${kind} ${subject}`);
}

describe("other keys", () => {
  const object = (rest?: boolean, named = true): JsonObject => ({
    It: {
      type: "object",
      ...(named ? { properties: { a: { type: "string" } } } : {}),
      ...(rest === undefined ? {} : { additionalProperties: rest }),
    },
  });

  it.each([
    [undefined, true, ["other-keys-open It"]],
    [true, undefined, ["other-keys-unnamed It"]],
    [false, true, ["other-keys-open It"]],
    [false, undefined, ["other-keys-allowed It"]],
    [undefined, false, ["other-keys-refused It"]],
    [true, false, ["other-keys-gone It"]],
    [true, true, []],
  ])("from %p to %p", (before, after, expected) => {
    expect(changes(object(before), object(after))).toEqual(expected);
  });

  it("of an object without named ones are the same, said or not", () => {
    expect(changes(object(undefined, false), object(true, false))).toEqual([]);
    expect(changes(object(true, false), object(undefined, false))).toEqual([]);
  });
});

describe("what tells alternatives apart", () => {
  const pets = (discriminator?: JsonObject, kind: JsonObject = { type: "string" }): JsonObject => {
    const pet = (more: string): JsonObject => ({
      type: "object",
      required: ["kind"],
      properties: { kind, [more]: { type: "integer" } },
    });
    const oneOf = ["Cat", "Dog"].map((name) => ({ $ref: `#/components/schemas/${name}` }));
    return { It: { oneOf, ...(discriminator ? { discriminator } : {}) }, Cat: pet("lives"), Dog: pet("tricks") };
  };
  const by = (mapping?: JsonObject): JsonObject => ({ propertyName: "kind", ...(mapping ? { mapping } : {}) });
  const mapped = (...cats: readonly string[]): JsonObject =>
    by({ ...Object.fromEntries(cats.map((name) => [name, "#/components/schemas/Cat"])), dog: "Dog" });

  it("is gone, and was not there, with the discriminator", () => {
    expect(changes(pets(by()), pets())).toEqual(["tag-gone Cat.kind", "tag-gone Dog.kind"]);
    expect(changes(pets(), pets(by()))).toEqual(["tag-added Cat.kind", "tag-added Dog.kind"]);
  });

  it("is another value with another mapping", () => {
    expect(changes(pets(mapped("cat")), pets(mapped("feline")))).toEqual(["tag-changed Cat.kind"]);
    expect(changes(pets(mapped("cat")), pets(mapped("cat", "feline")))).toEqual(["enum-grown Cat.kind"]);
    expect(changes(pets(mapped("cat", "feline")), pets(mapped("cat")))).toEqual(["enum-shrunk Cat.kind"]);
    expect(changes(pets(mapped("Cat")), pets(by()))).toEqual(["tag-changed Dog.kind"]);
  });

  it("is compared as any property where the alternatives declare it themselves", () => {
    const own = (discriminator?: JsonObject): JsonObject => {
      const schemas = pets(discriminator);
      const declared = (name: string): JsonObject => ({
        type: "object",
        properties: { kind: { type: "string", enum: [name] } },
      });
      return { ...schemas, Cat: declared("cat"), Dog: declared("dog") };
    };
    expect(changes(own(by()), own())).toEqual([]);
  });
});
