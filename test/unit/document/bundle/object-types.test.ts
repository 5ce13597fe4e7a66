import { describe, expect, it } from "@jest/globals";
import type { Json } from "../../../../src/document/document.js";
import { complaintOf, loadFirst, loadText, openapi, placeText, withSchemas } from "../support.js";

/** The schema `A` after loading, and the messages of the findings. */
async function tidied(schema: unknown): Promise<{ schema: Json | undefined; said: string[] }> {
  const { document, diagnostics } = await loadFirst({ "a.json": withSchemas({ A: schema }) });
  return {
    schema: document.at("#/components/schemas/A"),
    said: diagnostics.map((one) => `${one.code} ${placeText(one).replace("#/components/schemas/A", "")}`),
  };
}

describe("values of the wrong type", () => {
  it.each([
    ["a list that is none", { allOf: { type: "string" } }],
    ["a schema that is text", { items: "string" }],
    ["properties that are a list", { properties: [] }],
    ["a property that is a number", { properties: { a: 5 } }],
    ["an element that is text", { oneOf: ["string"] }],
    ["a mapping to an object", { discriminator: { propertyName: "k", mapping: { a: {} } } }],
    ["a reference that is no text", { $ref: 5 }],
    ["a description that is an object", { description: { text: "a" } }],
    ["required that is an object", { required: {} }],
  ])("are findings, each at its place: %s", async (_, schema) => {
    const complaint = await complaintOf(loadFirst({ "a.json": withSchemas({ A: schema }) }));
    expect(complaint.code).toBe("document/wrong-type");
    expect(complaint.at).toMatch(/^a\.json:1[1-9]:/);
  });

  it.each([
    ["a path item", { "/a": "text" }],
    ["an operation", { "/a": { get: [] } }],
    ["parameters", { "/a": { parameters: {} } }],
    ["a parameter", { "/a": { parameters: ["id"] } }],
    ["responses", { "/a": { get: { responses: [] } } }],
    ["a media type", { "/a": { get: { responses: { "200": { description: "", content: { "a/b": 1 } } } } } }],
  ])("are findings above schemas too: %s", async (_, paths) => {
    const complaint = await complaintOf(loadFirst({ "a.json": openapi({ paths }) }));
    expect(complaint.code).toBe("document/wrong-type");
  });

  it.each<[schema: unknown, instead: unknown]>([
    [
      { type: "object", properties: [] },
      { type: "object", properties: {} },
    ],
    [{ properties: { a: 5, b: { type: "string" } } }, { properties: { a: {}, b: { type: "string" } } }],
    [
      { type: "array", items: "string" },
      { type: "array", items: {} },
    ],
    [{ oneOf: ["string", { type: "string" }] }, { oneOf: [{}, { type: "string" }] }],
    [{ type: "string", allOf: {} }, { type: "string" }],
    [{ type: "object", required: {} }, { type: "object" }],
    [{ type: "string", description: [] }, { type: "string" }],
    [{ $ref: 5 }, {}],
  ])("cost no more than the part: %j", async (schema, instead) => {
    expect((await tidied(schema)).schema).toEqual(instead);
  });

  it("leave the rest of an operation", async () => {
    const paths = { "/a": { parameters: {}, get: { tags: ["a"], parameters: ["id"], responses: [] }, post: [] } };
    const { document } = await loadFirst({ "a.json": openapi({ paths }) });
    expect(document.at("#/paths/~1a")).toEqual({ get: { tags: ["a"], parameters: [], responses: {} }, post: {} });
  });

  it("are let pass where only the lint looks", async () => {
    const get = { responses: { "200": { description: "", content: { "a/b": { examples: ["x"] } }, links: [] } } };
    const { document } = await loadFirst({ "a.json": openapi({ paths: { "/a": { get } } }) });
    expect(document.at("#/paths/~1a/get")).toEqual(get);
  });

  it("may have names that are keywords elsewhere", async () => {
    const properties = {
      allOf: { type: "string" },
      required: { type: "string" },
      title: { type: "string" },
      description: {},
      $ref: {},
    };
    expect(await tidied({ properties })).toEqual({ schema: { properties }, said: [] });
  });

  it("may have names of server variables, security schemes and scopes that are keywords elsewhere", async () => {
    const names = ["name", "version", "title", "description", "summary"];
    const each = <T>(value: T): Record<string, T> => Object.fromEntries(names.map((name) => [name, value]));
    const servers = [{ url: "https://{name}.example/{version}", variables: each({ default: "a" }) }];
    const flows = { clientCredentials: { tokenUrl: "https://a.example", scopes: each("What it allows.") } };
    const security = [each([])];
    const given = openapi({
      servers,
      security,
      paths: { "/a": { servers, get: { servers, security, responses: {} } } },
      components: { securitySchemes: { ...each({ type: "http", scheme: "basic" }), o: { type: "oauth2", flows } } },
    });
    const { document, diagnostics } = await loadFirst({ "a.json": given });
    expect(diagnostics).toEqual([]);
    expect(document.at("#/paths/~1a/get")).toEqual({ servers, security, responses: {} });
  });
});

describe("keys without a value", () => {
  it("are objects without members under names, else as if they were not there", async () => {
    const text = `openapi: 3.1.0
paths:
  /a:
    parameters:
    get:
      requestBody:
      responses:
        '204':
components:
  schemas:
    A: { properties: { a: , b: { items: } }, allOf: [ , {}] , example: null }
`.replace("[ , {}]", "[null, {}]");
    const { document, diagnostics } = await loadText(text);
    expect(document.root["paths"]).toEqual({ "/a": { get: { responses: { "204": {} } } } });
    expect(document.at("#/components/schemas/A")).toEqual({ properties: { a: {}, b: {} }, allOf: [{}], example: null });
    expect(new Set(diagnostics.map(({ code, severity }) => `${code} ${severity}`))).toEqual(
      new Set(["document/empty-value warning"]),
    );
    expect(diagnostics).toHaveLength(6);
  });
});

describe("what authors often write otherwise", () => {
  it("is put as text where text is needed, digit for digit", async () => {
    const { document, diagnostics } = await loadText(
      "openapi: 3.1.0\ninfo: { title: 2024, version: 1.10 }\npaths: {}\ntags: [{ name: 007 }]\ncomponents: { schemas: { A: { title: true, default: 1.10 } } }\n",
    );
    expect(document.root["info"]).toEqual({ title: "2024", version: "1.10" });
    expect(document.at("#/tags/0/name")).toBe("007");
    expect(document.at("#/components/schemas/A")).toEqual({ title: "true", default: 1.1 });
    expect(diagnostics.map((one) => [one.code, placeText(one)])).toEqual(
      ["#/info/title", "#/info/version", "#/tags/0/name", "#/components/schemas/A/title"].map((place) => [
        "document/not-quoted",
        place,
      ]),
    );
  });

  it("is YAML's null among the types of a schema", async () => {
    expect(await tidied({ type: ["array", null], items: { type: [null, "nothing"] } })).toEqual({
      schema: { type: ["array", "null"], items: { type: ["null"] } },
      said: ["document/not-quoted /type", "document/not-quoted /items/type", "document/unknown-type /items/type"],
    });
  });

  it("is true or false as a schema", async () => {
    expect(
      await tidied({ properties: { a: true, b: false }, anyOf: [true], additionalProperties: false, items: true }),
    ).toEqual({
      schema: { properties: { a: {}, b: { not: {} } }, anyOf: [{}], additionalProperties: false, items: true },
      said: [],
    });
  });

  it("is required as a property of a property", async () => {
    expect(await tidied({ properties: { a: { type: "string", required: true } } })).toEqual({
      schema: { properties: { a: { type: "string" } } },
      said: ["document/not-a-list /properties/a/required"],
    });
  });
});
