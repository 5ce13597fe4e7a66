import path from "node:path";
import { symlinkSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { load } from "../../../../src/document/load.js";
import {
  complaintOf,
  complaintsOf,
  folderWith,
  loadFirst,
  loadText,
  openapi,
  placeText,
  withSchemas,
} from "../support.js";

const ref = (target: string): { $ref: string } => ({ $ref: target });

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
      "b.json": { type: "object", text: "a", list: [], none: null },
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

describe("neighbours of a document that are nobody's business", () => {
  const SECRET = "SECRET_OF_A_NEIGHBOUR";
  const names = [".env", ".netrc", ".ssh/id", "node_modules/x/package.json", "sub/.hidden.yaml", ".git/config.json"];

  it.each(["node_modules", "NODE_MODULES", "Node_Modules"])(
    "are no schemas of installed packages: %s",
    async (name) => {
      const schema = { type: "object", description: SECRET };
      const files = { "openapi.json": withSchemas({ Pet: ref(`${name}/x/a.json`) }), [`${name}/x/a.json`]: schema };
      const complaint = await complaintOf(loadFirst(files));
      expect(complaint.code).toBe("document/hidden-ref");
    },
  );

  it.each([...names, "id_rsa", "secrets", "notes.conf"])("are not read, not even through a link: %s", async (name) => {
    const text = name.endsWith(".json") ? JSON.stringify({ description: SECRET }) : `KEY: ${SECRET}\n`;
    for (const target of [name, `${name}#/description`, `${name}#/KEY`, "link.json", "link.json#/KEY", "link.md"]) {
      for (const document of [
        openapi({ info: { title: "A", version: "1", description: ref(target) } }),
        withSchemas({ Pet: ref(target) }),
      ]) {
        const folder = folderWith({ "openapi.json": document, [name]: text });
        for (const link of ["link.json", "link.md"]) symlinkSync(name, path.join(folder, link));
        const [complaint] = await complaintsOf(load(path.join(folder, "openapi.json")));
        expect(complaint?.code).toMatch(/^document\/(?:hidden|unresolved)-ref$/);
        expect(JSON.stringify(complaint)).not.toContain(SECRET);
      }
    }
  });

  const account = { type: "service_account", project_id: "p", private_key: SECRET, client_email: "a@b.example" };
  const strangers: Readonly<Record<string, unknown>> = {
    "data.json": { token: SECRET },
    "gha-creds-1.json": account,
    "package.json": { name: "a", version: SECRET, description: SECRET, scripts: { a: SECRET } },
    "list.json": [SECRET, { token: SECRET, name: SECRET }],
    "bare.yaml": SECRET,
    "deep.yaml": { db: { main: { url: SECRET, user: SECRET } } },
    "auth.json": { auths: { "https://a.example": { auth: SECRET } } },
  };
  const ways = [
    "",
    "#/token",
    "#/private_key",
    "#/version",
    "#/description",
    "#/0",
    "#/1/name",
    "#/db/main",
    "#/db/main/url",
    "#/auths",
  ];

  it.each(Object.keys(strangers))("are not read for being JSON or YAML: %s", async (name) => {
    const schema = { type: "object", properties: {} };
    for (const way of ways) {
      const target = ref(`${name}${way}`);
      for (const document of [
        openapi({ info: { title: target, version: target, description: target, contact: target } }),
        openapi({ info: target, servers: [target], tags: target }),
        withSchemas({ Pet: target, Owner: { description: target, properties: target, required: target } }),
      ]) {
        const files = { "openapi.json": document, [name]: JSON.stringify(strangers[name]), "b.json": schema };
        const { document: read, diagnostics } = await loadFirst(files);
        expect(JSON.stringify([read.root, diagnostics])).not.toContain(SECRET);
        expect(diagnostics.map(({ code }) => code)).toContain("document/unresolved-ref");
      }
    }
  });

  it("give their words only where a document has words", async () => {
    const files = { "b.json": { type: "object", title: "Words", example: SECRET, "x-token": SECRET, enum: [SECRET] } };
    const textOf = async (way: string): Promise<string> => {
      const info = { title: "A", version: "1", description: ref(`b.json#/${way}`) };
      const { document, diagnostics } = await loadFirst({ "openapi.json": openapi({ info }), ...files });
      return JSON.stringify([document.root["info"], diagnostics.map(({ code }) => code)]);
    };
    expect(await textOf("title")).toContain('"description":"Words"');
    for (const way of ["example", "x-token", "enum", "enum/0"]) {
      expect(await textOf(way)).not.toContain(SECRET);
      expect(await textOf(way)).toContain("document/unfit-ref");
    }
  });

  it.each([
    ["an answer", { description: "Not found." }],
    ["a schema without a type", { minLength: 1 }],
    ["any value", {}],
    ["a map of schemas", { Pet: { type: "object" } }],
    ["schemas in drawers", { pets: { small: { Cat: { allOf: [] } } } }],
    ["JSON Schema", { $schema: "https://json-schema.org/draft/2020-12/schema", title: "A", customKeyword: 1 }],
    ["a path item", { get: { responses: {} } }],
    ["a list of parameters", [{ name: "a", in: "query" }]],
    ["a security scheme", { type: "http", scheme: "bearer" }],
    ["Swagger 2.0", { swagger: "2.0", info: {} }],
  ])("are not meant by %s", async (_, value) => {
    const { diagnostics } = await loadFirst({ "openapi.json": openapi({ tags: ref("b.json") }), "b.json": value });
    expect(diagnostics).toEqual([]);
  });

  it("but parts of documents without an ending are, and hidden folders above the document count for nothing", async () => {
    const folder = folderWith({
      ".hidden/openapi.json": withSchemas({ Pet: ref("pets/pet"), Map: ref("map#/Pet") }),
      ".hidden/pets/pet": "title: Pet\ntype: object\n",
      ".hidden/map": "Pet:\n  properties: {}\n",
    });
    const { document } = await load(path.join(folder, ".hidden", "openapi.json"));
    expect(JSON.stringify(document.root)).toContain('"title":"Pet"');
  });

  it("and text is taken by its name where a description takes it, never for a schema", async () => {
    const files = { "a.md": "Words", "b.txt": "More" };
    const info = { title: "A", version: "1", description: ref("a.md") };
    const { document } = await loadFirst({ "openapi.json": openapi({ info }), ...files });
    expect(document.root["info"]).toMatchObject({ description: "Words" });
    const complaint = await complaintOf(loadFirst({ "openapi.json": withSchemas({ Pet: ref("b.txt") }), ...files }));
    expect(complaint.code).toBe("document/unfit-ref");
  });

  it("and text in another encoding is named in a finding, and costs only the description", async () => {
    const info = { title: "A", version: "1", description: ref("a.md") };
    const files = { "openapi.json": openapi({ info }), "a.md": Buffer.from("\uFEFFWords", "utf16le") };
    const { document, diagnostics } = await loadFirst(files);
    expect(document.root["info"]).toMatchObject({ title: "A" });
    expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
      [
        "document/unresolved-ref",
        "The reference `a.md` cannot be read. The file is encoded in UTF-16; Callwright reads UTF-8.",
      ],
    ]);
  });
});
