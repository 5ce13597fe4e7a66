import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import type { Document } from "../../../../src/document/document.js";
import { complaintOf, loadFirst, openapi, placeText, position, refsIn, withSchemas } from "../support.js";

const ref = (target: string): { $ref: string } => ({ $ref: target });

/** Expects that every reference is a pointer into the document and leads to a value. */
function expectResolved(document: Document): void {
  for (const target of refsIn(document.root)) {
    expect(target).toMatch(/^#/);
    expect(document.at(target)).toBeDefined();
  }
}

describe("components of other files", () => {
  it("are carried into the section that the place of the reference asks for", async () => {
    const operation = {
      parameters: [ref("parts.json#/limit")],
      requestBody: ref("parts.json#/body"),
      responses: {
        "200": ref("parts.json#/ok"),
        default: { description: "", headers: { "X-Rate": ref("parts.json#/rate") } },
      },
      callbacks: { done: ref("parts.json#/done") },
    };
    const ok = {
      description: "ok",
      content: { "application/json": { schema: ref("#/pet"), examples: { one: ref("#/example") } } },
      links: { next: ref("#/link") },
    };
    const { document } = await loadFirst({
      "a.json": openapi({
        paths: { "/a": { post: operation } },
        components: { securitySchemes: { key: ref("parts.json#/key") } },
      }),
      "parts.json": {
        limit: { name: "limit", in: "query", schema: { type: "integer" } },
        body: { content: { "application/json": { schema: ref("#/pet") } } },
        ok,
        rate: { schema: { type: "integer" } },
        done: { "{$request.body#/url}": { post: { responses: {} } } },
        pet: { type: "object" },
        example: { value: 1 },
        link: { operationId: "next" },
        key: { type: "apiKey", in: "header", name: "k" },
      },
    });
    const components = document.root["components"];
    expect(
      Object.fromEntries(Object.entries(components ?? {}).map(([name, entries]) => [name, Object.keys(entries ?? {})])),
    ).toEqual({
      securitySchemes: ["key"],
      parameters: ["limit"],
      requestBodies: ["body"],
      responses: ["ok"],
      headers: ["rate"],
      callbacks: ["done"],
      schemas: ["pet"],
      examples: ["example"],
      links: ["link"],
    });
    expect(document.at("#/paths/~1a/post/requestBody/$ref")).toBe("#/components/requestBodies/body");
    expect(document.at("#/components/requestBodies/body/content/application~1json/schema/$ref")).toBe(
      "#/components/schemas/pet",
    );
    expect(document.at("#/components/securitySchemes/key/type")).toBe("apiKey");
    expectResolved(document);
  });

  it("are named after the pointer's last word or the file, once each, and apart from each other", async () => {
    const { document } = await loadFirst({
      "a.json": withSchemas({
        Pet: { type: "string" },
        All: {
          oneOf: [
            ref("b/pet.json"),
            ref("b/other.json#/defs/Pet"),
            ref("c/pet.json"),
            ref("b/../b/pet.json#"),
            ref("c/odd%20n%C3%A4me!.json"),
          ],
        },
      }),
      "b/pet.json": { title: "b" },
      "b/other.json": { defs: { Pet: { title: "other" } } },
      "c/pet.json": { title: "c" },
      "c/odd näme!.json": { title: "odd" },
    });
    expect(refsIn(document.at("#/components/schemas/All"))).toEqual(
      ["pet", "Pet2", "pet2", "pet", "odd_n_me_"].map((name) => `#/components/schemas/${name}`),
    );
    expect(document.at("#/components/schemas/Pet2/title")).toBe("other");
    expect(document.at("#/components/schemas/pet2/title")).toBe("c");
    expect(document.at("#/components/schemas/Pet/type")).toBe("string");
  });

  it("stand in place of the component that is a reference to them", async () => {
    const { document } = await loadFirst({
      "a.yaml": `
openapi: 3.1.0
paths: {}
components:
  schemas:
    Pet: { $ref: ./schemas/pet.yaml }
    Owner: { $ref: ./schemas/index.yaml#/Owner }
    Also: { $ref: ./schemas/pet.yaml }
`,
      "schemas/pet.yaml": "properties:\n  owner: { $ref: owner.yaml }\n  parent: { $ref: '#' }\n",
      "schemas/index.yaml": "Owner: { $ref: owner.yaml }\n",
      "schemas/owner.yaml": "properties:\n  pets: { items: { $ref: ../a.yaml#/components/schemas/Pet } }\n",
    });
    expect(document.at("#/components/schemas")).toEqual({
      Pet: { properties: { owner: ref("#/components/schemas/Owner"), parent: ref("#/components/schemas/Pet") } },
      Owner: { properties: { pets: { items: ref("#/components/schemas/Pet") } } },
      Also: ref("#/components/schemas/Pet"),
    });
    expect(document.files.map((file) => path.basename(file))).toEqual([
      "a.yaml",
      "pet.yaml",
      "index.yaml",
      "owner.yaml",
    ]);
    expect(position(document.locate("#/components/schemas/Owner", true))).toBe("a.yaml:7:5");
    expect(position(document.locate("#/components/schemas/Owner"))).toBe("owner.yaml:1:1");
    expect(position(document.locate("#/components/schemas/Pet/properties/owner", true))).toBe("pet.yaml:2:3");
  });

  it("may be whole sections, or all of them", async () => {
    const files = {
      "schemas.json": { Pet: { properties: { owner: ref("#/Owner") } }, Owner: { type: "object" } },
      "parameters.json": { Limit: { name: "limit", in: "query", schema: ref("a.json#/components/schemas/Pet") } },
    };
    const sections = { schemas: ref("schemas.json"), parameters: ref("parameters.json") };
    const expected = {
      schemas: { Pet: { properties: { owner: ref("#/components/schemas/Owner") } }, Owner: { type: "object" } },
      parameters: { Limit: { name: "limit", in: "query", schema: ref("#/components/schemas/Pet") } },
    };
    const bySection = await loadFirst({ "a.json": openapi({ components: sections }), ...files });
    expect(bySection.document.root["components"]).toEqual(expected);
    const whole = await loadFirst({
      "a.json": openapi({ components: ref("components.json") }),
      "components.json": sections,
      ...files,
    });
    expect(whole.document.root["components"]).toEqual(expected);
    expect(position(whole.document.locate("#/components/schemas/Pet/properties"))).toMatch(/^schemas\.json:/);
  });

  it("may be true or false as schemas", async () => {
    const { document } = await loadFirst({
      "a.json": withSchemas({ A: { items: ref("b.json#/any") } }),
      "b.json": { any: true, pet: {} },
    });
    expect(document.at("#/components/schemas/any")).toEqual({});
    expect(position(document.locate("#/components/schemas/any"))).toBe("b.json:2:10");
  });

  it("keep what stands beside a reference", async () => {
    const { document } = await loadFirst({
      "a.json": withSchemas({ A: { ...ref("b.json"), description: "own", properties: { c: ref("c.json") } } }),
      "b.json": {},
      "c.json": {},
    });
    expect(document.at("#/components/schemas/A")).toEqual({
      ...ref("#/components/schemas/b"),
      description: "own",
      properties: { c: ref("#/components/schemas/c") },
    });
  });

  it("may be schemas of the root that stand outside its components", async () => {
    const { document } = await loadFirst({
      "a.json": {
        ...withSchemas({ A: ref("#/definitions/B") }),
        definitions: { B: { items: ref("#/definitions/C") }, C: { type: "string" } },
      },
    });
    expect(document.at("#/components/schemas")).toEqual({
      A: ref("#/components/schemas/B"),
      B: { items: ref("#/components/schemas/C") },
      C: { type: "string" },
    });
    expect(position(document.locate("#/components/schemas/C/type"))).toMatch(/^a\.json:/);
  });

  it("are reached through anchors and identifiers of JSON Schema", async () => {
    const { document } = await loadFirst({
      "a.json": withSchemas({
        Node: { $anchor: "node", properties: { next: ref("#node") } },
        Tree: {
          $id: "https://example.com/tree",
          properties: { self: ref("https://example.com/tree"), kid: ref("https://example.com/tree#/properties") },
        },
        Other: ref("b.json#leaf"),
      }),
      "b.json": { $defs: { Leaf: { $anchor: "leaf", type: "string" } } },
    });
    expect(document.at("#/components/schemas/Node/properties/next/$ref")).toBe("#/components/schemas/Node");
    expect(document.at("#/components/schemas/Tree/properties/self/$ref")).toBe("#/components/schemas/Tree");
    expect(document.at("#/components/schemas/Other/type")).toBe("string");
    expectResolved(document);
  });
});

describe("references inside the root document", () => {
  it("stay where they lead to a place of its grammar, however deep", async () => {
    const target = "#/paths/~1a/get/responses/200/content/application~1json/schema";
    const get = {
      responses: { "200": { description: "", content: { "application/json": { schema: { type: "string" } } } } },
    };
    const { document } = await loadFirst({
      "a.json": openapi({ paths: { "/a": { get } }, components: { schemas: { A: ref(target) } } }),
    });
    expect(document.at("#/components/schemas/A/$ref")).toBe(target);
  });

  it("are written one way, whatever was encoded", async () => {
    const { document } = await loadFirst({
      "a.json": withSchemas({
        "A B": {},
        "100%": {},
        C: { oneOf: [ref("#/components/schemas/A%20B"), ref("#/components/schemas/100%")] },
      }),
    });
    expect(refsIn(document.root)).toEqual(["#/components/schemas/A B", "#/components/schemas/100%25"]);
    expectResolved(document);
  });

  it("may lead through other references, and then name the place itself", async () => {
    const { document } = await loadFirst({
      "a.json": withSchemas({
        A: ref("#/components/schemas/B"),
        B: { properties: { x: {} } },
        C: ref("#/components/schemas/A/properties/x"),
      }),
    });
    expect(document.at("#/components/schemas/C/$ref")).toBe("#/components/schemas/B/properties/x");
  });

  it("leave a property called $ref alone", async () => {
    const properties = { $ref: { type: "string" }, other: ref("#/components/schemas/B") };
    const { document } = await loadFirst({ "a.json": withSchemas({ A: { properties }, B: {} }) });
    expect(document.at("#/components/schemas/A/properties")).toEqual(properties);
  });

  it("may go round and round in schemas", async () => {
    const { document } = await loadFirst({
      "a.json": withSchemas({ A: { allOf: [ref("#/components/schemas/A")], items: ref("#/components/schemas/A") } }),
    });
    expectResolved(document);
  });
});

describe("path items and other objects without a section", () => {
  it("take the place of the reference, their own members winning", async () => {
    const { document } = await loadFirst({
      "a.json": openapi({
        paths: { "/a": { ...ref("items/a.json"), summary: "own", get: { operationId: "own", responses: {} } } },
      }),
      "items/a.json": {
        summary: "theirs",
        get: { operationId: "theirs" },
        put: { parameters: [ref("#/parameters/0")], responses: {} },
        parameters: [{ name: "p", in: "query", schema: ref("../b.json") }],
      },
      "b.json": { type: "string" },
    });
    expect(document.at("#/paths/~1a")).toEqual({
      summary: "own",
      get: { operationId: "own", responses: {} },
      put: { parameters: [ref("#/components/parameters/0")], responses: {} },
      parameters: [{ name: "p", in: "query", schema: ref("#/components/schemas/b") }],
    });
    expect(position(document.locate("#/paths/~1a", true))).toMatch(/^a\.json:/);
    expect(position(document.locate("#/paths/~1a/get/operationId"))).toMatch(/^a\.json:/);
    expect(position(document.locate("#/paths/~1a/put", true))).toBe("a.json:6:3");
    expect(document.locate("#/paths/~1a/put").file).toContain("items");
    expectResolved(document);
  });

  it("may stand under components of the document", async () => {
    const { document } = await loadFirst({
      "a.json": openapi({
        paths: { "/a": ref("#/components/pathItems/Shared") },
        webhooks: { w: ref("#/components/pathItems/Shared") },
        components: { pathItems: { Shared: { get: { responses: {} } } } },
      }),
    });
    expect(document.at("#/paths/~1a")).toEqual({ get: { responses: {} } });
    expect(document.at("#/webhooks/w")).toEqual({ get: { responses: {} } });
    expect(position(document.locate("#/paths/~1a/get", true))).toBe(
      position(document.locate("#/components/pathItems/Shared/get", true)),
    );
  });

  it("may contain themselves through callbacks", async () => {
    const { document } = await loadFirst({
      "a.json": openapi({ paths: { "/a": ref("b.json") } }),
      "b.json": { post: { responses: {}, callbacks: { again: { "{$url}": ref("#") } } } },
    });
    expect(document.at("#/paths/~1a/post/callbacks/again/{$url}/$ref")).toBe("#/paths/~1a");
    expectResolved(document);
  });

  it("are all of paths, an operation, a list, a media type, servers or a description", async () => {
    const { document } = await loadFirst({
      "a.json": openapi({
        info: { title: "Test", version: "1", description: ref("intro.md") },
        servers: ref("servers.json"),
        tags: [ref("tags.json#/0")],
        paths: ref("paths.json"),
      }),
      "intro.md": "# Hello\n",
      "servers.json": [{ url: "https://example.com" }],
      "tags.json": [{ name: "one" }],
      "paths.json": { "/a": { get: ref("get.json") } },
      "get.json": { responses: { "200": { description: "", content: { "application/json": ref("media.json") } } } },
      "media.json": { schema: ref("#/schemas/A"), schemas: { A: { type: "string" } } },
    });
    expect(document.at("#/info/description")).toBe("# Hello\n");
    expect(document.at("#/servers/0/url")).toBe("https://example.com");
    expect(document.at("#/tags/0/name")).toBe("one");
    expect(document.at("#/paths/~1a/get/responses/200/content/application~1json/schema/$ref")).toBe(
      "#/components/schemas/A",
    );
    expect(position(document.locate("#/tags/0/name"))).toBe("tags.json:3:13");
    expect(position(document.locate("#/paths/~1a/get/responses", true))).toBe("get.json:2:3");
    expectResolved(document);
  });
});

describe("discriminator mappings", () => {
  it("become pointers, whether they were references or names of schemas", async () => {
    const mapping = {
      dog: "Dog",
      cat: "cat.json",
      cow: "./cow.json#/Cow",
      own: "#/components/schemas/Dog",
    };
    const { document } = await loadFirst({
      "a.json": withSchemas({ Pet: { discriminator: { propertyName: "kind", mapping } }, Dog: {} }),
      "cat.json": {},
      "cow.json": { Cow: {} },
    });
    expect(document.at("#/components/schemas/Pet/discriminator/mapping")).toEqual({
      dog: "#/components/schemas/Dog",
      cat: "#/components/schemas/cat",
      cow: "#/components/schemas/Cow",
      own: "#/components/schemas/Dog",
    });
  });

  it("are left out where they name nothing", async () => {
    const mapping = { dog: "Dog", free: "Nobody", none: "" };
    const { document, diagnostics } = await loadFirst({
      "a.json": withSchemas({ Pet: { discriminator: { propertyName: "kind", mapping } }, Dog: {} }),
    });
    expect(document.at("#/components/schemas/Pet/discriminator/mapping")).toEqual({ dog: "#/components/schemas/Dog" });
    expect(diagnostics.map((one) => [one.code, placeText(one)])).toEqual([
      ["document/unknown-mapping", "#/components/schemas/Pet/discriminator/mapping/free"],
      ["document/unknown-mapping", "#/components/schemas/Pet/discriminator/mapping/none"],
    ]);
  });

  it("name the schemas of the file they stand in", async () => {
    const { document } = await loadFirst({
      "a.json": withSchemas({ Pet: ref("b.json#/components/schemas/Pet") }),
      "b.json": {
        components: {
          schemas: { Pet: { discriminator: { propertyName: "k", mapping: { d: "Dog" } } }, Dog: { type: "object" } },
        },
      },
    });
    expect(document.at("#/components/schemas/Pet/discriminator/mapping/d")).toBe("#/components/schemas/Dog");
    expect(document.at("#/components/schemas/Dog/type")).toBe("object");
  });

  it("never lead to another host", async () => {
    const mapping = { dog: "https://example.com/dog.json" };
    const loading = loadFirst({ "a.json": withSchemas({ Pet: { discriminator: { propertyName: "kind", mapping } } }) });
    expect(await complaintOf(loading)).toMatchObject({ code: "document/remote-ref" });
  });
});

describe("YAML aliases", () => {
  it("may share references, also between places that mean different things", async () => {
    const { document } = await loadFirst({
      "a.yaml": `
openapi: 3.1.0
paths: {}
components:
  schemas:
    A: &a
      properties: &p
        x: { $ref: b.yaml }
    B: *a
    C: { properties: *p, example: *p, x-other: *p }
`,
      "b.yaml": "type: string\n",
    });
    const expected = { x: ref("#/components/schemas/b") };
    expect(document.at("#/components/schemas/A/properties")).toEqual(expected);
    expect(document.at("#/components/schemas/B/properties")).toEqual(expected);
    expect(document.at("#/components/schemas/C")).toEqual({ properties: expected, "x-other": {} });
    expectResolved(document);
  });
});
