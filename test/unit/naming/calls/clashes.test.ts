import { describe, expect, it } from "@jest/globals";
import { name } from "../../../../src/naming/name.js";
import { apiOf, callsOf, methodsOf, resourcesOf, sample, type Sketches } from "../apis.js";

const js = (call: string) => [sample(`await client.${call}({});`)];

describe("two operations that claim one call", () => {
  const copied: Sketches = {
    "GET /integrations": { js: js("integrations.list") },
    "GET /integrations/{slug}": { js: js("virtualKeys.retrieve") },
    "GET /virtual-keys/{slug}": { js: js("virtualKeys.retrieve") },
  };

  it("are settled by the better match of path and call", () => {
    expect(callsOf(copied)).toEqual({
      "GET /integrations": "integrations.list",
      "GET /integrations/{slug}": "integrations.retrieve",
      "GET /virtual-keys/{slug}": "virtualKeys.retrieve",
    });
  });

  it("are settled the same way in any order of the document", () => {
    expect(callsOf(Object.fromEntries(Object.entries(copied).reverse()))).toEqual(callsOf(copied));
  });

  it("give a finding that names both, and the line that decides otherwise", () => {
    const [finding, ...rest] = name(apiOf(copied), {}).diagnostics;
    expect(rest).toEqual([]);
    expect(finding).toEqual({
      code: "naming/sample-of-another-operation",
      severity: "warning",
      message:
        "The sample of GET /integrations/{slug} calls `virtualKeys.retrieve`, which belongs to GET /virtual-keys/{slug}; this operation becomes `integrations.retrieve`.",
      hint: 'Correct the sample, or decide with `calls: { "GET /integrations/{slug}": integrations.retrieve }` under `x-callwright`.',
      place: { pointer: "#/paths/~1integrations~1{slug}/get/x-codeSamples/0/source" },
    });
  });

  it("leave what was lost in the reason", () => {
    const method = methodsOf(name(apiOf(copied), {})).find(({ call }) => call === "integrations.retrieve");
    expect(method?.reason.rejected).toContainEqual({
      call: "virtualKeys.retrieve",
      authority: "sample",
      because: { kind: "sample", language: "javascript", written: "client.virtualKeys.retrieve", outvotes: false },
      lost: { kind: "clash", owner: { method: "get", path: "/virtual-keys/{slug}" } },
      pointer: "#/paths/~1integrations~1{slug}/get/x-codeSamples/0/source",
    });
  });

  it("go to the operation whose path says it, even against another one's sample", () => {
    expect(callsOf({ "GET /hooks/{id}": { js: js("keys.retrieve") }, "GET /keys/{id}": {} })).toEqual({
      "GET /hooks/{id}": "hooks.retrieve",
      "GET /keys/{id}": "keys.retrieve",
    });
  });

  it("go to the sampled operation where both paths would do", () => {
    expect(callsOf({ "GET /keys": {}, "GET /keys/all": { js: js("keys.list") } })).toEqual({
      "GET /keys": "keys.list2",
      "GET /keys/all": "keys.list",
    });
  });

  it("go to an override always", () => {
    expect(callsOf({ "GET /keys": {}, "GET /other": { wantedCall: "keys.list" } })).toMatchObject({
      "GET /other": "keys.list",
    });
  });

  it("are told apart by operationId, by parameter, by number, in this order", () => {
    const sketches = { "GET /keys/{id}": {}, "GET /keys/{name}": { id: "keyByName" } };
    expect(callsOf(sketches)).toEqual({ "GET /keys/{id}": "keys.retrieve", "GET /keys/{name}": "keys.keyByName" });
    expect(callsOf({ "GET /keys/{id}": {}, "GET /keys/{name}": {} })).toEqual({
      "GET /keys/{id}": "keys.retrieve",
      "GET /keys/{name}": "keys.retrieveByName",
    });
    expect(callsOf({ "GET /a-b": {}, "GET /a_b": {}, "GET /aB": {} })).toEqual({
      "GET /a-b": "aB.retrieve",
      "GET /a_b": "aB.retrieve2",
      "GET /aB": "aB.retrieve3",
    });
  });

  it("spare the deprecated one least", () => {
    expect(callsOf({ "GET /keys/{id}": { deprecated: true }, "GET /keys/{name}": {} })).toEqual({
      "GET /keys/{id}": "keys.retrieveById",
      "GET /keys/{name}": "keys.retrieve",
    });
  });

  it("clash whatever the case of letters", () => {
    const named = name(
      apiOf({ "GET /keys/a": { js: js("keys.listEvents") }, "GET /keys/b": { js: js("keys.listevents") } }),
      {},
    );
    expect(new Set(methodsOf(named).map(({ call }) => call.toLowerCase())).size).toBe(2);
    expect(named.diagnostics.map(({ code }) => code)).toContain("naming/clash");
  });
});

describe("a name that is a method and a namespace", () => {
  it("moves the method inside", () => {
    const sketches: Sketches = { "GET /keys": { js: js("keys") }, "GET /keys/{id}": { js: js("keys.retrieve") } };
    expect(callsOf(sketches)).toEqual({ "GET /keys": "keys.list", "GET /keys/{id}": "keys.retrieve" });
    expect(name(apiOf(sketches), {}).diagnostics).toMatchObject([
      {
        code: "naming/method-and-namespace",
        message: expect.stringContaining("GET /keys/{id}"),
        hint: expect.stringContaining('"GET /keys": keys.list'),
      },
    ]);
  });

  it("moves it to `call` where every plainer name inside is taken", () => {
    expect(callsOf({ "POST /run": { js: js("run") }, "POST /runs": { js: js("run.create") } })).toEqual({
      "POST /run": "run.call",
      "POST /runs": "run.create",
    });
  });

  it("moves the namespace where only the method was written by somebody", () => {
    expect(callsOf({ "POST /rerank": { js: js("rerank") }, "GET /rerank/models": {} })).toEqual({
      "POST /rerank": "rerank",
      "GET /rerank/models": "rerankModels.list",
    });
  });
});

describe("names of classes and files", () => {
  it("are unique where paths of resources run together", () => {
    const named = name(
      apiOf({ "GET /admin/users/{id}": {}, "POST /admin/users": {}, "GET /adminUsers/{id}": {}, "GET /acme/{id}": {} }),
      {},
    );
    expect(resourcesOf(named).map(({ path, className, fileName }) => [path.join("."), className, fileName])).toEqual([
      ["admin", "Admin", "admin"],
      ["admin.users", "AdminUsers", "admin-users"],
      ["adminUsers", "AdminUsers2", "admin-users-2"],
      ["acme", "AcmeResource", "acme"],
    ]);
    expect(methodsOf(named).map(({ typeName }) => typeName)).toEqual([
      "AdminUsersRetrieve",
      "AdminUsersCreate",
      "AdminUsersRetrieve2",
      "AcmeRetrieve",
    ]);
  });

  it("are not those of the types of methods", () => {
    const named = name(
      apiOf({ "GET /keys/{id}": {}, "GET /keys-retrieve-params/{id}": {}, "GET /acmeOptions/{id}": {} }),
      {},
    );
    expect(resourcesOf(named).map(({ className }) => className)).toEqual([
      "Keys",
      "KeysRetrieveParams2",
      "AcmeOptions2",
    ]);
  });

  it("spell one namespace one way, as the strongest authority does", () => {
    const named = name(apiOf({ "GET /mcpservers/{id}": {}, "POST /mcpservers": { js: js("mcpServers.create") } }), {});
    expect(resourcesOf(named).map(({ name: resource }) => resource)).toEqual(["mcpServers"]);
  });

  it("are described by the tag of the same name, or the tag all methods carry", () => {
    const tags = [
      { name: "Api-Keys", description: "Keys." },
      { name: "Analytics > Graphs", description: "Graphs." },
      { name: "Stuff", description: "Other." },
    ];
    const sketches: Sketches = {
      "GET /api-keys": {},
      "POST /analytics/graphs": {},
      "GET /things": { tags: ["Stuff"] },
    };
    const described = resourcesOf(name(apiOf(sketches, { tags }), {})).map(({ path, description }) => [
      path.join("."),
      description,
    ]);
    expect(described).toEqual([
      ["apiKeys", "Keys."],
      ["analytics", undefined],
      ["analytics.graphs", "Graphs."],
      ["things", "Other."],
    ]);
  });

  it.each<[address: string, wantedCall: string, used: string, why: string]>([
    ["POST /jobs/{id}/x", "jobs.then", "jobs.then_", "`await` calls the method `then` on any object that has one"],
    [
      "POST /jobs/{id}/x",
      "jobs.toJSON",
      "jobs.toJSON_",
      "`JSON.stringify` calls the method `toJSON` on any object that has one",
    ],
    ["POST /jobs/{id}/x", "jobs.prototype", "jobs.prototype_", "classes have a property of that name"],
    ["POST /jobs/{id}/x", "jobs.toString", "jobs.toString_", "every object inherits a property of that name"],
    ["GET /options", "options.list", "options_", "every client already has a member of that name"],
  ])("say why %s cannot be %s", (address, wantedCall, used, why) => {
    const wanted = used.replace(/^.*\.|_$/g, "");
    expect(name(apiOf({ [address]: { wantedCall } }), {}).diagnostics).toMatchObject([
      {
        code: "naming/reserved-name",
        message: `${address} cannot use the name \`${wanted}\`: ${why}. It becomes \`${used}\`.`,
      },
    ]);
  });
});

describe("hostile documents", () => {
  it("with paths of thousands of segments or characters still give names of bearable size", () => {
    const deep = { "GET /x": {}, [`GET /${"a/".repeat(2_000)}`]: {}, [`GET /${"b".repeat(100_000)}`]: {} };
    const named = name(apiOf(deep), {});
    for (const { call } of methodsOf(named)) expect(call.split(".").length).toBeLessThanOrEqual(17);
    for (const { className, fileName } of resourcesOf(named)) {
      expect(className.length).toBeLessThan(140);
      expect(fileName.length).toBeLessThan(140);
    }
  });

  it("in which a thousand claim one call are settled all the same", () => {
    const claims = Array.from(
      { length: 1_000 },
      (_, index) => [`GET /${"-".repeat(index)}a`, { js: js("a.b") }] as const,
    );
    const calls = Object.values(callsOf(Object.fromEntries(claims)));
    expect(new Set(calls).size).toBe(1_000);
  });
});
