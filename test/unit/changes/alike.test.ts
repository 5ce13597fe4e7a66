/** What counts as written alike: a document changes in one place, and every schema that depends on it is compared. */
import { describe, expect, it } from "@jest/globals";
import { createAlike } from "../../../src/changes/alike.js";
import { schemaAt } from "../../../src/api/schema/schema.js";
import type { Document, JsonObject, OpenApiVersion } from "../../../src/document/document.js";
import { documentOf } from "../../support/documents.js";

const text: JsonObject = { type: "string" };
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const object = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({ type: "object", properties, ...more });

const schemas: JsonObject = {
  Leaf: text,
  Branch: object({ leaf: ref("Leaf") }),
  Tree: object({ branches: { type: "array", items: ref("Branch") } }),
  Other: object({ a: text }),
  Loop: object({ next: ref("Loop") }),
  Base: object({ kind: text }, { required: ["kind"], discriminator: { propertyName: "kind" } }),
  Middle: { allOf: [ref("Base"), object({ size: text })] },
  Last: { allOf: [ref("Middle"), object({ age: text })] },
  User: object({ base: ref("Base") }),
};

/** Names of the schemas that are not alike in two versions of the document. */
function different(changed: JsonObject, version: OpenApiVersion = "3.1"): readonly string[] {
  const before: Document = { ...documentOf(contentOf(schemas)), version: "3.1" };
  const after: Document = { ...documentOf(contentOf({ ...schemas, ...changed })), version };
  const isAlike = createAlike();
  return Object.keys(schemas).filter((name) => {
    const [one, other] = [before, after].map((document) => schemaAt(document, ref(name)));
    return one === undefined || other === undefined || !isAlike([one], [other]);
  });
}

function contentOf(all: JsonObject): JsonObject {
  return { openapi: "3.1.0", info: { title: "A", version: "1" }, paths: {}, components: { schemas: all } };
}

describe("schemas are not alike", () => {
  it.each<[what: string, changed: JsonObject, names: readonly string[]]>([
    ["where nothing changed: none", {}, []],
    ["where they differ", { Other: object({ a: text, b: text }) }, ["Other"]],
    ["where what they refer to differs, however far", { Leaf: { type: "integer" } }, ["Leaf", "Branch", "Tree"]],
    ["where they contain themselves and differ", { Loop: object({ next: ref("Loop"), a: text }) }, ["Loop"]],
    [
      "where what extends them differs, and a discriminator tells them apart",
      { Last: { allOf: [ref("Middle"), object({ age: { type: "integer" } })] } },
      ["Base", "Middle", "Last", "User"],
    ],
    [
      "where one more extends them",
      { New: { allOf: [ref("Middle"), object({ more: text })] } },
      ["Base", "Middle", "Last", "User"],
    ],
  ])("%s", (_what, changed, names) => {
    expect(different(changed)).toEqual(names);
  });

  it("where one document is of another version", () => {
    expect(different({}, "3.0")).toEqual(Object.keys(schemas));
  });

  it("where a reference leads to no component", () => {
    const document = (type: string): JsonObject => ({
      openapi: "3.1.0",
      info: { title: "A", version: "1" },
      paths: { "/a": { get: { responses: { "200": { content: { "application/json": { schema: { type } } } } } } } },
      components: {
        schemas: { Away: object({ a: { $ref: "#/paths/~1a/get/responses/200/content/application~1json/schema" } }) },
      },
    });
    const [one, other] = ["string", "integer"].map((type) => schemaAt(documentOf(document(type)), ref("Away")));
    expect(one && other && createAlike()([one], [other])).toBe(false);
  });
});
