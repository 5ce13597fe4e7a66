import { describe, expect, it } from "@jest/globals";
import type { HttpMethod } from "../../../../src/api/api.js";
import {
  conventionalVerb,
  isAction,
  isPlainVerb,
  SYNONYMS,
  verbOf,
  VERBS,
} from "../../../../src/naming/calls/verbs.js";
import { callsOf, codesOf, sample } from "../apis.js";

const METHODS: readonly HttpMethod[] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
const js = (call: string) => [sample(`await client.${call}({});`)];

describe("the table of verbs", () => {
  it("has each word once, in the form in which a method's name starts with it", () => {
    expect(new Set(VERBS.map(({ word }) => word)).size).toBe(VERBS.length);
    expect(VERBS.filter(({ word }) => !/^[a-z]+$/.test(word))).toEqual([]);
  });

  it("has no verb that fits an HTTP method and contradicts it, and none that only contradicts", () => {
    const torn = VERBS.filter(({ fits, contradicts = [] }) =>
      contradicts.some((method) => fits === undefined || fits.includes(method)),
    );
    expect(torn).toEqual([]);
  });

  it("gives each HTTP method at most one verb of convention, which fits it", () => {
    const methods = VERBS.flatMap(({ conventionFor = [] }) => conventionFor);
    expect(new Set(methods).size).toBe(methods.length);
    for (const method of methods) expect(verbOf(conventionalVerb(method))?.fits).toContain(method);
    expect(METHODS.map(conventionalVerb)).toEqual([
      "retrieve",
      "update",
      "create",
      "delete",
      "options",
      "head",
      "update",
      "trace",
    ]);
  });

  it("has synonyms of usual verbs only, which agree with them about HTTP methods", () => {
    for (const [usual, other] of SYNONYMS) {
      const [one, two] = [verbOf(usual), verbOf(other)];
      expect(one?.isPlain).toBe(true);
      expect(one?.synonymOf).toBeUndefined();
      expect([two?.fits, two?.contradicts]).toEqual([one?.fits, one?.contradicts]);
    }
    expect(SYNONYMS).toEqual([
      ["retrieve", "fetch"],
      ["delete", "del"],
      ["delete", "destroy"],
    ]);
  });

  it("is read by the first word of a method's name, of a path's segment in any spelling", () => {
    expect(verbOf("listEvents")?.word).toBe("list");
    expect([verbOf("listing"), verbOf("List"), verbOf("")]).toEqual([undefined, undefined, undefined]);
    expect(["rotate", "Rotate-Key", "rotateKey", "rotation", "keys"].map(isAction)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(["list", "del", "generate", "listEvents"].map(isPlainVerb)).toEqual([true, true, false, false]);
  });
});

describe("every verb of the table", () => {
  const contradictions = VERBS.flatMap(({ word, contradicts = [] }) => contradicts.map((method) => [word, method]));

  it.each(contradictions)("`%s` in a sample of %s is a finding", (word, method) => {
    expect(codesOf({ [`${(method ?? "").toUpperCase()} /keys/{id}`]: { js: js(`keys.${word}`) } })).toEqual([
      "naming/sample-verb",
    ]);
  });

  it.each(VERBS.filter(({ isAction: is }) => is === true).map(({ word }) => word))("`/%s` is an action", (word) => {
    expect(callsOf({ [`POST /keys/{id}/${word}`]: {} })).toEqual({ [`POST /keys/{id}/${word}`]: `keys.${word}` });
  });

  it.each(SYNONYMS)("`%s` beside `%s` is a finding", (usual, other) => {
    const method = conventionalVerb("delete") === usual ? "DELETE" : "GET";
    const sketches = {
      [`${method} /keys/{id}`]: { js: js(`keys.${usual}`) },
      [`${method} /hooks/{id}`]: { js: js(`hooks.${other}`) },
    };
    expect(codesOf(sketches)).toEqual(["naming/mixed-verbs"]);
  });
});
