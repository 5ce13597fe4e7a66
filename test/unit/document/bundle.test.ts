import path from "node:path";
import { symlinkSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import type { Document } from "../../../src/document/document.js";
import { load } from "../../../src/document/load.js";
import {
  complaintOf,
  complaintsOf,
  folderWith,
  loadFirst,
  loadText,
  openapi,
  placeText,
  position,
  refsIn,
  withSchemas,
} from "./support.js";

const ref = (target: string): { $ref: string } => ({ $ref: target });

/** Every reference is a pointer into the document and leads to a value. */
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
      "b.json": { any: true },
    });
    expect(document.at("#/components/schemas/any")).toBe(true);
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
  it("resolve references to files, and leave names of schemas alone", async () => {
    const mapping = {
      dog: "Dog",
      cat: "cat.json",
      cow: "./cow.json#/Cow",
      own: "#/components/schemas/Dog",
      free: "Nobody",
    };
    const { document } = await loadFirst({
      "a.json": withSchemas({ Pet: { discriminator: { propertyName: "kind", mapping } }, Dog: {} }),
      "cat.json": {},
      "cow.json": { Cow: {} },
    });
    expect(document.at("#/components/schemas/Pet/discriminator/mapping")).toEqual({
      dog: "Dog",
      cat: "#/components/schemas/cat",
      cow: "#/components/schemas/Cow",
      own: "#/components/schemas/Dog",
      free: "Nobody",
    });
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

describe("references that cannot be followed", () => {
  it("stand at the reference itself, with the nearest name", async () => {
    const loading = loadText(`openapi: 3.1.0
paths: {}
components:
  schemas:
    Customer: {}
    Order:
      items:
        $ref: '#/components/schemas/Custmer'
`);
    expect(await complaintOf(loading)).toMatchObject({
      code: "document/unresolved-ref",
      at: "openapi.yaml:8:9",
      hint: "Did you mean `Customer`?",
    });
  });

  it("name the nearest file", async () => {
    const loading = loadFirst({
      "a.json": openapi({ paths: { "/a": ref("paths/pet.yaml") } }),
      "paths/pets.yaml": "get: {}\n",
    });
    expect(await complaintOf(loading)).toMatchObject({
      code: "document/unresolved-ref",
      hint: "Did you mean `pets.yaml`?",
    });
  });

  it("forget the slash of a pointer", async () => {
    const complaint = await complaintOf(loadFirst({ "a.json": withSchemas({ A: ref("#components/schemas/A") }) }));
    expect(complaint.hint).toContain("#/components/schemas/A");
  });

  it("stand in another file", async () => {
    const loading = loadFirst({
      "a.json": withSchemas({ A: ref("b.yaml") }),
      "b.yaml": "type: object\nproperties:\n  x:\n    $ref: none.yaml\n",
    });
    expect(await complaintOf(loading)).toMatchObject({ code: "document/unresolved-ref", at: "b.yaml:4:5" });
  });

  it("stand on a way that is followed silently", async () => {
    const loading = loadFirst({ "a.json": withSchemas({ A: ref("b.yaml#/x") }), "b.yaml": "x:\n  $ref: '#/y'\n" });
    expect(await complaintOf(loading)).toMatchObject({ code: "document/unresolved-ref", at: "b.yaml:2:3" });
  });

  it("lead to a file that cannot be parsed", async () => {
    const loading = loadFirst({ "a.json": withSchemas({ A: ref("b.yaml") }), "b.yaml": "a: [\n" });
    expect((await complaintOf(loading)).at).toMatch(/^b\.yaml:2:/);
  });

  it("are all told of at once", async () => {
    const found = await complaintsOf(
      loadFirst({ "a.json": withSchemas({ A: ref("#/x"), B: ref("y.json"), C: ref("#/x") }) }),
    );
    expect(found.map(placeText)).toEqual(["a.json:11:9", "a.json:14:9"]);
  });

  it.each([
    ["a circle", { A: ref("#/components/schemas/B"), B: ref("#/components/schemas/A") }],
    ["itself", { A: ref("#/components/schemas/A") }],
    ["a place inside itself", { A: ref("#/components/schemas/A/properties/x") }],
    [
      "a circle with company",
      { A: { ...ref("#/components/schemas/B"), title: "a" }, B: { ...ref("#/components/schemas/A"), title: "b" } },
    ],
  ])("never reach a value: %s", async (_, schemas) => {
    expect(await complaintOf(loadFirst({ "a.json": withSchemas(schemas) }))).toMatchObject({
      code: "document/circular-ref",
    });
  });

  it("never reach a value through other files", async () => {
    const loading = loadFirst({
      "a.json": withSchemas({ A: ref("b.json") }),
      "b.json": ref("c.json"),
      "c.json": ref("a.json#/components/schemas/A"),
    });
    expect(await complaintOf(loading)).toMatchObject({ code: "document/circular-ref" });
  });

  it("put an object into itself that has no name to refer back to", async () => {
    const loading = loadFirst({
      "a.json": openapi({ info: ref("b.json") }),
      "b.json": { title: "x", contact: ref("#") },
    });
    expect(await complaintOf(loading)).toMatchObject({ code: "document/circular-ref", at: "b.json:4:5" });
  });

  it.each([
    ["a text", "b.json#/text"],
    ["a list", "b.json#/list"],
    ["nothing", "b.json#/none"],
    ["a number of the root", "#/x-number"],
  ])("lead to %s where an object is needed", async (_, target) => {
    const loading = loadFirst({
      "a.json": { ...withSchemas({ A: ref(target) }), "x-number": 1 },
      "b.json": { text: "a", list: [], none: null },
    });
    expect(await complaintOf(loading)).toMatchObject({ code: "document/unfit-ref" });
  });

  it.each([
    "http://127.0.0.1:9/a.json",
    "https://example.com/a.json#/A",
    "//example.com/a.json",
    "ftp://example.com/a",
    "data:application/json,{}",
    "urn:a:b",
    "file://example.com/a.json",
  ])("would leave this machine: %s", async (target) => {
    expect(await complaintOf(loadFirst({ "a.json": withSchemas({ A: ref(target) }) }))).toMatchObject({
      code: "document/remote-ref",
    });
  });
});

describe("the document's own folder", () => {
  const inside = { "spec/b.json": { title: "inside" }, "secret.json": { title: "secret" } };

  async function complaint(target: (folder: string) => string, prepare?: (folder: string) => void): Promise<string> {
    const folder = folderWith({ ...inside, "spec/dir/c.json": {} });
    prepare?.(folder);
    const file = path.join(folderInside(folder, target(folder)), "a.json");
    return (await complaintOf(load(file))).code;
  }

  function folderInside(folder: string, target: string): string {
    const name = path.join(folder, "spec");
    const made = folderWith({ "a.json": withSchemas({ A: ref(target) }) });
    symlinkSync(path.join(made, "a.json"), path.join(name, "a.json"));
    return name;
  }

  it.each([
    ["a relative path", () => "../secret.json"],
    ["a relative path that hides", () => "dir/../../secret.json"],
    ["an encoded path", () => "%2e%2e/secret.json"],
    ["an absolute path", (folder: string) => path.join(folder, "secret.json")],
    ["a file URL", (folder: string) => `file://${folder}/secret.json`],
    ["a path to what does not exist", () => "../../none.json"],
    ["a path of the system", () => "/etc/passwd"],
  ])("is not left by %s", async (_, target) => {
    expect(await complaint(target)).toBe("document/outside-ref");
  });

  it("is not left by a symbolic link to a file or a folder", async () => {
    expect(
      await complaint(
        () => "link.json",
        (folder) => symlinkSync(path.join(folder, "secret.json"), path.join(folder, "spec/link.json")),
      ),
    ).toBe("document/outside-ref");
    expect(
      await complaint(
        () => "up/secret.json",
        (folder) => symlinkSync(folder, path.join(folder, "spec/up")),
      ),
    ).toBe("document/outside-ref");
  });

  it("is not left from a file in it", async () => {
    const folder = folderWith({
      "spec/a.json": withSchemas({ A: ref("dir/b.json") }),
      "spec/dir/b.json": { items: ref("../../secret.json") },
      "secret.json": {},
    });
    expect(await complaintOf(load(path.join(folder, "spec/a.json")))).toMatchObject({
      code: "document/outside-ref",
      at: "b.json:3:5",
    });
  });

  it("holds only files, not folders or devices", async () => {
    expect(await complaint(() => "dir")).toBe("document/unresolved-ref");
  });

  it("may be named by absolute paths and file URLs", async () => {
    for (const target of [
      (folder: string) => path.join(folder, "b.json"),
      (folder: string) => `file://${folder}/b.json`,
    ]) {
      const folder = folderWith({ "b.json": { title: "b" } });
      const named = folderWith({});
      const file = path.join(folder, "a.json");
      symlinkSync(path.join(folderWith({ "a.json": withSchemas({ A: ref(target(folder)) }) }), "a.json"), file);
      expect(named).not.toBe(folder);
      const { document } = await load(file);
      expect(document.at("#/components/schemas/A/title")).toBe("b");
    }
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
