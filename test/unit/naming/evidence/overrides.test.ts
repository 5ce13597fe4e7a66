import { describe, expect, it } from "@jest/globals";
import type { Decisions } from "../../../../src/config/decisions.js";
import { name } from "../../../../src/naming/name.js";
import { apiOf, callsOf, codesOf, methodsOf, pythonSample, sample, type Sketches } from "../apis.js";

const js = (call: string) => [sample(`await client.${call}({});`)];
const sketches: Sketches = {
  "GET /vector_stores": { js: js("beta.vectorStores.list") },
  "DELETE /vector_stores/{id}": { js: js("beta.vectorStores.del") },
  "POST /vector_stores/{id}/files": { js: js("beta.vectorStores.files.create") },
  "GET /keys": { id: "keys_all" },
};

describe("overrides", () => {
  it("decide single calls, by configuration before document", () => {
    const wanted: Sketches = {
      "GET /keys": { wantedCall: "secrets.all", js: js("keys.list") },
      "POST /keys": { wantedCall: "secrets.make" },
    };
    expect(callsOf(wanted, { calls: { "get  /keys": "a.b.c" } })).toEqual({
      "GET /keys": "a.b.c",
      "POST /keys": "secrets.make",
    });
  });

  it("may put a method on the client", () => {
    expect(callsOf(sketches, { calls: { "GET /keys": "search" } })).toMatchObject({ "GET /keys": "search" });
  });

  it.each([
    ["organizationID.getFromURL", "organizationID.getFromURL"],
    ["list_events", "list_events"],
    ["Keys.ListAll", "Keys.ListAll"],
    ["api-keys.list", "apiKeys.list"],
    ["list_events.constructor", "list_events.constructor_"],
    ["_call", "call"],
  ])("stay as they are written where that is legal: %s", (written, call) => {
    expect(callsOf(sketches, { calls: { "GET /keys": written } })).toMatchObject({ "GET /keys": call });
    expect(callsOf(sketches, { locked: { "GET /keys": call } })).toMatchObject({ "GET /keys": call });
  });

  it("are spelled as its SDKs spell them where a stainless.yml has them", () => {
    expect(callsOf(sketches, { stainless: { "GET /keys": "api_keys.list_all" } })).toMatchObject({
      "GET /keys": "apiKeys.listAll",
    });
  });

  it("move everything under a path prefix, and keep the verbs", () => {
    expect(callsOf(sketches, { prefix: { "/vector_stores": "vectorStores" } })).toEqual({
      "GET /vector_stores": "vectorStores.list",
      "DELETE /vector_stores/{id}": "vectorStores.del",
      "POST /vector_stores/{id}/files": "vectorStores.files.create",
      "GET /keys": "keys.list",
    });
  });

  it("prefer the longer prefix, and match whole segments only", () => {
    const config = { prefix: { "/vector_stores": "stores", "/vector_stores/{id}/files": "files", "/key": "wrong" } };
    expect(callsOf(sketches, config)).toMatchObject({
      "GET /vector_stores": "stores.list",
      "POST /vector_stores/{id}/files": "files.create",
      "GET /keys": "keys.list",
    });
  });

  it("rename a verb everywhere but in calls", () => {
    expect(callsOf(sketches, { verbs: { del: "delete", list: "all" }, calls: { "GET /keys": "keys.list" } })).toEqual({
      "GET /vector_stores": "beta.vectorStores.all",
      "DELETE /vector_stores/{id}": "beta.vectorStores.delete",
      "POST /vector_stores/{id}/files": "beta.vectorStores.files.create",
      "GET /keys": "keys.list",
    });
  });

  it("are told in the reason, with what they changed", () => {
    const methods = methodsOf(name(apiOf(sketches), { verbs: { del: "delete" } }));
    const reason = methods.find(({ call }) => call === "beta.vectorStores.delete")?.reason;
    expect(reason).toMatchObject({
      authority: "override",
      because: {
        kind: "verbsEntry",
        verb: "del",
        replacement: "delete",
        before: { kind: "sample", language: "javascript", written: "client.beta.vectorStores.del", outvotes: false },
      },
    });
  });

  it("leave operations out by address, path or namespace", () => {
    expect(Object.keys(callsOf(sketches, { skip: ["GET /keys", "/vector_stores/{id}"] }))).toEqual([
      "GET /vector_stores",
    ]);
    expect(Object.keys(callsOf(sketches, { skip: ["beta.vectorStores.files", "keys"] }))).toEqual([
      "GET /vector_stores",
      "DELETE /vector_stores/{id}",
    ]);
    expect(Object.keys(callsOf(sketches, { only: ["/keys"] }))).toEqual(["GET /keys"]);
    expect(
      Object.keys(callsOf(sketches, { only: ["beta.vectorStores"], skip: ["DELETE /vector_stores/{id}"] })),
    ).toEqual(["GET /vector_stores", "POST /vector_stores/{id}/files"]);
  });

  it("that meet nothing or are no calls are findings", () => {
    const config = {
      calls: { "GET /nothing": "a.b", "GET /keys": "a..b" },
      prefix: { "/no": "x" },
      skip: ["/no"],
      only: ["GET /vector_stores", "POST /no"],
    };
    expect(codesOf(sketches, config)).toEqual([
      "naming/unknown-target",
      "naming/not-a-call",
      "naming/unknown-target",
      "naming/unknown-target",
      "naming/unknown-target",
    ]);
    expect(codesOf({ "GET /a": { wantedCall: "" } })).toEqual(["naming/not-a-call"]);
  });

  it("survive keys that every object has", () => {
    expect(callsOf(sketches, { verbs: JSON.parse('{"__proto__": "x"}') as Record<string, string> })).toEqual(
      callsOf(sketches),
    );
    expect(callsOf({ "GET /a": { js: js("a.toString") } }, { verbs: {} })).toEqual({ "GET /a": "a.toString_" });
  });
});

describe("locked names", () => {
  const before = { "GET /keys": "keys.all", "GET /vector_stores": "vectorStores.list" };

  it("stay, and a finding says what they would be called", () => {
    const named = name(apiOf(sketches), { locked: before });
    const calls = methodsOf(named).map(({ call }) => call);
    expect(calls).toEqual(expect.arrayContaining(["keys.all", "vectorStores.list"]));
    expect(named.diagnostics.filter(({ code }) => code === "naming/locked")).toMatchObject([
      {
        severity: "info",
        message:
          "GET /vector_stores keeps the call `vectorStores.list` because names are locked; the document would now call it `beta.vectorStores.list`.",
        hint: 'Rename it with `calls: { "GET /vector_stores": beta.vectorStores.list }` under `x-callwright`.',
      },
      { message: expect.stringContaining("GET /keys keeps the call `keys.all`") },
    ]);
  });

  it("do not rename neighbours of a new sample", () => {
    const plain: Sketches = { "GET /stores": {}, "GET /stores/{id}": {} };
    const sampled: Sketches = {
      "GET /stores": { js: js("beta.stores.list") },
      "GET /stores/{id}": {},
      "DELETE /stores/{id}": {},
    };
    expect(callsOf(sampled, { locked: new Map(Object.entries(callsOf(plain))) })).toEqual({
      "GET /stores": "stores.list",
      "GET /stores/{id}": "stores.retrieve",
      "DELETE /stores/{id}": "stores.delete",
    });
  });

  it("yield to calls that the configuration decides", () => {
    expect(callsOf(sketches, { locked: before, calls: { "GET /keys": "keys.fetch" } })).toMatchObject({
      "GET /keys": "keys.fetch",
    });
  });

  it("are silent where nothing would change", () => {
    expect(codesOf(sketches, { locked: callsOf(sketches) })).toEqual([]);
  });
});

describe("casings", () => {
  const config = { casings: { url: "URL", mcp: "MCP", id: "ID" } };
  it.each<[sketches: Sketches, call: string, more?: Decisions]>([
    [{ "GET /mcp-servers/{id}/upload-url": {} }, "mcpServers.uploadURL"],
    [{ "GET /remote-mcp-urls": {} }, "remoteMCPURLs.list"],
    [{ "GET /user-ids": {} }, "userIDs.list"],
    [{ "GET /a": { python: [pythonSample("client.a.get_url()")] } }, "a.getURL"],
    [{ "GET /a": { js: [sample("client.a.getUrl()")] } }, "a.getUrl"],
    [{ "GET /a": { wantedCall: "a.getUrl" } }, "a.getUrl"],
    [{ "GET /admin/new-url": {} }, "adminUrl.newURL.retrieve", { prefix: { "/admin": "adminUrl" } }],
    [{ "GET /url": {} }, "url.retrieve"],
  ])("spell the words of %j", (sketches, call, more = {}) => {
    expect(Object.values(callsOf(sketches, { ...config, ...more }))).toEqual([call]);
  });
});
