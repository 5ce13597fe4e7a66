import { describe, expect, it } from "@jest/globals";
import { name } from "../../../../src/naming/name.js";
import { reasonText, rejectionText } from "../../../../src/naming/findings/reason-text.js";
import { authorityOf, type Cause, type Loss } from "../../../../src/naming/findings/reasons.js";
import { apiOf, methodsOf, pythonSample, sample, type Sketches } from "../apis.js";

const js = (call: string) => [sample(`await client.${call}({});`)];
const sampled = { kind: "sample", language: "javascript", written: "client.keys.all", outvotes: false } as const;

/** One of each kind: a kind without an example does not compile. */
const CAUSES: { readonly [Kind in Cause["kind"]]: readonly [Extract<Cause, { kind: Kind }>, string] } = {
  callsEntry: [{ kind: "callsEntry" }, "override: `calls` in the configuration names it"],
  callExtension: [{ kind: "callExtension" }, "override: its `x-callwright-call` names it"],
  stainless: [{ kind: "stainless" }, "override: `stainless.yml` names it"],
  generatorName: [
    { kind: "generatorName", key: "x-fern-sdk-method-name" },
    "generator: its `x-fern-sdk-method-name` names it",
  ],
  tagPath: [{ kind: "tagPath", tag: "voice > agents" }, "tag: its tag `voice > agents` is the path of its namespace"],
  lock: [{ kind: "lock" }, "override: the package already calls it this, and names are locked"],
  prefixEntry: [
    { kind: "prefixEntry", prefix: "/keys", namespace: "admin.keys", verb: sampled },
    "override: `prefix` in the configuration puts `/keys` in `admin.keys`; for the verb, its JavaScript sample calls `client.keys.all`",
  ],
  verbsEntry: [
    { kind: "verbsEntry", verb: "all", replacement: "list", before: sampled },
    "override: `verbs` in the configuration renames `all` to `list`; before that, its JavaScript sample calls `client.keys.all`",
  ],
  sample: [sampled, "sample: its JavaScript sample calls `client.keys.all`"],
  streamHelper: [
    { kind: "streamHelper", written: "client.chat.stream" },
    "sample: its sample streams with `client.chat.stream`, which gives the namespace, and convention gives the verb",
  ],
  operationIdCall: [{ kind: "operationIdCall", id: "keys/all" }, "operationId: its operationId is `keys/all`"],
  operationIdVerb: [
    { kind: "operationIdVerb", id: "Keys_all", neighbours: ["admin", "keys"] },
    "operationId: its neighbours are in `admin.keys`, and its operationId `Keys_all` gives the verb",
  ],
  operationIdName: [
    { kind: "operationIdName", id: "allKeys", isPathNameless: true },
    "operationId: its operationId is `allKeys`, and its path names nothing",
  ],
  convention: [
    { kind: "convention", rule: { kind: "action", segment: "rotate" } },
    "convention: `rotate`, the last segment of its path, is an action",
  ],
  leftOver: [{ kind: "leftOver" }, "convention: other operations have every better name"],
  movedInside: [
    { kind: "movedInside", from: sampled },
    "sample: its JavaScript sample calls `client.keys.all`, and that is also a namespace",
  ],
  movedBeside: [
    { kind: "movedBeside", from: { kind: "operationIdCall", id: "a/b" } },
    "operationId: its operationId is `a/b`, and its namespace is also a method",
  ],
  clientEntry: [{ kind: "clientEntry" }, "override: `client` in the configuration names it"],
  sampledClient: [{ kind: "sampledClient", className: "Acme" }, "sample: samples make their client with `new Acme(…)`"],
  title: [{ kind: "title" }, "convention: the title of the document names it"],
};

const owner = { method: "get", path: "/keys" } as const;

const LOSSES: { readonly [Kind in Loss["kind"]]: readonly [Extract<Loss, { kind: Kind }>, string] } = {
  outranked: [{ kind: "outranked", by: "override" }, "an override outranks it"],
  preceded: [{ kind: "preceded" }, "another sample came first"],
  contradicted: [{ kind: "contradicted", method: "get", verb: "delete" }, "a GET request cannot be `delete`"],
  clash: [{ kind: "clash", owner }, "GET /keys has a better claim to the call"],
  isNamespace: [{ kind: "isNamespace", owner }, "GET /keys needs that name for a namespace"],
  isMethod: [{ kind: "isMethod", owner }, "the namespace is the method of GET /keys"],
};

describe("the words of a reason", () => {
  it.each(Object.values(CAUSES))("say %j", (because, text) => {
    expect(reasonText({ authority: authorityOf(because), because })).toBe(text);
  });

  it.each(Object.values(LOSSES))("say that a call lost because of %j", (lost, text) => {
    expect(rejectionText({ authority: "sample", because: sampled, lost })).toBe(
      `sample: its JavaScript sample calls \`client.keys.all\`, but ${text}`,
    );
  });

  it("say of the chosen name alone that nothing plainer is free", () => {
    const because = { kind: "operationIdName", id: "keyByName", isPathNameless: false } as const;
    expect(reasonText({ authority: "operationId", because })).toBe(
      "operationId: its operationId is `keyByName`, and every call with a plainer verb is taken",
    );
    expect(rejectionText({ authority: "operationId", because, lost: { kind: "outranked", by: "sample" } })).toBe(
      "operationId: its operationId is `keyByName`, but a sample outranks it",
    );
  });

  it.each<[sketches: Sketches, call: string, reason: string]>([
    [
      { "GET /a/{id}": {}, "GET /a": {} },
      "a.retrieve",
      "convention: its path names the resource, and GET on a path that ends in a parameter gives the verb",
    ],
    [
      { "POST /webhooks/{id}/secret/rotate": {} },
      "webhooks.rotateSecret",
      "convention: `secret/rotate`, the end of its path, is an action",
    ],
    [
      { "GET /stores": { js: js("beta.stores.list") }, "GET /stores/{id}": {} },
      "beta.stores.retrieve",
      "convention: its neighbours are in `beta.stores`, and GET on a path that ends in a parameter gives the verb",
    ],
    [
      {
        "GET /files": { js: js("beta.files.list") },
        "GET /files/all": { js: js("beta.files.all") },
        "POST /files/{id}/cancel": { js: js("files.cancel"), python: [pythonSample("client.beta.files.cancel()")] },
      },
      "beta.files.cancel",
      "sample: its Python sample calls `client.beta.files.cancel`, as its neighbours do, against its JavaScript sample",
    ],
    [
      { "GET /keys": { js: js("keys") }, "GET /keys/{id}": { js: js("keys.retrieve") } },
      "keys.list",
      "sample: its JavaScript sample calls `client.keys`, and that is also a namespace",
    ],
  ])("come with the names of %j", (sketches, call, reason) => {
    const method = methodsOf(name(apiOf(sketches), {})).find((one) => one.call === call);
    expect(method && reasonText(method.reason)).toBe(reason);
  });
});
