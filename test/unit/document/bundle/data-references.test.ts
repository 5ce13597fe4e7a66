import { describe, expect, it } from "@jest/globals";
import type { Json } from "../../../../src/document/document.js";
import { loadFirst, openapi, placeText, refsIn, withSchemas } from "../support.js";

const foreign = { $ref: "../secret.json" };

/** The schema `A` after loading, and the findings' codes and positions. */
async function schemaAfter(schema: unknown): Promise<{ schema: Json | undefined; codes: string[]; places: string[] }> {
  const { document, diagnostics } = await loadFirst({ "a.json": withSchemas({ A: schema, B: { type: "string" } }) });
  expect(diagnostics.every(({ severity }) => severity === "info")).toBe(true);
  return {
    schema: document.at("#/components/schemas/A"),
    codes: diagnostics.map(({ code }) => code),
    places: diagnostics.map(placeText),
  };
}

describe("a $ref in data", () => {
  it.each(["example", "default", "const"])("takes the whole %s with it", async (key) => {
    const { schema, codes, places } = await schemaAfter({ type: "object", [key]: { deep: [{ x: foreign }] } });
    expect(schema).toEqual({ type: "object" });
    expect(codes).toEqual(["document/ref-in-data"]);
    expect(places).toEqual([`#/components/schemas/A/${key}`]);
  });

  it.each(["enum", "examples"])("takes the whole list of %s with it", async (key) => {
    const { schema } = await schemaAfter({ type: "object", [key]: [{ a: 1 }, foreign] });
    expect(schema).toEqual({ type: "object" });
  });

  it.each([
    "http://127.0.0.1:9/x",
    "#/nowhere",
    "/etc/passwd",
    "#anchor",
    "",
    "#/components/schemas/A/default",
    "#/components/schemas/%",
  ])("is not left for others to follow: %j", async ($ref) => {
    const { schema, codes } = await schemaAfter({ default: { $ref }, "x-list": [1, { $ref }, 2] });
    expect(schema).toEqual({ "x-list": [1, 2] });
    expect(codes).toHaveLength(2);
  });

  it("takes the smallest part of an extension, or of a keyword nobody knows", async () => {
    const samples = [
      { lang: "js", source: "a()" },
      { lang: "py", source: foreign },
    ];
    const { schema, places } = await schemaAfter({
      "x-codeSamples": samples,
      "x-all": foreign,
      unknown: { a: foreign, b: 1 },
    });
    expect(schema).toEqual({ "x-codeSamples": [{ lang: "js", source: "a()" }, { lang: "py" }], unknown: { b: 1 } });
    expect(places).toEqual(
      ["x-codeSamples/1/source", "x-all", "unknown/a"].map((place) => `#/components/schemas/A/${place}`),
    );
  });

  it("stays where it is a pointer to a place of the document", async () => {
    const own = { $ref: "#/components/schemas/B" };
    const { schema, codes } = await schemaAfter({ example: own, "x-own": own });
    expect(schema).toEqual({ example: own, "x-own": own });
    expect(codes).toEqual([]);
  });

  it("does not stay in a file that is carried in, whose pointers mean something else", async () => {
    const { document } = await loadFirst({
      "a.json": withSchemas({ A: { $ref: "b.json#/x" }, B: {} }),
      "b.json": {
        x: { type: "string", example: { $ref: "#/components/schemas/B" } },
        components: { schemas: { B: {} } },
      },
    });
    expect(document.at("#/components/schemas/A")).toEqual({ type: "string" });
  });

  it("is found in the examples of parameters, media types and headers, and in links", async () => {
    const parts = {
      example: foreign,
      examples: { one: { summary: "one", value: foreign }, two: { $ref: "#/components/examples/Two" } },
    };
    const media = { content: { "application/json": { schema: {}, ...parts } } };
    const { document, diagnostics } = await loadFirst({
      "a.json": openapi({
        paths: {
          "/a": {
            post: {
              parameters: [{ name: "p", in: "query", schema: {}, ...parts }],
              requestBody: media,
              responses: {
                "200": {
                  description: "",
                  headers: { H: { schema: {}, ...parts } },
                  links: { l: { operationId: "o", requestBody: foreign, parameters: { p: foreign } } },
                },
              },
            },
          },
        },
        components: { examples: { Two: { value: 2 } } },
      }),
    });
    expect(refsIn(document.root)).toEqual(Array(3).fill("#/components/examples/Two"));
    expect(document.at("#/paths/~1a/post/parameters/0/examples/one")).toEqual({ summary: "one" });
    expect(document.at("#/paths/~1a/post/responses/200/links/l")).toEqual({ operationId: "o" });
    expect(diagnostics).toHaveLength(8);
  });

  it("may be a name: of a schema, a property, a header or an example called x-…", async () => {
    const { document, diagnostics } = await loadFirst({
      "a.json": openapi({
        components: {
          schemas: { "x-schema": { properties: { "x-property": { $ref: "b.json" } } } },
          headers: { "x-header": { schema: { $ref: "b.json" } } },
          examples: { "x-example": { value: 1 } },
        },
      }),
      "b.json": { type: "string" },
    });
    expect(refsIn(document.root)).toEqual(["#/components/schemas/b", "#/components/schemas/b"]);
    expect(diagnostics).toEqual([]);
  });
});

describe("externalValue", () => {
  it("is never fetched, nor left for others to fetch", async () => {
    const { document, diagnostics } = await loadFirst({
      "a.json": openapi({
        components: { examples: { A: { summary: "a", externalValue: "http://127.0.0.1:9/secret" } } },
      }),
    });
    expect(document.at("#/components/examples/A")).toEqual({ summary: "a" });
    expect(diagnostics.map((one) => [one.code, placeText(one)])).toEqual([
      ["document/external-value", "#/components/examples/A/externalValue"],
    ]);
    expect(document.locate("#/components/examples/A/externalValue", true)).toMatchObject({ line: 12 });
  });

  it("is not left in data either", async () => {
    const { schema } = await schemaAfter({
      example: { externalValue: "file:///etc/passwd" },
      "x-a": { b: { externalValue: "secret" }, c: 1 },
    });
    expect(schema).toEqual({ "x-a": { c: 1 } });
  });

  it("may be the name of a property", async () => {
    const properties = { externalValue: { type: "string" }, $ref: { type: "string" } };
    expect((await schemaAfter({ properties })).schema).toEqual({ properties });
  });
});
