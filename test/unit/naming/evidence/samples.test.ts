import { describe, expect, it } from "@jest/globals";
import { name } from "../../../../src/naming/name.js";
import { apiOf, callsOf, codesOf, methodsOf, pythonSample, sample, type Sketches } from "../apis.js";

const js = (call: string) => [sample(`await client.${call}({});`)];
const python = (call: string) => [pythonSample(`client.${call}()`)];

describe("a sample", () => {
  it("names its operation, camel-cased, whatever operationId and path say", () => {
    expect(
      callsOf({ "POST /v1/images/generations": { id: "images/create-image", js: js("images.generate") } }),
    ).toEqual({
      "POST /v1/images/generations": "images.generate",
    });
    expect(callsOf({ "GET /api_keys": { js: js("api_keys.list_all") } })).toEqual({
      "GET /api_keys": "apiKeys.listAll",
    });
  });

  it("counts under any label for JavaScript, in any case", () => {
    for (const language of ["JavaScript", "js", "Node.js", "node", "TypeScript", "TS", "Java Script"]) {
      const samples = [{ language, source: js("keys.all")[0] ?? "" }];
      expect(callsOf({ "GET /keys": { samples } })).toEqual({ "GET /keys": "keys.all" });
    }
    expect(
      callsOf({ "GET /keys": { samples: [{ language: "", label: "Node SDK", source: js("keys.all")[0] ?? "" }] } }),
    ).toEqual({ "GET /keys": "keys.all" });
    for (const language of ["java", "json", "shell", "curl"]) {
      expect(callsOf({ "GET /keys": { samples: [{ language, source: js("keys.all")[0] ?? "" }] } })).toEqual({
        "GET /keys": "keys.list",
      });
    }
  });

  it("in Python stands in where there is no readable JavaScript", () => {
    expect(callsOf({ "GET /keys": { python: python("api_keys.list_all") } })).toEqual({
      "GET /keys": "apiKeys.listAll",
    });
    expect(callsOf({ "GET /keys": { js: ["await fetch('/keys')"], python: python("api_keys.list_all") } })).toEqual({
      "GET /keys": "apiKeys.listAll",
    });
    expect(callsOf({ "GET /keys": { js: js("keys.all"), python: python("api_keys.list_all") } })).toEqual({
      "GET /keys": "keys.all",
    });
  });

  it("of several calls gives the one that fits the path", () => {
    const source = sample(
      `const file = await client.files.create({});\nconst image = await client.images.edit({ file });\nawait client.files.delete(file.id);`,
    );
    expect(callsOf({ "POST /images/edits": { js: [source] } })).toEqual({ "POST /images/edits": "images.edit" });
  });

  it("gives the namespace only where it calls a streaming helper", () => {
    expect(callsOf({ "POST /responses": { js: js("beta.responses.stream") } })).toEqual({
      "POST /responses": "beta.responses.create",
    });
  });

  it("of raw requests gives no name", () => {
    expect(callsOf({ "POST /rerank": { js: [sample('await client.post("/rerank", {});')] } })).toEqual({
      "POST /rerank": "rerank.create",
    });
  });

  it("says which ids may be given by position", () => {
    const { reason: _, ...method } = methodsOf(
      name(
        apiOf({
          "POST /threads/{thread_id}/runs/{run_id}": { js: [sample('client.threads.runs.update("t", "r", { a: 1 })')] },
        }),
        {},
      ),
    )[0] ?? { reason: undefined };
    expect(method).toMatchObject({ call: "threads.runs.update", positional: { names: ["thread_id", "run_id"] } });
  });

  it("leaves its evidence in the reason", () => {
    const [method] = methodsOf(name(apiOf({ "GET /keys": { id: "listKeys", js: js("apiKeys.all") } }), {}));
    expect(method?.reason).toMatchObject({
      authority: "sample",
      because: { kind: "sample", language: "javascript", written: "client.apiKeys.all", outvotes: false },
      pointer: "#/paths/~1keys/get/x-codeSamples/0/source",
    });
    expect(method?.reason.rejected.map(({ call, authority }) => [call, authority])).toEqual([
      ["apiKeys.listKeys", "operationId"],
      ["apiKeys.list", "convention"],
      ["keys.list", "convention"],
    ]);
  });
});

describe("neighbours", () => {
  const sampled: Sketches = {
    "GET /vector_stores": { js: js("beta.vectorStores.list") },
    "POST /vector_stores/{id}/files": { js: js("beta.vectorStores.files.create") },
  };

  it("lend their namespace to operations without evidence, and to what is below", () => {
    expect(
      callsOf({
        ...sampled,
        "GET /vector_stores/{id}": {},
        "POST /vector_stores/{id}/search": {},
        "GET /vector_stores/{id}/files/{file}/chunks": {},
        "GET /others": {},
      }),
    ).toMatchObject({
      "GET /vector_stores/{id}": "beta.vectorStores.retrieve",
      "POST /vector_stores/{id}/search": "beta.vectorStores.search",
      "GET /vector_stores/{id}/files/{file}/chunks": "beta.vectorStores.files.chunks.list",
      "GET /others": "others.list",
    });
  });

  it("lend it to operationIds that give the verb only", () => {
    expect(
      callsOf({ ...sampled, "DELETE /vector_stores/{id}": { id: "Stores_purge" }, "GET /keys": { id: "Keys_all" } }),
    ).toMatchObject({
      "DELETE /vector_stores/{id}": "beta.vectorStores.purge",
      "GET /keys": "keys.all",
    });
  });

  it("are not misled by a verb that a sample made of the last segment", () => {
    expect(
      callsOf({
        "POST /images/generations": { js: js("images.generate") },
        "GET /images/generations/{id}": {},
        "GET /images/{id}": {},
      }),
    ).toMatchObject({
      "GET /images/generations/{id}": "images.generations.retrieve",
      "GET /images/{id}": "images.retrieve",
    });
  });

  it("outvote a JavaScript sample together with the operation's own Python sample", () => {
    const sketches: Sketches = {
      ...sampled,
      "GET /vector_stores/{id}/files": { js: js("beta.vectorStores.files.list") },
      "POST /vector_stores/{id}/files/{file}/cancel": {
        js: js("vector_stores.files.cancel"),
        python: python("beta.vector_stores.files.cancel"),
      },
    };
    expect(callsOf(sketches)).toMatchObject({
      "POST /vector_stores/{id}/files/{file}/cancel": "beta.vectorStores.files.cancel",
    });
    expect(codesOf(sketches)).toEqual(["naming/sample-outvoted"]);
  });

  it("without one only complain", () => {
    const sketches: Sketches = {
      ...sampled,
      "GET /vector_stores/{id}/files": { js: js("beta.vectorStores.files.list") },
      "POST /vector_stores/{id}/files/{file}/cancel": { js: js("vectorStores.files.cancel") },
    };
    expect(callsOf(sketches)).toMatchObject({
      "POST /vector_stores/{id}/files/{file}/cancel": "vectorStores.files.cancel",
    });
    expect(codesOf(sketches)).toEqual(["naming/sample-alone"]);
  });
});

describe("findings about samples", () => {
  const findings = (sketches: Sketches) => name(apiOf(sketches), {}).diagnostics;

  it("say where a sample does not parse, once for copies of it", () => {
    const broken = sample('client.keys.list({ a: "1",", });');
    const [finding, ...rest] = findings({ "GET /keys": { js: [broken, broken, broken] } });
    expect(rest).toEqual([]);
    expect(finding).toMatchObject({
      code: "naming/sample-syntax",
      severity: "warning",
      message: expect.stringMatching(
        /^The javascript sample of GET \/keys does not parse: .*, in line \d of the sample\. 2 more of its samples have the same fault\.$/,
      ),
      place: { pointer: "#/paths/~1keys/get/x-codeSamples/0/source" },
    });
  });

  it.each<[code: string, sketches: Sketches]>([
    ["sample-language", { "GET /keys": { js: ["from acme import Acme\nclient = Acme()\nclient.keys.list()\n"] } }],
    ["sample-arguments", { "GET /keys": { js: [sample('client.keys.list(id="x")')] } }],
    ["sample-spelling", { "GET /keys": { js: js("api_keys.list_all") } }],
    [
      "sample-client",
      { "GET /keys": { js: ['import Acme from "acme";\nconst acme = new Acme();\nclient.keys.list();'] } },
    ],
    ["sample-disagreement", { "GET /keys": { js: [...js("keys.list"), ...js("admin.keys.list")] } }],
    ["sample-verb", { "GET /keys/{id}": { js: js("keys.delete") } }],
    [
      "sample-of-another-operation",
      { "GET /hooks/{id}": { js: js("keys.retrieve") }, "GET /keys/{id}": { js: js("keys.retrieve") } },
    ],
    ["mixed-verbs", { "DELETE /keys/{id}": { js: js("keys.del") }, "DELETE /hooks/{id}": { js: js("hooks.delete") } }],
    [
      "mixed-base-url",
      {
        "GET /keys": { js: ["new Acme({ baseUrl: 1 }).keys.list()"] },
        "GET /hooks": { js: ["new Acme({ baseURL: 1 }).hooks.list()"] },
      },
    ],
  ])("report naming/%s, and nothing else", (code, sketches) => {
    const found = findings(sketches);
    expect(found.map((finding) => finding.code)).toEqual([`naming/${code}`]);
    expect(found[0]?.hint).toBeDefined();
    expect(found[0]?.place).toHaveProperty("pointer");
  });

  it("are none for a document in order", () => {
    expect(
      findings({
        "GET /keys": { js: js("keys.list"), python: python("keys.list") },
        "DELETE /keys/{id}": { js: js("keys.delete") },
      }),
    ).toEqual([]);
  });

  it("read Python under a JavaScript label as Python", () => {
    expect(
      callsOf({ "GET /keys": { js: ["from acme import Acme\nclient = Acme()\nclient.api_keys.list_all()\n"] } }),
    ).toEqual({ "GET /keys": "apiKeys.listAll" });
  });

  it("keep a verb that its HTTP method cannot be away from the name", () => {
    expect(callsOf({ "GET /keys/{id}": { js: js("keys.delete") } })).toEqual({ "GET /keys/{id}": "keys.retrieve" });
    expect(callsOf({ "GET /keys/{id}/delete": { js: js("keys.delete") } })).toEqual({
      "GET /keys/{id}/delete": "keys.delete",
    });
  });
});
