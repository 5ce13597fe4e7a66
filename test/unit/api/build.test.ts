/** Builds the `Api` from documents. */
import { describe, expect, it } from "@jest/globals";
import type { Operation } from "../../../src/api/api.js";
import { build } from "../../../src/api/build.js";
import type { Json, JsonObject } from "../../../src/document/document.js";
import { documentOf, documentWith, id } from "../../support/documents.js";

function operationOf(operation: JsonObject, components?: JsonObject, rest?: JsonObject): Operation {
  const [first] = build(documentWith(operation, components, rest)).api.operations;
  if (!first) throw new Error("no operation was read");
  return first;
}

const codesOf = (operation: JsonObject, components?: JsonObject): readonly string[] =>
  build(documentWith(operation, components)).diagnostics.map(({ code }) => code);

const jsonBody = (schema: Json, required = true): JsonObject => ({
  parameters: [id],
  requestBody: { required, content: { "application/json": { schema } } },
});

describe("parameters", () => {
  it("of the operation win over those of the path item", () => {
    const { api } = build(
      documentOf({
        openapi: "3.0.3",
        info: { title: "A", version: "1" },
        paths: {
          "/a": {
            parameters: [
              { name: "q", in: "query", required: true, schema: { type: "string" } },
              { name: "r", in: "query", schema: { type: "string" } },
            ],
            get: { parameters: [{ name: "q", in: "query", description: "own" }] },
          },
        },
      }),
    );
    expect(api.operations[0]?.inputs).toMatchObject([
      { name: "q", required: false, description: "own" },
      { name: "r", required: false },
    ]);
  });

  it("are followed through references", () => {
    const parameters = { Id: { name: "id", in: "path", required: true, schema: { type: "string" } } };
    const { inputs } = operationOf({ parameters: [{ $ref: "#/components/parameters/Id" }] }, { parameters });
    expect(inputs).toMatchObject([{ name: "id", location: "path", pointer: "#/components/parameters/Id" }]);
  });

  it.each([
    [{ in: "query" }, { style: "form", explode: true }],
    [
      { in: "query", explode: false },
      { style: "form", explode: false },
    ],
    [
      { in: "query", style: "deepObject" },
      { style: "deepObject", explode: true },
    ],
    [
      { in: "query", style: "pipeDelimited" },
      { style: "pipeDelimited", explode: false },
    ],
    [
      { in: "query", style: "matrix" },
      { style: "form", explode: true },
    ],
    [{ in: "header" }, { style: "simple", explode: false }],
    [{ in: "cookie" }, { style: "form", explode: true }],
    [{ in: "query", allowReserved: true }, { allowReserved: true }],
    [{ in: "query", content: { "application/json": {} } }, { media: "application/json" }],
  ])("%j are written as %j", (given, expected) => {
    const { inputs } = operationOf({ parameters: [id, { name: "x", ...given }] });
    expect(inputs[1]).toMatchObject(expected);
  });

  it("that OpenAPI says to ignore, or that a credential carries, are not asked for", () => {
    const components = { securitySchemes: { Key: { type: "apiKey", in: "header", name: "X-Key" } } };
    const headers = ["Accept", "content-type", "AUTHORIZATION", "x-key", "X-Other"];
    const operation = {
      security: [{ Key: [] }],
      parameters: [id, ...headers.map((name) => ({ name, in: "header", required: true }))],
    };
    const read = operationOf(operation, components);
    expect(read.inputs.map(({ name }) => name)).toEqual(["id", "X-Other"]);
    expect(read.ignored.map(({ name }) => name)).toEqual(["Accept", "content-type", "AUTHORIZATION", "x-key"]);
    expect(codesOf(operation, components)).toEqual(Array(4).fill("api/ignored-parameter"));
  });

  it("that only the path names are typed as strings, and reported", () => {
    const { inputs } = operationOf({});
    expect(inputs).toMatchObject([{ name: "id", required: true, declared: false }]);
    expect(codesOf({})).toEqual(["api/undeclared-path-parameter"]);
  });

  it("that no path names are left out, and reported", () => {
    const operation = { parameters: [id, { name: "other", in: "path", required: true }] };
    expect(operationOf(operation).ignored).toEqual([{ location: "path", name: "other" }]);
    expect(codesOf(operation)).toEqual(["api/ignored-parameter"]);
  });

  it("that name a call for the server are left to the client", () => {
    const { idempotencyHeader, inputs } = operationOf({ parameters: [id, { name: "Idempotency-Key", in: "header" }] });
    expect(idempotencyHeader).toBe("Idempotency-Key");
    expect(inputs.map(({ name }) => name)).toEqual(["id"]);
  });

  it("that are nonsense are passed over", () => {
    const parameters = [id, null, 1, "x", {}, { name: "x" }, { in: "query" }, { name: "x", in: "nowhere" }] as Json;
    expect(operationOf({ parameters }).inputs.map(({ name }) => name)).toEqual(["id"]);
  });
});

describe("bodies", () => {
  const flat = (schema: Json, components?: JsonObject): readonly string[] | undefined =>
    operationOf(jsonBody(schema), components).body?.media[0]?.properties?.map(({ name }) => name);

  it("that are objects have their properties, through every composition", () => {
    const one = { type: "object", properties: { a: { type: "string" } }, required: ["a"] };
    expect(flat(one)).toEqual(["a"]);
    expect(flat({ allOf: [one, { properties: { b: {} } }] })).toEqual(["a", "b"]);
    expect(flat({ oneOf: [one, { type: "object", properties: { c: {} } }] })).toEqual(["a", "c"]);
    expect(flat({ ...one, anyOf: [{ required: ["a"] }, { required: ["b"] }] })).toEqual(["a"]);
    expect(flat({ $ref: "#/components/schemas/One" }, { schemas: { One: one } })).toEqual(["a"]);
    expect(flat({ ...one, additionalProperties: true })).toEqual(["a"]);
  });

  it.each<[string, Json]>([
    ["a list", { type: "array", items: {} }],
    ["a text", { type: "string" }],
    ["anything", {}],
    ["an object without declared properties", { type: "object" }],
    ["a map of typed values", { type: "object", properties: { a: {} }, additionalProperties: { type: "string" } }],
    ["an object or a list", { oneOf: [{ type: "object", properties: { a: {} } }, { type: "array" }] }],
    ["an object or null (3.0)", { type: "object", nullable: true, properties: { a: {} } }],
    ["an object or null (3.1)", { type: ["object", "null"], properties: { a: {} } }],
    ["a schema that holds itself", { allOf: [{ $ref: "#/components/schemas/Loop" }] }],
  ])("that may be %s are given whole", (_, schema) => {
    const schemas = { Loop: { allOf: [{ $ref: "#/components/schemas/Loop" }] } };
    expect(flat(schema, { schemas })).toBeUndefined();
  });

  it("have a property required only where every branch cannot do without it", () => {
    const { body } = operationOf(
      jsonBody({
        oneOf: [{ type: "object", properties: { a: {} }, required: ["a"] }],
        type: "object",
        properties: { b: { readOnly: true, deprecated: true, description: "B" } },
        required: ["b"],
      }),
    );
    expect(body?.media[0]?.properties).toMatchObject([
      { name: "b", required: false, readOnly: true, deprecated: true, description: "B" },
      { name: "a", required: false },
    ]);
  });

  it.each([
    ["application/json; charset=utf-8", "json"],
    ["application/vnd.api+json", "json"],
    ["*/*", "any"],
    ["multipart/form-data", "multipart"],
    ["application/x-www-form-urlencoded", "form"],
    ["text/csv", "text"],
    ["application/xml", "text"],
    ["application/octet-stream", "binary"],
    ["image/png", "binary"],
  ])("of type %s are written as %s", (type, kind) => {
    const { body } = operationOf({ parameters: [id], requestBody: { content: { [type]: {} } } });
    expect(body).toMatchObject({ required: false, media: [{ type, kind }] });
  });
});

describe("outcomes", () => {
  it.each([
    ["application/json", "json"],
    ["application/problem+json", "json"],
    ["text/event-stream", "events"],
    ["application/x-ndjson", "lines"],
    ["application/jsonl", "lines"],
    ["text/plain; charset=utf-8", "text"],
    ["application/pdf", "binary"],
  ])("of type %s are read as %s", (type, kind) => {
    const { outcomes } = operationOf({ responses: { "200": { content: { [type]: { schema: {} } } } } });
    expect(outcomes).toMatchObject([{ status: "200", media: [{ type, kind, typed: true }] }]);
  });

  it("keep statuses, ranges and the default, and pass over what is none", () => {
    const statuses = ["200", "2XX", "default", "x-note", "42", "600"];
    const responses = Object.fromEntries(statuses.map((status) => [status, { description: "d" }]));
    expect(operationOf({ responses }).outcomes.map(({ status }) => status)).toEqual(["200", "2XX", "default"]);
  });
});

describe("security", () => {
  const securitySchemes = {
    Key: { type: "apiKey", in: "query", name: "key" },
    Bearer: { type: "http", scheme: "Bearer" },
    Basic: { type: "http", scheme: "basic" },
    OAuth: { type: "oauth2", flows: {} },
    Digest: { type: "http", scheme: "digest" },
  };

  it("of the operation wins over the document's, an empty list included", () => {
    const rest = { security: [{ Key: [] }] };
    expect(operationOf({}, { securitySchemes }, rest).security).toEqual([["Key"]]);
    expect(operationOf({ security: [] }, { securitySchemes }, rest).security).toEqual([]);
    const alternatives = { security: [{ Bearer: [], Digest: [] }, {}, { Unknown: [] }] };
    expect(operationOf(alternatives, { securitySchemes }, rest).security).toEqual([["Bearer"], [], []]);
  });

  it("has the kinds a client can send, and reports the others", () => {
    const { api, diagnostics } = build(documentWith({ parameters: [id] }, { securitySchemes }));
    expect(api.securitySchemes.map(({ name, kind }) => [name, kind])).toEqual([
      ["Key", "queryKey"],
      ["Bearer", "bearer"],
      ["Basic", "basic"],
      ["OAuth", "bearer"],
    ]);
    expect(diagnostics).toMatchObject([{ code: "api/unsupported-security", place: { onKey: true } }]);
  });
});

describe("samples", () => {
  const sample = { lang: "JavaScript", label: "One", source: "call()" };

  it.each(["x-code-samples", "x-codeSamples"])("are read from %s", (key) => {
    expect(operationOf({ parameters: [id], [key]: [sample] }).samples).toEqual([
      {
        language: "JavaScript",
        label: "One",
        source: "call()",
        pointer: `#/paths/~1things~1{id}/post/${key}/0/source`,
      },
    ]);
    expect(codesOf({ parameters: [id], [key]: [sample] })).toEqual([]);
  });

  it("are read from misspelt keys too, which are reported", () => {
    const operation = { parameters: [id], "x-code-sample": sample };
    expect(operationOf(operation).samples).toHaveLength(1);
    expect(codesOf(operation)).toEqual(["api/misspelt-samples"]);
  });

  it.each([
    ["sampleLength", "a".repeat(30_001), "a".repeat(30_000)],
    ["sampleDepth", "(".repeat(101), `)${"([{}])".repeat(200)}`],
  ])("beyond the limit `%s` are left out, with a finding", (limit, long, short) => {
    const operation = {
      parameters: [id],
      "x-codeSamples": [
        { ...sample, source: long },
        { ...sample, source: short },
      ],
    };
    expect(operationOf(operation).samples.map(({ source }) => source)).toEqual([short]);
    expect(build(documentWith(operation)).diagnostics).toEqual([
      expect.objectContaining({
        code: "api/excessive-sample",
        message: expect.stringContaining(`limit \`${limit}\``),
        hint: expect.stringContaining(`raise \`limits.${limit}\``),
        place: { pointer: "#/paths/~1things~1{id}/post/x-codeSamples/0/source" },
      }),
    ]);
  });

  it("are read from OpenAI's metadata", () => {
    const examples = [{ title: "Default", request: { "node.js": "call()", curl: "curl x" } }];
    const { samples } = operationOf({ parameters: [id], "x-oaiMeta": { examples } });
    expect(samples.map(({ language, label }) => [language, label])).toEqual([
      ["node.js", "Default"],
      ["curl", "Default"],
    ]);
  });
});

describe("examples", () => {
  const exampleOf = (schema: Json, components?: JsonObject): Json | undefined =>
    operationOf(jsonBody(schema), components).body?.media[0]?.example;

  it("are the document's own where it has them", () => {
    expect(exampleOf({ type: "object", example: { a: 1 } })).toEqual({ a: 1 });
    expect(exampleOf({ type: "string", enum: ["x", "y"] })).toBe("x");
    expect(exampleOf({ type: "integer", default: 7 })).toBe(7);
  });

  it("are made of the required properties where it has none", () => {
    const schema = {
      type: "object",
      required: ["when", "who", "list", "flag"],
      properties: {
        when: { type: "string", format: "date" },
        who: { type: "string" },
        list: { type: "array", items: { type: "integer", minimum: 3 } },
        flag: { type: "boolean" },
        other: { type: "string" },
      },
    };
    expect(exampleOf(schema)).toEqual({ when: "2026-01-31", who: "who", list: [3], flag: true });
  });

  it("show what a body may hold where it must be given and nothing in it must, but no empty text", () => {
    const properties = { name: { type: "string" }, workspace: { type: "string", format: "uuid" } };
    const leastOf = (example: Json, required = true): JsonObject | undefined =>
      operationOf(jsonBody({ type: "object", properties, example }, required)).body?.media[0]?.least;
    expect(leastOf({ name: "New", workspace: "" })).toEqual({ name: "New" });
    expect(leastOf({ workspace: "" })).toEqual({ name: "name" });
    expect(leastOf({ name: "New", workspace: "" }, false)).toEqual({});
  });

  it("end where a schema holds itself, or holds very much", () => {
    const properties = Object.fromEntries(
      Array.from({ length: 50 }, (_, index) => [`p${String(index)}`, { $ref: "#/components/schemas/Wide" }]),
    );
    const schemas = { Wide: { type: "object", required: Object.keys(properties), properties } };
    expect(JSON.stringify(exampleOf({ $ref: "#/components/schemas/Wide" }, { schemas })).length).toBeLessThan(5000);
  });
});

describe("what is declared beside a document", () => {
  const document = documentWith({ parameters: [id] }, { securitySchemes: { old: { type: "http", scheme: "basic" } } });

  it("holds in place of it", () => {
    const { api } = build(document, {
      servers: { production: "https://a.example", staging: "https://b.example" },
      security: [{ key: [] }],
      securitySchemes: { key: { type: "apiKey", in: "header", name: "x-key" } },
    });
    expect(api.servers).toEqual([
      { url: "https://a.example", description: "production", variables: [] },
      { url: "https://b.example", description: "staging", variables: [] },
    ]);
    expect(api.securitySchemes.map(({ name }) => name)).toEqual(["old", "key"]);
    expect(api.operations.map(({ security }) => security)).toEqual([[["key"]]]);
  });

  it("names the header that makes repeating safe, for calls that write and declare none", () => {
    const paths = { "/a": { get: {}, post: {}, put: { parameters: [{ name: "Idempotency-Key", in: "header" }] } } };
    const { api } = build(documentOf({ openapi: "3.0.3", info: { title: "A", version: "1" }, paths }), {
      idempotency: "X-Once",
    });
    expect(api.operations.map(({ idempotencyHeader }) => idempotencyHeader)).toEqual([
      undefined,
      "X-Once",
      "Idempotency-Key",
    ]);
  });
});
