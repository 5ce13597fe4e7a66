import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { grouped, type Difference } from "../../../src/adopt/difference.js";
import { isDecided, mended, mendText, settled, type Mend } from "../../../src/adopt/mends.js";
import { sameByName } from "../../../src/adopt/similar.js";
import type { Method } from "../../../src/naming/surface.js";

describe("mends", () => {
  const mends: readonly Mend[] = [
    { key: "models", entry: "KeyObject", value: "Key" },
    { key: "client", value: "Acme" },
    { key: "positional", value: "all" },
    { key: "client", value: "AcmeClient" },
    { key: "client", value: "AcmeClient" },
    { key: "calls", entry: "GET /keys/{id}", value: "keys.get" },
  ];

  it("are settled by how many ask for them, in the order of a configuration", () => {
    expect(settled(mends).map(mendText)).toEqual([
      "client: AcmeClient",
      "positional: all",
      'calls: { "GET /keys/{id}": keys.get }',
      "models: { KeyObject: Key }",
    ]);
  });

  it("take ids by position in both ways, where calls differ", () => {
    const ways = (["last", "all", "all"] as const).map((value): Mend => ({ key: "positional", value }));
    expect(settled(ways)).toEqual([{ key: "positional", value: "both" }]);
  });

  it("decide as the lines do that they print", () => {
    const decisions = mended({}, settled(mends));
    const read = Object.assign({}, ...settled(mends).map((mend) => parse(mendText(mend)) as object)) as object;
    expect(decisions).toEqual(read);
    expect(mends.map((mend) => isDecided(decisions, mend))).toEqual(mends.map(() => true));
    expect(mends.map((mend) => isDecided({}, mend))).toEqual(mends.map(() => false));
  });

  it("leave an address to its owner, however it is written", () => {
    const mend: Mend = { key: "calls", entry: "GET /keys/{id}", value: "keys.get" };
    expect(isDecided({ calls: { "get  /keys/{key_id}": "keys.load" } }, mend)).toBe(true);
    expect(isDecided({ calls: { "GET /keys": "keys.list" } }, mend)).toBe(false);
  });

  it.each(["true", "no", "a: b", "1", "new", "a.b"])("are YAML whose values are texts, as with %s", (value) => {
    expect(parse(mendText({ key: "client", value }))).toEqual({ client: value });
  });
});

describe("differences", () => {
  const gone = (subject: string, path: string): Difference => ({ kind: "argument-gone", subject, path });
  it("of many calls are told once, and names in one call together", () => {
    const calls = ["a", "b", "c", "d"];
    const differences = [
      ...calls.flatMap((call) => [gone(call, "x"), gone(call, "y")]),
      gone("e", "p"),
      gone("e", "q"),
    ];
    expect(grouped(differences).map(({ subjects, text }) => `${subjects.join(" ")}: ${text}`)).toEqual([
      "a b c d: no longer takes `x`, `y`",
      "e: no longer takes `p`, `q`",
    ]);
  });
});

describe("calls that are the same by name", () => {
  const methods = ["beta.vectorStores.del", "chat.completions.create", "keys.list", "list.keys"].map(
    (call) => ({ call }) as Method,
  );
  it.each([
    ["vectorStores.delete", "beta.vectorStores.del"],
    ["createChatCompletion", "chat.completions.create"],
    ["completions.create", undefined],
    ["keys.list", undefined],
  ])("%s is %s", (call, method) => {
    expect(sameByName([call], methods).get(call)?.call).toBe(method);
  });
});
