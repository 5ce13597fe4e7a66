import { describe, expect, it } from "@jest/globals";
import { callChanges, modelChanges } from "../../../src/naming/changes.js";
import { name } from "../../../src/naming/name.js";
import { apiOf, type Sketches } from "./apis.js";

function changes(before: Readonly<Record<string, string>>, sketches: Sketches) {
  const found = callChanges(new Map(Object.entries(before)), name(apiOf(sketches), {}).surface);
  return {
    renamed: found.renamed.map(({ before: call, method }) => [call, method.call]),
    moved: found.moved.map(({ before: address, method }) => [address, method.call]),
    vanished: found.vanished.map(({ call, address }) => [call, address]),
    appeared: found.appeared.map(({ call }) => call),
  };
}

const nothing = { renamed: [], moved: [], vanished: [], appeared: [] };

describe("calls since the package before", () => {
  it("are unchanged where they are the same, in whatever order", () => {
    expect(changes({ "GET /b": "b.retrieve", "GET /a": "a.retrieve" }, { "GET /a": {}, "GET /b": {} })).toEqual(
      nothing,
    );
  });

  it("appear and vanish", () => {
    expect(changes({ "GET /a": "a.retrieve" }, { "GET /b": {} })).toEqual({
      ...nothing,
      vanished: [["a.retrieve", "GET /a"]],
      appeared: ["b.retrieve"],
    });
  });

  it("are renamed", () => {
    expect(changes({ "GET /a": "a.get" }, { "GET /a": {} })).toEqual({
      ...nothing,
      renamed: [["a.get", "a.retrieve"]],
    });
  });

  it("mean another request where the address behind one changed", () => {
    expect(changes({ "GET /v2/a": "a.retrieve" }, { "GET /a": {} })).toEqual({
      ...nothing,
      moved: [["GET /v2/a", "a.retrieve"]],
    });
  });

  it("may be taken over by a new operation while the old one is renamed", () => {
    const before = { "GET /old-keys": "keys.list" };
    expect(changes(before, { "GET /old-keys": {}, "GET /keys": {} })).toEqual({
      ...nothing,
      renamed: [["keys.list", "oldKeys.list"]],
      moved: [["GET /old-keys", "keys.list"]],
    });
  });

  it("may change places", () => {
    const before = { "GET /a": "b.retrieve", "GET /b": "a.retrieve" };
    expect(changes(before, { "GET /a": {}, "GET /b": {} })).toEqual({
      ...nothing,
      renamed: [
        ["b.retrieve", "a.retrieve"],
        ["a.retrieve", "b.retrieve"],
      ],
    });
  });
});

describe("models since the package before", () => {
  const models = name(
    apiOf({}, { components: [{ section: "schemas", key: "key", schema: "/components/schemas/key" }] }),
    {},
  ).surface.models;

  it("are unchanged where their components have the same names, whatever came besides", () => {
    expect(modelChanges({}, { models })).toEqual({ renamed: [], vanished: [] });
    expect(modelChanges({ "schemas/key": "Key" }, { models })).toEqual({ renamed: [], vanished: [] });
  });

  it("are renamed, or vanish with their component", () => {
    expect(modelChanges({ "schemas/key": "ApiKey", "schemas/gone": "Gone" }, { models })).toEqual({
      renamed: [{ component: "schemas/key", before: "ApiKey", name: "Key" }],
      vanished: [{ component: "schemas/gone", before: "Gone" }],
    });
  });
});
